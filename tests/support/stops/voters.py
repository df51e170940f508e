"""What a voter sees, and what somebody sees who is turned away."""

from tests.support.stops.steps import (
    ROUND,
    SAVE,
    VOTE,
    check,
    choose,
    give,
    look_own_ballot_up,
    open_sealed,
    press,
    type_into,
    wait_for,
)
from tests.support.stops.stop import Stop
from voting.core.refusal import Refusal
from voting.web.refusals import TOLD

VOTERS = (
    Stop("vote-start", VOTE, "cycles/{voting}/vote"),
    Stop("vote-start-ways", VOTE, "cycles/{schools}/vote"),
    Stop("vote-start-again", VOTE, "cycles/{voting}/vote", "voter"),
    Stop("vote-start-late", VOTE, "cycles/{voting}/vote?ended=yes"),
    Stop(
        "vote-wrong-code",
        VOTE,
        "cycles/{voting}/vote",
        status=422,
        steps=(type_into("#f-code", "KPST-NY2M"), SAVE),
    ),
    Stop("vote-area", f"{VOTE}/area", "cycles/{schools}/vote/area", "pupil"),
    Stop("vote-choose-most", f"{VOTE}/choose", "cycles/{schools}/vote/choose?area=keskusta", "pupil"),
    Stop(
        "vote-check-too-many",
        f"{VOTE}/choose",
        "cycles/{schools}/vote/choose?area=keskusta",
        "pupil",
        200,
        (choose(0),),
    ),
    Stop("vote-choose", f"{VOTE}/choose", "cycles/{voting}/vote/choose", "voter"),
    Stop("vote-check", f"{VOTE}/choose", "cycles/{voting}/vote/choose", "voter", 200, (choose(1),)),
    Stop("vote-check-over", f"{VOTE}/choose", "cycles/{voting}/vote/choose", "voter", 200, (choose(0),)),
    Stop(
        "vote-change",
        f"{VOTE}/choose",
        "cycles/{voting}/vote/choose",
        "voter",
        200,
        (choose(0), press("form[action$='/vote/choose'] button")),
    ),
    *(
        Stop(
            f"vote-{name}-{cycle}",
            f"{VOTE}/choose",
            f"cycles/{cycle}/vote/choose",
            f"voter-{cycle}",
            200,
            steps,
        )
        for cycle, some in (
            ("pisteet", (give("more", 4),)),
            ("arvosanat", (press("input[value='4']"),)),
            ("asteikko", (lambda page: page.locator("select").first.select_option("7"),)),
            ("sijat", (give("add", 2),)),
            ("yksi", (press("input[name=project]"),)),
        )
        for name, steps in (("choose", some), ("check", (*some, check)))
    ),
    *(
        Stop(f"vote-{name}", f"{VOTE}/choose", "cycles/sijat/vote/choose", "voter-sijat", 200, steps)
        for name, steps in (
            ("check-over-sijat", (give("add", 5), check)),
            ("search-none", (type_into("#f-words", "zzz"), wait_for("[data-found]:not(:empty)"))),
            ("opened", (give("add", 2), check, open_sealed)),
        )
    ),
    Stop(
        "check-sealed-read",
        f"{ROUND}/check-sealed",
        "cycles/sijat/check-sealed?read=yes#{opened}",
        "tester",
        200,
        (wait_for("#holds-title"),),
    ),
    Stop("check-sealed", f"{ROUND}/check-sealed", "cycles/{voting}/check-sealed"),
    Stop("vote-done", f"{VOTE}/done", "cycles/{voting}/vote/done", "voter-with-receipt"),
    Stop(
        "look-up-found",
        f"{VOTE}/done",
        "cycles/{voting}/vote/done",
        "voter-with-receipt",
        steps=(look_own_ballot_up,),
    ),
    Stop("vote-voted", f"{VOTE}/voted", "cycles/{voting}/vote/voted", "voter-again"),
)
TURNED_AWAY = tuple(
    Stop(
        f"vote-refused-{reason}",
        f"{VOTE}/refused/{{reason}}",
        f"cycles/{{voting}}/vote/refused/{reason}",
        status=TOLD[reason].status,
    )
    for reason in Refusal
)
