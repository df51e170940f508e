"""Reporting a proposal or a comment that doesn't belong here. Anyone can, without an account.

Who reports is not kept: the throttle counts by a keyed digest that changes daily and is forgotten within the hour.
"""

from datetime import timedelta

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.errors import NotFoundError
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.fields import TextField
from pb.web.forms import Form, new_form, read_form, read_query
from pb.web.pages import go_to, page
from pb.web.throttle import Counted, Throttle, hide_address, take_attempt
from proposals.core.comments import Comment
from proposals.core.moderation import NOTE_MAXIMUM, Matter, Subject
from proposals.core.proposal import Proposal, ProposalStatus
from proposals.storage.comments import find_comment
from proposals.storage.moderation import report_subject
from proposals.storage.proposals import find_proposal
from proposals.web.moderation.fields import ground_field, list_grounds
from proposals.web.rounds import find_round

COMMENT = TextField("comment", Message("Comment"), maximum=64, required=False)
NOTE = TextField("note", Message("In your own words"), maximum=NOTE_MAXIMUM, required=False, lines=True)
BY_ADDRESS = Throttle("report", 10, timedelta(hours=1))


@get("/cycles/{cycle:str}/proposals/{number:int}/report", access=PUBLIC, sync_to_thread=True)
def show_reporting(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
) -> Response[str]:
    """Ask what is wrong."""
    with database.read() as work:
        found = find_round(work, cycle)
        proposal, comment = _find(request, work, found, number)
    return _show(request, found, proposal, comment, new_form(request))


@post("/cycles/{cycle:str}/proposals/{number:int}/report", access=PUBLIC, sync_to_thread=True)
def report(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    language: NamedDependency[Language],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Put the report into the moderators' queue."""
    now = clock.now()
    with database.write() as work:
        found = find_round(work, cycle)
        proposal, comment = _find(request, work, found, number)
        ground = ground_field(found)
        form = read_form(request, ground, NOTE)
        if form.faults:
            return _show(request, found, proposal, comment, form)
        take_attempt(work, [Counted(BY_ADDRESS, hide_address(request))], now)
        subject = (
            Subject(Matter.COMMENT, comment.id, number)
            if comment
            else Subject(Matter.PROPOSAL, proposal.id, number)
        )
        report_subject(work, found, subject, form[ground], form[NOTE], language, now)
        work.commit()
    return go_to(request, f"cycles/{cycle}/proposals/{number}/report/sent")


@get("/cycles/{cycle:str}/proposals/{number:int}/report/sent", access=PUBLIC, sync_to_thread=True)
def show_reported(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
) -> Response[str]:
    """Say thank you, and what happens next. Nothing in the address or the page tells who reported."""
    with database.read() as work:
        found = find_round(work, cycle)
        proposal = find_proposal(work, found.id, number)
    return page(request, "proposals/moderation/reported.html", cycle=found, proposal=proposal)


def _find(request: WebRequest, work: Work, cycle: Cycle, number: int) -> tuple[Proposal, Comment | None]:
    """Return what is to be reported. Raises NotFoundError for what nobody can read."""
    proposal = find_proposal(work, cycle.id, number)
    if proposal.status not in (ProposalStatus.SENT, ProposalStatus.MERGED):
        raise NotFoundError
    query = read_query(request, COMMENT)
    if COMMENT.name in query.faults or not query[COMMENT]:
        return proposal, None
    comment = find_comment(work, cycle.id, query[COMMENT])
    if comment.is_hidden:
        raise NotFoundError
    return proposal, comment


def _show(
    request: WebRequest, cycle: Cycle, proposal: Proposal, comment: Comment | None, form: Form
) -> Response[str]:
    return page(
        request,
        "proposals/moderation/report.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        proposal=proposal,
        comment=comment,
        grounds=list_grounds(cycle),
        maximum=NOTE_MAXIMUM,
        form=form,
    )


HANDLERS = (show_reporting, report, show_reported)
