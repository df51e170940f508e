"""Pages that anybody opens."""

from tests.support.stops.steps import ROUND, SAVE, press, type_into
from tests.support.stops.stop import Stop

EVERYBODYS = (
    Stop("home", "", ""),
    Stop("rounds", "/cycles", "cycles"),
    *(
        Stop(name, f"/{name}", name)
        for name in ("how", "rules", "accessibility", "privacy", "contact", "api")
    ),
    Stop("round-finished", ROUND, "cycles/{finished}"),
    Stop("follow", f"{ROUND}/follow", "cycles/{voting}/follow"),
    Stop("round-voting", ROUND, "cycles/{voting}"),
    Stop("round-proposing", ROUND, "cycles/{proposing}"),
    Stop("round-reviewing", ROUND, "cycles/{reviewing}"),
    Stop("proposals-answered", f"{ROUND}/proposals", "cycles/{voting}/proposals"),
    Stop("proposals-open", f"{ROUND}/proposals", "cycles/{proposing}/proposals"),
    Stop("proposals-none-found", f"{ROUND}/proposals", "cycles/{voting}/proposals?words=zzz"),
    Stop("proposal-feasible", f"{ROUND}/proposals/{{number}}", "cycles/{voting}/proposals/1"),
    Stop("proposal-waiting", f"{ROUND}/proposals/{{number}}", "cycles/{proposing}/proposals/1"),
    Stop("ballot-list", f"{ROUND}/ballot-list", "cycles/{voting}/ballot-list"),
    Stop("ballot-list-early", f"{ROUND}/ballot-list", "cycles/{proposing}/ballot-list"),
    Stop("board", f"{ROUND}/board", "cycles/{voting}/board"),
    Stop("board-closed", f"{ROUND}/board", "cycles/{finished}/board"),
    Stop("board-early", f"{ROUND}/board", "cycles/{proposing}/board"),
    Stop("look-up", f"{ROUND}/verify", "cycles/{voting}/verify"),
    Stop(
        "look-up-typo",
        f"{ROUND}/verify",
        "cycles/{voting}/verify",
        status=422,
        steps=(type_into("#f-code", "ABCD-EFGH"), press("form:has(#f-code) button")),
    ),
    Stop("results", f"{ROUND}/results", "cycles/{finished}/results"),
    Stop("results-early", f"{ROUND}/results", "cycles/{voting}/results"),
    Stop("results-area", f"{ROUND}/results/{{area}}", "cycles/{finished}/results/keskusta"),
    Stop(
        "results-account", f"{ROUND}/results/{{area}}/account", "cycles/{finished}/results/keskusta/account"
    ),
    Stop("results-method", f"{ROUND}/results/method", "cycles/{finished}/results/method"),
    Stop("open-data", "/open-data", "open-data"),
    Stop("sign-in", "/sign-in", "sign-in"),
    Stop("sign-in-empty", "/sign-in", "sign-in", status=422, steps=(SAVE,)),
)
