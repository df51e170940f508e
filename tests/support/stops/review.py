"""The review workbench, and appeals."""

from tests.support.appeal_round import APPEALED, APPEALING, OPEN_TO_APPEAL
from tests.support.stops.steps import ROUND
from tests.support.stops.stop import Stop

REVIEWS = (
    Stop("review-at-work", f"{ROUND}/review/{{number}}", "cycles/{reviewing}/review/2", "official"),
    Stop(
        "proposal-answer",
        f"{ROUND}/propose/answer/{{number}}",
        "cycles/{reviewing}/propose/answer/3",
        "author",
    ),
    Stop(
        "appeal-file",
        f"{ROUND}/propose/appeal/{{number}}",
        f"cycles/{APPEALING}/propose/appeal/{OPEN_TO_APPEAL}",
        "author",
    ),
    Stop(
        "appeal-decide",
        f"{ROUND}/review/{{number}}/appeal",
        f"cycles/{APPEALING}/review/{APPEALED}/appeal",
        "official",
    ),
    Stop("proposal-appealed", f"{ROUND}/proposals/{{number}}", f"cycles/{APPEALING}/proposals/{APPEALED}"),
)
