"""Hiding a comment with a reason in its place, and showing it again."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest
from pb.web.forms import Form, new_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.comments import Comment
from proposals.core.moderation import Matter, Subject
from proposals.storage.comment_acts import hide_comment, show_comment
from proposals.storage.comments import find_comment, find_proposal_of
from proposals.storage.moderation import mark_read
from proposals.web.acting import MODERATES
from proposals.web.moderation.fields import list_grounds, read_hiding
from proposals.web.review_fields import REASONS, reason_languages
from proposals.web.rounds import find_round


@get("/cycles/{cycle:str}/review/comments/{comment:str}/hide", access=MODERATES, sync_to_thread=True)
def show_hiding(
    request: WebRequest, cycle: FromPath[str], comment: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Ask for the ground."""
    with database.read() as work:
        found = find_round(work, cycle)
        one = find_comment(work, found.id, comment)
    if one.is_hidden:
        raise ConflictError(Message("This comment is hidden already."))
    return _show(request, found, one, new_form(request))


@post("/cycles/{cycle:str}/review/comments/{comment:str}/hide", access=MODERATES, sync_to_thread=True)
def hide(
    request: WebRequest,
    cycle: FromPath[str],
    comment: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Hide the comment; its reports are settled with it."""
    now = clock.now()
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        one = find_comment(work, find_round(work, cycle).id, comment)
        proposal = find_proposal_of(work, one)
        form, reason = read_hiding(request, held)
        if reason is None:
            return _show(request, held, one, form)
        hide_comment(work, held, proposal, one, reason, actor_of(session), now)
        mark_read(work, Subject(Matter.COMMENT, one.id, proposal.number), now, now)
        work.commit()
    told = Message("The comment is hidden. Its place shows the reason.")
    return go_to(request, f"cycles/{cycle}/review/moderation", flash=told)


@post("/cycles/{cycle:str}/review/comments/{comment:str}/show", access=MODERATES, sync_to_thread=True)
def show_again(
    request: WebRequest,
    cycle: FromPath[str],
    comment: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Show a hidden comment again."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        one = find_comment(work, find_round(work, cycle).id, comment)
        proposal = find_proposal_of(work, one)
        show_comment(work, held, proposal, one, actor_of(session), clock.now())
        work.commit()
    told = Message("The comment can be read again.")
    return go_to(request, f"cycles/{cycle}/proposals/{proposal.number}/comments/{comment}", flash=told)


def _show(request: WebRequest, cycle: Cycle, comment: Comment, form: Form) -> Response[str]:
    return page(
        request,
        "proposals/comments/hide.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        comment=comment,
        grounds=list_grounds(cycle),
        reasons=[(language, REASONS[language], owed) for language, owed in reason_languages(cycle)],
        form=form,
    )


HANDLERS = (show_hiding, hide, show_again)
