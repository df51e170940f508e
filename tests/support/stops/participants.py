"""Taking part under an e-mail address."""

from tests.support.stops.steps import PROPOSE, ROUND, press
from tests.support.stops.stop import Stop

PARTICIPANTS = (
    Stop("me-sign-in", "/me/sign-in", "me/sign-in"),
    Stop(
        "me-sign-in-faulty",
        "/me/sign-in",
        "me/sign-in",
        status=422,
        steps=(press("form[action$='/me/sign-in'] button"),),
    ),
    Stop("me-sent", "/me/sent", "me/sent"),
    Stop("me-link", "/me/link/{secret}", "me/link/{participant-link}"),
    Stop("me", "/me", "me", "participant"),
    Stop("me-settings", "/me/settings", "me/settings", "participant"),
    Stop("me-invitation", "/me/invitation/{secret}", "me/invitation/{invitation}"),
    Stop(
        "authors",
        f"{PROPOSE}/authors/{{number}}",
        "cycles/{proposing}/propose/authors/{edited}",
        "participant",
    ),
    Stop("carry", f"{PROPOSE}/carry/{{number}}", "cycles/{reviewing}/propose/carry/{games}", "participant"),
    Stop("history", f"{ROUND}/proposals/{{number}}/history", "cycles/{proposing}/proposals/{edited}/history"),
    Stop("me-leave", "/me/leave", "me/leave", "participant"),
    Stop("me-letters", "/me/letters/{token}", "me/letters/{leave-token}", "participant"),
)
