"""The outbox as administrators see it: what waits, what was refused, and what a person has to decide.

Addresses are shown shortened: enough to recognise one's own mistake, not enough to write to anybody.
"""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError
from pb.kernel.message import Message
from pb.main.settings import Settings
from pb.storage.database import Database
from pb.storage.outbox import LetterState, accept_letter, count_letters, list_letters, send_again
from pb.web.access import staff
from pb.web.exchange import WebRequest
from pb.web.pages import go_to, page
from pb.web.roles import Role

MOST = 100
"""Letters shown at a time; the rest are counted."""

SHOWN = (
    LetterState.UNSURE,
    LetterState.REFUSED,
    LetterState.WAITING,
    LetterState.TAKEN,
    LetterState.HANDING,
)

STATES = {
    LetterState.WAITING: (Message("Waits"), "wait"),
    LetterState.TAKEN: (Message("Being sent"), "wait"),
    LetterState.HANDING: (Message("Being sent"), "wait"),
    LetterState.SENT: (Message("Sent"), "good"),
    LetterState.REFUSED: (Message("Refused"), "bad"),
    LetterState.UNSURE: (Message("Perhaps sent"), "bad"),
}

ADMINISTRATOR = staff(Role.ADMINISTRATOR)
SETTLED_ALREADY = Message("This letter has been settled already.")


@get("/admin/outbox", access=ADMINISTRATOR, sync_to_thread=True)
def show_outbox(
    request: WebRequest, database: NamedDependency[Database], settings: NamedDependency[Settings]
) -> Response[str]:
    """List the letters that aren't sent, those first that need a person."""
    with database.read() as work:
        counts = count_letters(work)
        letters = [letter for state in SHOWN for letter in list_letters(work, (state,), MOST)][:MOST]
    return page(
        request,
        "admin/outbox.html",
        counts=counts,
        letters=letters,
        states=STATES,
        shorten=shorten_address,
        has_server=bool(settings.smtp_url),
        more=sum(counts.get(state, 0) for state in SHOWN) - len(letters),
    )


@post("/admin/outbox/{letter:str}/again", access=ADMINISTRATOR, sync_to_thread=True)
def try_again(
    request: WebRequest,
    letter: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Send a refused letter, or one whose fate is unknown, once more."""
    with database.write() as work:
        if not send_again(work, letter, clock.now()):
            raise ConflictError(SETTLED_ALREADY)
        work.commit()
    return go_to(request, "admin/outbox", flash=Message("The letter will be sent again."))


@post("/admin/outbox/{letter:str}/arrived", access=ADMINISTRATOR, sync_to_thread=True)
def take_as_sent(
    request: WebRequest,
    letter: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Take a letter whose fate is unknown as sent."""
    with database.write() as work:
        if not accept_letter(work, letter, clock.now()):
            raise ConflictError(SETTLED_ALREADY)
        work.commit()
    return go_to(request, "admin/outbox", flash=Message("The letter counts as sent."))


def shorten_address(address: str) -> str:
    """Return an address with the middle of its local part left out."""
    local, _, host = address.rpartition("@")
    return f"{local[:1]}…@{host}"


HANDLERS = (show_outbox, try_again, take_as_sent)
