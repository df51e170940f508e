"""The officials' queue: every proposal of the round, and which of them wait for whose answer."""

from datetime import datetime
from urllib.parse import urlencode

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.clock import Clock
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.actors import viewer_of
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField, FlagField, NumberField, TextField, optional
from pb.web.forms import Form, read_query
from pb.web.pages import page
from pb.web.roles import Role
from pb.web.sessions import Session, Viewer
from proposals.core.proposal import ProposalStatus
from proposals.core.review import AnsweredProposal, missing_languages
from proposals.core.rules import REVIEW, ReviewRules, review_rules
from proposals.storage.assignments import list_assignments
from proposals.storage.proposals import count_proposals
from proposals.storage.reviews import count_unanswered
from proposals.storage.search import Answered, Search, search_proposals
from proposals.web.acting import READS
from proposals.web.desk.view import list_officers
from proposals.web.rounds import find_round, list_areas
from proposals.web.words import VERDICT

WORDS = TextField("words", Message("Search word or number"), maximum=100, required=False)
ANSWERED = optional(ChoiceField("answered", Message("Answer"), [choice.value for choice in Answered]))
MINE = FlagField("mine", Message("Only those of my unit"))
OWN = FlagField("own", Message("Only those given to me"))
LATE = FlagField("late", Message("Only those that are overdue"))
PAGE = optional(NumberField("page", Message("Page"), minimum=1))

WITHOUT_ANSWER = (Message("No answer yet"), "wait")
HALF_ANSWERED = (Message("Reason missing in a language"), "wait")
REMOVED = {
    ProposalStatus.WITHDRAWN: (Message("Withdrawn"), "plain"),
    ProposalStatus.HIDDEN: (Message("Hidden"), "plain"),
    ProposalStatus.MERGED: (Message("Merged with another"), "plain"),
}


@get("/cycles/{cycle:str}/review", access=READS, sync_to_thread=True)
def show_queue(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Show the queue, narrowed by answer, unit and words. A filter that can't be read narrows nothing."""
    viewer = viewer_of(session)
    with database.read() as work:
        found_round = find_round(work, cycle)
        form, search, number = _read_filters(request, viewer, clock.now())
        found = search_proposals(work, found_round.id, search, number)
        standing = count_proposals(work, found_round.id)[ProposalStatus.SENT]
        waiting = count_unanswered(work, found_round.id)
        parts = list_assignments(work, [answer.proposal.id for answer in found.entries])
        officers = list_officers(work)
        late = search_proposals(work, found_round.id, Search(overdue_at=clock.now()), 1, 1).total
    rules = review_rules(found_round)
    filters = {
        "words": search.words,
        "answered": search.answered.value,
        "mine": "yes" if search.unit else "",
        "own": "yes" if search.officer else "",
        "late": "yes" if search.overdue_at else "",
    }
    filters = {name: text for name, text in filters.items() if text}
    return page(
        request,
        "proposals/queue.html",
        cycle=found_round,
        is_open=found_round.is_open(REVIEW),
        plan=found_round.declaration.plan(REVIEW),
        form=form,
        found=found,
        rows=[(answer, state_of(answer, rules), parts[answer.proposal.id]) for answer in found.entries],
        officers=officers,
        late=late,
        now=clock.now(),
        may_assign=found_round.is_open(REVIEW) and viewer.has(Role.OFFICIAL, Role.ADMINISTRATOR),
        areas=list_areas(found_round),
        answered=standing - waiting,
        standing=standing,
        is_filtered=bool(filters),
        query=urlencode({**filters, "page": ""}),
    )


def state_of(answer: AnsweredProposal, rules: ReviewRules) -> tuple[Message, str]:
    """Return where a proposal is, for officials: words, and the kind of its tag."""
    if answer.proposal.status in REMOVED:
        return REMOVED[answer.proposal.status]
    if answer.review is None:
        return WITHOUT_ANSWER
    if missing_languages(answer.review.verdict, rules):
        return HALF_ANSWERED
    return VERDICT[answer.review.verdict.feasibility]


def _read_filters(request: WebRequest, viewer: Viewer, now: datetime) -> tuple[Form, Search, int]:
    form = read_query(request, WORDS, ANSWERED, MINE, OWN, LATE, PAGE)
    words = "" if WORDS.name in form.faults else form[WORDS]
    answered = "" if ANSWERED.name in form.faults else form[ANSWERED] or ""
    number = 1 if PAGE.name in form.faults else form[PAGE] or 1
    unit = viewer.unit if form[MINE] else ""
    form.faults.clear()
    search = Search(
        words=words,
        answered=Answered(answered),
        unit=unit,
        officer=viewer.account_id if form[OWN] else "",
        overdue_at=now if form[LATE] else None,
        with_removed=True,
    )
    return form, search, number


HANDLERS = (show_queue,)
