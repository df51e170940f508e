"""Statements of councils, and events."""

from tests.support.stops.steps import ROUND
from tests.support.stops.stop import Stop

COUNCILS = (
    Stop("statements", f"{ROUND}/statements", "cycles/{reviewing}/statements"),
    Stop("statements-all", f"{ROUND}/statements/all", "cycles/{reviewing}/statements/all", "official"),
    Stop("statements-ask", f"{ROUND}/statements/ask", "cycles/{reviewing}/statements/ask", "official"),
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
    Stop("events", "/events", "events"),
    Stop("events-none", f"{ROUND}/events", "cycles/{finished}/events"),
    Stop("event", f"{ROUND}/events/{{event}}", "cycles/{proposing}/events/{walk}"),
    Stop("event-new", f"{ROUND}/events/new", "cycles/{proposing}/events/new", "official"),
    Stop(
        "event-change",
        f"{ROUND}/events/{{event}}/change",
        "cycles/{proposing}/events/{walk}/change",
        "official",
    ),
    Stop(
        "event-cancel",
        f"{ROUND}/events/{{event}}/cancel",
        "cycles/{proposing}/events/{walk}/cancel",
        "official",
    ),
    Stop(
        "event-notes", f"{ROUND}/events/{{event}}/notes", "cycles/{proposing}/events/{walk}/notes", "official"
    ),
)
