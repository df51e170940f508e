"""The desk where residents vote with help."""

from tests.support.stops.steps import (
    FIND,
    FOUND,
    ROUND,
    SAVE,
    VOTE,
    find_at_desk,
    hand_over,
    press,
    type_into,
)
from tests.support.stops.stop import Stop

AT_DESK = (
    Stop("desk", f"{ROUND}/desk", "cycles/{schools}/desk", "desk"),
    Stop(
        "desk-nobody",
        f"{ROUND}/desk",
        "cycles/{schools}/desk",
        "desk",
        422,
        (type_into("#f-who", "000"), FIND),
    ),
    Stop("desk-resident", FOUND, "cycles/{schools}/desk/resident#{lookup}", "desk", 200, (find_at_desk,)),
    Stop(
        "desk-resident-faulty",
        FOUND,
        "cycles/{schools}/desk/resident#{lookup}",
        "desk",
        422,
        (find_at_desk, press("form[action$='/desk/hand-over'] button")),
    ),
    Stop(
        "desk-code", FOUND, "cycles/{schools}/desk/resident#{lookup}", "desk", 200, (find_at_desk, hand_over)
    ),
    Stop("desk-visits", f"{ROUND}/desk", "cycles/{schools}/desk", "desk"),
    Stop("desk-locked", f"{ROUND}/desk/locked", "cycles/{schools}/desk/locked"),
    Stop("vote-desk", f"{VOTE}/desk", "cycles/{schools}/vote/desk?code=ABCD-1234"),
    Stop("vote-desk-wrong", f"{VOTE}/desk", "cycles/{schools}/vote/desk", status=422, steps=(SAVE,)),
)
