"""The moderators' queue: what was reported first, then what nobody has read yet."""

from datetime import datetime

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.clock import Clock
from pb.kernel.errors import InvalidInputError
from pb.kernel.ids import CycleId, ProposalId
from pb.kernel.message import Message
from pb.kernel.plain import PlainFormError, to_moment
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField, NumberField, TextField, optional
from pb.web.forms import read_form, read_query
from pb.web.pages import go_to, page
from proposals.core.moderation import Matter, Subject
from proposals.storage.comments import find_comment
from proposals.storage.moderation import (
    Queue,
    count_waiting,
    list_reported,
    list_unread_comments,
    list_unread_proposals,
    mark_read,
)
from proposals.storage.proposals import find_sent
from proposals.web.acting import MODERATES
from proposals.web.moderation.fields import list_grounds
from proposals.web.rounds import find_round

SHELVES = {
    "reported": (Message("Reported"), list_reported),
    "proposals": (Message("New proposals"), list_unread_proposals),
    "comments": (Message("New comments"), list_unread_comments),
}
"""The parts of the queue, each with its words and where it is found."""

SHELF = ChoiceField("show", Message("Show"), tuple(SHELVES))
PAGE = optional(NumberField("page", Message("Page"), minimum=1))
MATTER = ChoiceField("matter", Message("What"), [matter.value for matter in Matter])
SUBJECT = TextField("subject", Message("What"), maximum=64)
SEEN = TextField("seen", Message("Moment"), maximum=40)


@get("/cycles/{cycle:str}/review/moderation", access=MODERATES, sync_to_thread=True)
def show_moderation(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Show one part of the queue; without a choice, the first that has something in it."""
    form = read_query(request, SHELF, PAGE)
    number = 1 if PAGE.name in form.faults else form[PAGE] or 1
    # Taken before the queue is read: what changes while the page is made stays in the queue.
    seen = clock.now()
    with database.read() as work:
        found = find_round(work, cycle)
        counts = dict(zip(SHELVES, count_waiting(work, found.id), strict=True))
        chosen = None if SHELF.name in form.faults else form[SHELF]
        shelf = chosen or next((name for name, count in counts.items() if count), "reported")
        queue: Queue = SHELVES[shelf][1](work, found.id, number)
    grounds = list_grounds(found)
    return page(
        request,
        "proposals/moderation/queue.html",
        cycle=found,
        shelf=shelf,
        shelves=[(name, words, counts[name]) for name, (words, _list) in SHELVES.items()],
        queue=queue,
        ground_names={ground.id: ground.name for ground in grounds},
        seen=seen.isoformat(),
    )


@post("/cycles/{cycle:str}/review/moderation", access=MODERATES, sync_to_thread=True)
def leave_in_sight(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Note that what was read is fine; it leaves the queue as it was read."""
    with database.write() as work:
        found = find_round(work, cycle)
        form = read_form(request, SHELF, MATTER, SUBJECT, SEEN)
        form.refuse()
        seen = _read_moment(form[SEEN])
        subject = find_subject(work, found.id, form[MATTER], form[SUBJECT])
        if subject is not None:
            mark_read(work, subject, seen, clock.now())
            work.commit()
    told = Message("Noted as read. It stays in sight.")
    return go_to(request, f"cycles/{cycle}/review/moderation?show={form[SHELF]}", flash=told)


def find_subject(work: Work, cycle_id: CycleId, matter: str, name: str) -> Subject | None:
    """Return what a form names, or None when the round has no such thing. Raises NotFoundError for a comment."""
    if matter == Matter.COMMENT:
        comment = find_comment(work, cycle_id, name)
        proposal = find_sent(work, comment.proposal)
    else:
        proposal = find_sent(work, ProposalId(name))
    if proposal is None or proposal.cycle != cycle_id:
        return None
    return Subject(Matter(matter), name, proposal.number)


def _read_moment(text: str) -> datetime:
    try:
        return to_moment(text)
    except PlainFormError as error:
        raise InvalidInputError({SEEN.name: error.message}) from None


HANDLERS = (show_moderation, leave_in_sight)
