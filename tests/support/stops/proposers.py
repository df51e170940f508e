"""What somebody sees who proposes."""

from tests.support.stops.steps import PROPOSE, ROUND, SAVE, press
from tests.support.stops.stop import Stop

STEP = f"{PROPOSE}/write/{{step}}"

PROPOSERS = (
    Stop(
        "proposal-attachments-faulty",
        f"{ROUND}/propose/attachments/{{number}}",
        "cycles/{proposing}/propose/attachments/{sent}",
        "proposer",
        422,
        (press("form[action*='/attachments/'] button"),),
    ),
    Stop(
        "proposal-attachments",
        f"{ROUND}/propose/attachments/{{number}}",
        "cycles/{proposing}/propose/attachments/{sent}",
        "proposer",
    ),
    Stop("propose-start", PROPOSE, "cycles/{proposing}/propose"),
    Stop("propose-what", STEP, "cycles/{proposing}/propose/write/what"),
    Stop("propose-what-faulty", STEP, "cycles/{proposing}/propose/write/what", status=422, steps=(SAVE,)),
    Stop("propose-why", STEP, "cycles/{proposing}/propose/write/why", "proposer"),
    Stop("propose-where", STEP, "cycles/{proposing}/propose/write/where", "proposer"),
    Stop("propose-who", STEP, "cycles/{proposing}/propose/write/who", "proposer"),
    Stop(
        "propose-draft-attachments",
        f"{PROPOSE}/write/attachments",
        "cycles/{proposing}/propose/write/attachments",
        "proposer",
    ),
    Stop("propose-similar", f"{PROPOSE}/similar", "cycles/{proposing}/propose/similar", "proposer"),
    Stop("propose-join", f"{PROPOSE}/join/{{other}}", "cycles/{proposing}/propose/join/{sent}", "proposer"),
    Stop("propose-saved", f"{PROPOSE}/saved", "cycles/{proposing}/propose/saved", "drafter"),
    Stop("propose-check-missing", f"{PROPOSE}/check", "cycles/{proposing}/propose/check", "drafter"),
    Stop("propose-check", f"{PROPOSE}/check", "cycles/{proposing}/propose/check", "proposer"),
    Stop("propose-done", f"{PROPOSE}/done/{{number}}", "cycles/{proposing}/propose/done/{sent}", "proposer"),
    Stop(
        "propose-change",
        f"{PROPOSE}/change/{{number}}",
        "cycles/{proposing}/propose/change/{sent}",
        "proposer",
    ),
    Stop(
        "propose-withdraw",
        f"{PROPOSE}/withdraw/{{number}}",
        "cycles/{proposing}/propose/withdraw/{sent}",
        "proposer",
    ),
    Stop(
        "propose-withdrawn",
        f"{PROPOSE}/done/{{number}}",
        "cycles/{proposing}/propose/done/{withdrawn}",
        "withdrawer",
    ),
)
