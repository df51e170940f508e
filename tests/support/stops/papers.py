"""Paper ballots: desks, batches, keying and the audit."""

from tests.support.stops.steps import ADMIN, ROUND, find_pupil, press, type_into
from tests.support.stops.stop import Stop

PAPER = f"{ADMIN}/paper"
PAPERS = (
    Stop("paper-open", PAPER, "admin/cycles/{schools}/paper", "keyer"),
    Stop("paper", PAPER, "admin/cycles/{keying}/paper", "keyer"),
    Stop(
        "paper-faulty",
        PAPER,
        "admin/cycles/{schools}/paper",
        "keyer",
        422,
        (press("form[action$='/desks'] button"),),
    ),
    Stop("paper-desk-open", f"{PAPER}/desks/{{desk}}", "admin/cycles/{schools}/paper/desks/{desk}", "keyer"),
    Stop("paper-desk", f"{PAPER}/desks/{{desk}}", "admin/cycles/{keying}/paper/desks/{keying-desk}", "keyer"),
    Stop(
        "paper-desk-faulty",
        f"{PAPER}/desks/{{desk}}",
        "admin/cycles/{schools}/paper/desks/{desk}",
        "keyer",
        422,
        (press("form[action$='/sheets'] button"),),
    ),
    Stop(
        "paper-mark",
        f"{PAPER}/desks/{{desk}}",
        "admin/cycles/{schools}/paper/desks/{desk}?code={pupil-code}",
        "keyer",
        200,
        (find_pupil,),
    ),
    Stop("paper-batches-early", f"{PAPER}/batches", "admin/cycles/{schools}/paper/batches", "keyer"),
    Stop("paper-batches", f"{PAPER}/batches", "admin/cycles/{keying}/paper/batches", "keyer"),
    Stop("paper-batch", f"{PAPER}/batches/{{number}}", "admin/cycles/{keying}/paper/batches/1", "keyer"),
    Stop(
        "paper-key",
        f"{PAPER}/batches/{{number}}/key",
        "admin/cycles/{keying}/paper/batches/2/key?sheet=1",
        "keyer",
    ),
    Stop(
        "paper-key-faulty",
        f"{PAPER}/batches/{{number}}/key",
        "admin/cycles/{keying}/paper/batches/2/key?sheet=1",
        "keyer",
        422,
        (type_into("#f-marks", "999"), press("form[action$='/key'] button")),
    ),
    Stop(
        "paper-keyed",
        f"{PAPER}/batches/{{number}}/key",
        "admin/cycles/{keying}/paper/batches/3/key",
        "keyer",
    ),
    Stop(
        "paper-sheet",
        f"{PAPER}/batches/{{number}}/sheets/{{position}}",
        "admin/cycles/{keying}/paper/batches/1/sheets/2",
        "keyer",
    ),
    Stop("paper-audit-early", f"{PAPER}/audit", "admin/cycles/{keying}/paper/audit", "keyer"),
    Stop("paper-audit", f"{PAPER}/audit", "admin/cycles/{audited}/paper/audit", "keyer"),
    Stop("paper-audit-public-early", f"{ROUND}/paper-audit", "cycles/{keying}/paper-audit"),
    Stop("paper-audit-public", f"{ROUND}/paper-audit", "cycles/{audited}/paper-audit"),
)
