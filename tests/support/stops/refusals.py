"""Pages that refuse something, each with its status."""

from tests.support.stops.steps import PROPOSE, ROUND, SAVE, VOTE, forget_cookies, guess_password
from tests.support.stops.stop import Stop

REFUSALS = (
    Stop("refused-unknown", "", "nowhere", status=404),
    Stop(
        "refused-unknown-proposal",
        f"{ROUND}/proposals/{{number}}",
        "cycles/{voting}/proposals/9999",
        status=404,
    ),
    Stop(
        "refused-hidden",
        f"{ROUND}/proposals/{{number}}",
        "cycles/{proposing}/proposals/{hidden}",
        "moderator",
        404,
    ),
    Stop(
        "refused-withdrawn",
        f"{ROUND}/proposals/{{number}}",
        "cycles/{proposing}/proposals/{withdrawn}",
        "withdrawer",
        410,
    ),
    Stop("refused-role", "/admin", "admin", "official", 403),
    Stop("refused-method", "", "cycles/{voting}/vote/leave", status=405),
    Stop("refused-forgery", "/sign-in", "sign-in", "guesser", 403, (forget_cookies, SAVE)),
    Stop("refused-closed", PROPOSE, "cycles/{voting}/propose", status=409),
    Stop("refused-vote-early", VOTE, "cycles/{proposing}/vote", status=409),
    Stop("refused-vote-over", VOTE, "cycles/{finished}/vote", status=409),
    Stop("refused-link", "/sign-in/link/{secret}", "sign-in/link/{used-official}", "official", 410),
    Stop("refused-guessing", "/sign-in", "sign-in", "guesser", 429, (guess_password,)),
)
