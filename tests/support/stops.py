"""Every page of the service: who reaches it, where, what to do there, and the status it comes with.

A new route needs a stop here, or a word in `NOT_PAGES` on why nobody looks at it; a test compares both with the
application. Addresses take names from `tests.support.crowd`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import FilePayload, Page

from voting.core.refusal import Refusal
from voting.web.refusals import TOLD

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
    "/e-id/keys": "for the identification provider",
    "/e-id/return": "sends on",
    "/{lang}/cycles/{cycle}/vote/e-id": "sends to the identification provider",
    "/{lang}/cycles/{cycle}/vote/refused/{reason}": "refusals, each looked at with its own status",
    "/{lang}/admin/cycles/{cycle}/paper/desks/{desk}/resident": "looked at from the desk, where one is found",
    "/{lang}/admin/cycles/{cycle}/tally/box.zip": "files for trustees",
    "/{lang}/admin/cycles/{cycle}/trustees/ceremony.zip": "files for trustees",
    "/{lang}/cycles/{cycle}/bundle.zip": "data",
    "/{lang}/cycles/{cycle}/bundle/{name}": "data",
    "/{lang}/cycles/{cycle}/data.json": "data",
    "/{lang}/cycles/{cycle}/paper-audit.json": "data",
    "/{lang}/cycles/{cycle}/results.json": "data",
    "/{lang}/cycles/{cycle}/results/areas.csv": "data",
    "/{lang}/cycles/{cycle}/results/projects.csv": "data",
    "/{lang}/cycles/{cycle}/results/{area}/ballots.pb": "data",
    "/cycles/{cycle}/board/entries/{name}": "data",
    "/cycles/{cycle}/board/checkpoints/{name}": "data",
    "/cycles/{cycle}/board/manifests/{name}": "data",
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


def check(page: Page) -> None:
    """Go from the ballot to its check."""
    page.locator(".tray .button").click()
    page.locator("#change").wait_for()


def give(move: str, times: int) -> Step:
    """Press the button of the first project that has it, so many times: points given, or projects put in order."""

    def step(page: Page) -> None:
        for _ in range(times):
            page.locator(f"button[value^='{move} ']:visible").first.click()

    return step


def wait_for(selector: str) -> Step:
    """Wait until something is in sight."""
    return lambda page: page.locator(selector).wait_for()


def open_sealed(page: Page) -> None:
    """Open the sealed ballot of the check instead of casting it."""
    page.locator("summary").last.click()
    page.locator("[data-open]").click()
    page.locator("[data-again]").wait_for()


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


def find_pupil(page: Page) -> None:
    """Find the pupil on the roll whose code stands in this stop's address."""
    page.locator("#f-who").fill(page.url.partition("?code=")[2])
    page.locator("form[action$='/find'] button").click()


def find_at_desk(page: Page) -> None:
    """Find the resident of the link's own code, unless one stands before the official already."""
    if page.locator("#f-who").count():
        page.locator("#f-who").fill(page.url.rpartition("#")[2])
        page.locator("form[action$='/desk/find'] button").click()


def hand_over(page: Page) -> None:
    """Vouch for the document, and have a code made for another device."""
    page.locator("#f-document").check()
    page.locator("#f-seen").check()
    page.locator("input[name=device][value=other]").check()
    page.locator("form[action$='/desk/hand-over'] button").click()


def look_own_ballot_up(page: Page) -> None:
    """Go from the receipt to the look-up and give its code."""
    code = page.locator(".code").inner_text()
    page.locator("main a[href$='/verify']").click()
    page.locator("#f-code").fill(code)
    page.locator("form:has(#f-code) button").click()


def select_first(selector: str) -> Step:
    """Choose the first answer of a list after the empty one."""

    def step(page: Page) -> None:
        page.locator(selector).select_option(index=1)

    return step


def attach(selector: str, text: str) -> Step:
    """Choose a file with this text."""
    file: FilePayload = {"name": "file.csv", "mimeType": "text/csv", "buffer": text.encode()}
    return lambda page: page.locator(selector).set_input_files(file)


SAVE = press("main form[method=post] button")
ROUND = "/cycles/{cycle}"
FIND = press("form[action$='/desk/find'] button")
FOUND = f"{ROUND}/desk/resident"
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
    Stop("result-draft", f"{ADMIN}/result", "admin/cycles/{finished}/result", "administrator"),
    Stop("result-draft-early", f"{ADMIN}/result", "admin/cycles/{voting}/result", "administrator"),
    Stop("journal", f"{ADMIN}/journal", "admin/cycles/{finished}/journal", "trustee"),
    Stop("roll", f"{ADMIN}/roll", "admin/cycles/{voting}/roll", "administrator"),
    Stop("letters", f"{ADMIN}/letters", "admin/cycles/{voting}/letters", "administrator"),
    Stop(
        "letters-faulty",
        f"{ADMIN}/letters",
        "admin/cycles/{voting}/letters",
        "administrator",
        422,
        (press("form[action$='/letters'] button"),),
    ),
    Stop(
        "corrections",
        f"{ADMIN}/roll/corrections",
        "admin/cycles/{voting}/roll/corrections",
        "administrator",
    ),
    Stop(
        "corrections-faulty",
        f"{ADMIN}/roll/corrections",
        "admin/cycles/{voting}/roll/corrections",
        "administrator",
        422,
        (press("form[action$='/corrections'] button"),),
    ),
    Stop(
        "corrections-waiting",
        f"{ADMIN}/roll/corrections",
        "admin/cycles/{voting}/roll/corrections",
        "administrator",
        200,
        (
            type_into("#f-person", "korjattava-1"),
            type_into("#f-grounds", "muuttanut"),
            select_first("#f-area"),
            press("form[action$='/corrections'] button"),
        ),
    ),
    Stop("letters-over", f"{ADMIN}/letters", "admin/cycles/{finished}/letters", "administrator"),
    Stop(
        "roll-change",
        f"{ADMIN}/roll",
        "admin/cycles/{reviewing}/roll",
        "administrator",
        200,
        (
            attach("#f-file", "reference;area\n1;\n2;\n"),
            press("form[action$='/roll'] button"),
        ),
    ),
    Stop(
        "roll-lines",
        f"{ADMIN}/roll",
        "admin/cycles/{reviewing}/roll",
        "administrator",
        422,
        (attach("#f-file", "reference;area\n1;kuu\n1;kuu\n"), press("form[action$='/roll'] button")),
    ),
    Stop("roll-empty", f"{ADMIN}/roll", "admin/cycles/{reviewing}/roll", "administrator"),
    Stop(
        "roll-faulty",
        f"{ADMIN}/roll",
        "admin/cycles/{reviewing}/roll",
        "administrator",
        422,
        (press("form[action$='/roll'] button"),),
    ),
    Stop("trustees-server", f"{ADMIN}/trustees", "admin/cycles/{voting}/trustees", "administrator"),
    Stop("tally-done", f"{ADMIN}/tally", "admin/cycles/{finished}/tally", "administrator"),
    Stop("tally-early", f"{ADMIN}/tally", "admin/cycles/{voting}/tally", "administrator", 409),
    Stop("bundle", f"{ROUND}/bundle", "cycles/{finished}/bundle"),
    Stop("bundle-none", f"{ROUND}/bundle", "cycles/{voting}/bundle"),
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
        f"{PAPER}/desks/{{desk}}",
        "admin/cycles/{schools}/paper/desks/{desk}?code={pupil-code}",
        "keyer",
        200,
        (find_pupil,),
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
STOPS = (*EVERYBODYS, *PROPOSERS, *VOTERS, *TURNED_AWAY, *AT_DESK, *STAFFS, *PAPERS, *REFUSALS)
