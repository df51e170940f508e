"""Proposals that a visitor has put aside, without an account: in the session, and in an address to keep or send on.

The city must not learn from them: they are counted nowhere and go with the session.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.fields import FlagField, TextField
from pb.web.forms import read_form, read_query
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.review import AnsweredProposal
from proposals.core.visibility import is_released, public_status
from proposals.storage.proposals import find_proposal
from proposals.storage.search import Order, Search, search_proposals
from proposals.web.rounds import find_round, list_areas
from proposals.web.words import STATUS

if TYPE_CHECKING:
    from proposals.web.panels import Visit

MOST = 100
"""Favourites of one round; more can't be put aside, the oldest go."""

NUMBERS = TextField("numbers", Message("Numbers"), maximum=1000, required=False)
KEEP = FlagField("keep", Message("Favourite"))
_SLOT = "favourites"


def own_favourites(session: Session, cycle: CycleId) -> tuple[int, ...]:
    """Return the numbers of the proposals put aside in a round, the newest last."""
    return tuple((session.read(_SLOT, dict[str, tuple[int, ...]]) or {}).get(cycle, ()))


def read_favourite(visit: "Visit") -> Mapping[str, object]:
    """Return whether the visitor has put this proposal aside, and whether a form may stand on the page at once.

    A form needs a cookie. Who only reads gets none, so their first favourite goes by a page of its own.
    """
    return {
        "is_kept": visit.proposal.number in own_favourites(visit.session, visit.cycle.id),
        "has_session": visit.session.exists,
    }


@get("/cycles/{cycle:str}/favourites", access=PUBLIC, sync_to_thread=True)
def list_favourites(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """List the visitor's favourites, or those whose numbers stand in the address."""
    form = read_query(request, NUMBERS)
    sent = () if NUMBERS.name in form.faults else read_numbers(form[NUMBERS])
    with database.read() as work:
        found_round = find_round(work, cycle)
        numbers = sent or own_favourites(session, found_round.id)
        answers = _find(work, found_round, numbers)
    query = urlencode({"numbers": ".".join(str(answer.proposal.number) for answer in answers)})
    return page(
        request,
        "proposals/favourites.html",
        cycle=found_round,
        areas=list_areas(found_round),
        is_sent=bool(sent),
        missing=len(numbers) - len(answers),
        answers=[
            (answer, STATUS[public_status(found_round, answer.proposal, answer.review)]) for answer in answers
        ],
        is_released=is_released(found_round),
        query=query,
    )


@get("/cycles/{cycle:str}/favourites/{number:int}", access=PUBLIC, sync_to_thread=True)
def ask_favourite(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Offer to put a proposal aside, or no longer to."""
    with database.read() as work:
        found_round = find_round(work, cycle)
        proposal = find_proposal(work, found_round.id, number)
    is_kept = number in own_favourites(session, found_round.id)
    status = 200 if proposal.is_public else 404
    return page(
        request,
        "proposals/favourite.html",
        status=status,
        cycle=found_round,
        proposal=proposal,
        is_kept=is_kept,
    )


@post("/cycles/{cycle:str}/favourites/{number:int}", access=PUBLIC, sync_to_thread=True)
def keep_favourite(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Put a proposal aside, or no longer. Sent twice, it is there once."""
    keep = read_form(request, KEEP)[KEEP]
    with database.read() as work:
        found_round = find_round(work, cycle)
        proposal = find_proposal(work, found_round.id, number)
    others = [one for one in own_favourites(session, found_round.id) if one != number]
    kept = session.read(_SLOT, dict[str, tuple[int, ...]]) or {}
    numbers = (*others, number)[-MOST:] if keep and proposal.is_public else tuple(others)
    session.write(_SLOT, {**kept, found_round.id: numbers})
    flash = Message("Added to your favourites.") if keep else Message("Removed from your favourites.")
    return go_to(request, f"cycles/{cycle}/proposals/{number}", flash=flash)


def read_numbers(text: str) -> tuple[int, ...]:
    """Return the numbers in an address such as ``1.12.7``, each once; what is none is left out."""
    numbers = (int(part) for part in text.split(".") if part.isascii() and part.isdigit() and len(part) < 10)
    return tuple(dict.fromkeys(numbers))[:MOST]


def _find(work: Work, cycle: Cycle, numbers: tuple[int, ...]) -> tuple[AnsweredProposal, ...]:
    if not numbers:
        return ()
    search = Search(numbers=numbers, order=Order.NUMBER)
    return search_proposals(work, cycle.id, search, size=MOST).entries


HANDLERS = (list_favourites, ask_favourite, keep_favourite)
