"""Every page of the service: who reaches it, where, what to do there, and the status it comes with.

A new route needs a stop here, or a word in `NOT_PAGES` on why nobody looks at it; a test compares both with the
application. Addresses take names from `tests.support.crowd`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

NOT_PAGES = {
    "/": "sends to a language",
    "/healthz": "for machines",
    "/static/{name}": "files of the pages",
    "/api/v1/health": "for programs",
    "/api/v1/openapi.json": "for programs",
    "/api/v1/cycles": "for programs",
    "/api/v1/cycles/{cycle}": "for programs",
    "/api/v1/cycles/{cycle}/areas": "for programs",
    "/api/v1/cycles/{cycle}/projects": "for programs",
    "/api/v1/cycles/{cycle}/proposals": "for programs",
    "/api/v1/cycles/{cycle}/results": "for programs",
    "/embed/{lang}/cycles/{cycle}": "looked at in test_embedding.py, in a frame of another site",
    "/{lang}/news.atom": "a feed",
    "/{lang}/dates.ics": "a calendar",
    "/{lang}/cycles/{cycle}/news.atom": "a feed",
    "/{lang}/cycles/{cycle}/dates.ics": "a calendar",
    "/kiosk/{device}": "looked at in test_screens.py, as every slide",
    "/kiosk/{device}/{lang}/{number}": "looked at in test_screens.py",
    "/kiosk/{device}/screen.css": "the sizes of a screen",
    "/kiosk/{device}/snapshot.json": "what a screen keeps",
    "/kiosk/{device}/worker.js": "what keeps it",
    "/{lang}/admin/cycles/{cycle}/paper/ballots/{area}/{printed_in}": "a PDF to print",
    "/{lang}/cycles/{cycle}/data.json": "data",
    "/{lang}/cycles/{cycle}/paper-audit.json": "data",
    "/{lang}/cycles/{cycle}/results.json": "data",
    "/{lang}/cycles/{cycle}/propose/link/{token}": "sends to the draft or the receipt",
    "/{lang}/cycles/{cycle}/vote/check": "sends to the ballot; the check itself answers the ballot's form",
    "/{lang}/cycles/{cycle}/vote/keep": "an empty answer that keeps the session",
}

Step = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Stop:
    """One page in one state. `path` is below the language; `steps` are done there before it is looked at."""

    name: str
    route: str
    path: str
    who: str = "anyone"
    status: int = 200
    steps: tuple[Step, ...] = ()


def press(selector: str) -> Step:
    """Press a button or follow a link."""
    return lambda page: page.locator(selector).first.click()


def choose(count: int) -> Step:
    """Choose that many projects, or all for zero, and go on to the check."""

    def step(page: Page) -> None:
        boxes = page.locator("input[name=project]").all()
        for box in boxes[: count or None]:
            box.check()
        page.locator(".tray button").click()
        page.locator("#change").wait_for()

    return step


def forget_cookies(page: Page) -> None:
    """Lose every cookie, as a browser that was told to."""
    page.context.clear_cookies()


def guess_password(page: Page) -> None:
    """Sign in with wrong passwords until it is refused."""
    for _ in range(12):
        page.locator("#f-name").fill("sofia")
        page.locator("#f-password").fill("arvaus")
        page.locator("form:has(#f-password) button").click()
        if not page.locator("#f-password").count():
            return


def type_into(selector: str, text: str) -> Step:
    """Put a text into a field."""
    return lambda page: page.locator(selector).fill(text)


SAVE = press("main form[method=post] button")
ROUND = "/cycles/{cycle}"
PROPOSE = f"{ROUND}/propose"
VOTE = f"{ROUND}/vote"
REVIEW = f"{ROUND}/review"
ADMIN = f"/admin{ROUND}"

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
    Stop("results", f"{ROUND}/results", "cycles/{finished}/results"),
    Stop("results-early", f"{ROUND}/results", "cycles/{voting}/results"),
    Stop("sign-in", "/sign-in", "sign-in"),
    Stop("sign-in-empty", "/sign-in", "sign-in", status=422, steps=(SAVE,)),
)
PROPOSERS = (
    Stop("propose-start", PROPOSE, "cycles/{proposing}/propose"),
    Stop("propose-form", f"{PROPOSE}/form", "cycles/{proposing}/propose/form"),
    Stop(
        "propose-form-faulty", f"{PROPOSE}/form", "cycles/{proposing}/propose/form", status=422, steps=(SAVE,)
    ),
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
VOTERS = (
    Stop("vote-start", VOTE, "cycles/{voting}/vote"),
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
    Stop("check-sealed", f"{ROUND}/check-sealed", "cycles/{voting}/check-sealed"),
    Stop("vote-done", f"{VOTE}/done", "cycles/{voting}/vote/done", "voter-with-receipt"),
    Stop("vote-voted", f"{VOTE}/voted", "cycles/{voting}/vote/voted", "voter-again"),
)
STAFFS = (
    Stop("account", "/account", "account", "council"),
    Stop("password", "/account/password", "account/password", "council"),
    Stop("password-short", "/account/password", "account/password", "council", 422, (SAVE,)),
    Stop("sign-in-link", "/sign-in/link/{secret}", "sign-in/link/{fresh}", "official"),
    Stop("work", "/work", "work", "official"),
    Stop("work-council", "/work", "work", "council"),
    Stop("review-queue", REVIEW, "cycles/{reviewing}/review", "official"),
    Stop("review", f"{REVIEW}/{{number}}", "cycles/{reviewing}/review/{answered}", "official"),
    Stop(
        "review-faulty",
        f"{REVIEW}/{{number}}",
        "cycles/{reviewing}/review/{waiting}",
        "official",
        422,
        (press("form:has(#f-cost) button"),),
    ),
    Stop("review-closed", f"{REVIEW}/{{number}}", "cycles/{voting}/review/1", "official"),
    Stop("hide", f"{REVIEW}/{{number}}/hide", "cycles/{proposing}/review/1/hide", "moderator"),
    Stop(
        "hide-faulty",
        f"{REVIEW}/{{number}}/hide",
        "cycles/{proposing}/review/1/hide",
        "moderator",
        422,
        (press("form[action$='/hide'] button"),),
    ),
    Stop("review-hidden", f"{REVIEW}/{{number}}", "cycles/{proposing}/review/{hidden}", "moderator"),
    Stop("admin", "/admin", "admin", "administrator"),
    Stop("admin-trustee", "/admin", "admin", "trustee"),
    Stop("admin-round", ADMIN, "admin/cycles/{voting}", "administrator"),
    Stop("admin-round-review", ADMIN, "admin/cycles/{reviewing}", "administrator"),
    Stop("journal", f"{ADMIN}/journal", "admin/cycles/{finished}/journal", "trustee"),
    Stop("roll", f"{ADMIN}/roll", "admin/cycles/{voting}/roll", "administrator"),
    Stop("roll-empty", f"{ADMIN}/roll", "admin/cycles/{reviewing}/roll", "administrator"),
    Stop(
        "roll-faulty",
        f"{ADMIN}/roll",
        "admin/cycles/{reviewing}/roll",
        "administrator",
        422,
        (press("form[action$='/roll'] button"),),
    ),
    Stop("rehearsal-none", f"{ADMIN}/rehearsal", "admin/cycles/{voting}/rehearsal", "administrator"),
    Stop(
        "rehearsal",
        f"{ADMIN}/rehearsal",
        "admin/cycles/{reviewing}/rehearsal",
        "administrator",
        steps=(SAVE,),
    ),
    Stop("amend", f"{ADMIN}/amend/{{stage}}", "admin/cycles/{voting}/amend/voting", "administrator"),
    Stop(
        "amend-faulty",
        f"{ADMIN}/amend/{{stage}}",
        "admin/cycles/{reviewing}/amend/voting",
        "administrator",
        422,
        (SAVE,),
    ),
    Stop("declare", "/admin/declare", "admin/declare", "administrator"),
    Stop(
        "declare-faulty",
        "/admin/declare",
        "admin/declare",
        "administrator",
        422,
        (type_into("#f-declaration", "id ="), SAVE),
    ),
    Stop("kiosks", "/admin/kiosks", "admin/kiosks", "administrator"),
    Stop("kiosk-new", "/admin/kiosks/new", "admin/kiosks/new", "administrator"),
    Stop("kiosk-new-faulty", "/admin/kiosks/new", "admin/kiosks/new", "administrator", 422, (SAVE,)),
    Stop("kiosk-one", "/admin/kiosks/{screen}", "admin/kiosks/{screen}", "administrator"),
    Stop("outbox", "/admin/outbox", "admin/outbox", "administrator"),
    Stop("accounts", "/admin/accounts", "admin/accounts", "administrator"),
    Stop("account-new", "/admin/accounts/new", "admin/accounts/new", "administrator"),
    Stop("account-new-faulty", "/admin/accounts/new", "admin/accounts/new", "administrator", 422, (SAVE,)),
    Stop("account-one", "/admin/accounts/{account_id}", "admin/accounts/{account}", "administrator"),
    Stop(
        "account-link",
        "/admin/accounts/{account_id}",
        "admin/accounts/{account}",
        "administrator",
        200,
        (press("form[action$='/link'] button"),),
    ),
)
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
        f"{PAPER}/desks/{{desk}}/residents/{{resident}}",
        "admin/cycles/{schools}/paper/desks/{desk}/residents/{pupil}",
        "keyer",
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
STOPS = (*EVERYBODYS, *PROPOSERS, *VOTERS, *STAFFS, *PAPERS, *REFUSALS)
