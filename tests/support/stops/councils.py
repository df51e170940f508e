"""Statements of councils, and events."""

from tests.support.stops.steps import ROUND, SAVE
from tests.support.stops.stop import Stop

COUNCILS = (
    Stop("statements", f"{ROUND}/statements", "cycles/{reviewing}/statements"),
    Stop("statements-all", f"{ROUND}/statements/all", "cycles/{reviewing}/statements/all", "official"),
    Stop(
        "statements-ask-faulty",
        f"{ROUND}/statements/ask",
        "cycles/{reviewing}/statements/ask",
        "official",
        422,
        (SAVE,),
    ),
    Stop(
        "statement-answer",
        f"{ROUND}/statements/{{statement}}/answer",
        "cycles/{reviewing}/statements/{filed}/answer",
        "official",
    ),
    Stop("statements-own", f"{ROUND}/statements/own", "cycles/{reviewing}/statements/own", "council"),
    Stop(
        "statement-write",
        f"{ROUND}/statements/{{statement}}/write",
        "cycles/{reviewing}/statements/{asked}/write",
        "council",
    ),
)
