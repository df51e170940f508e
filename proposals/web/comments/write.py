"""Writing a comment, a question or a reply, by somebody whose e-mail address is known."""

import re
from dataclasses import replace
from datetime import timedelta
from secrets import token_hex

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import ClientException
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError
from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.fields import ChoiceField, TextField
from pb.web.forms import Form, new_form, read_form, read_query
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from pb.web.throttle import Counted, Throttle, hide_address, hide_key, take_attempt
from proposals.core.comments import (
    NAME_MAXIMUM,
    TEXT_MAXIMUM,
    Comment,
    CommentKind,
    check_comment,
    require_comments,
)
from proposals.core.participant import Participant
from proposals.core.proposal import Proposal
from proposals.core.rules import submission_rules
from proposals.storage.comment_acts import write_comment
from proposals.storage.comments import find_comment, find_written
from proposals.storage.participants import change_participant
from proposals.storage.proposals import find_proposal
from proposals.web.comments.views import show_comment
from proposals.web.participants.identity import ask_who, participant_of
from proposals.web.rounds import find_round

KIND = ChoiceField("kind", Message("What do you want to do?"), ("question", "comment"))
TEXT = TextField("text", Message("Your text"), TEXT_MAXIMUM, required=False, lines=True)
NAME = TextField("name", Message("Name shown with what you write"), NAME_MAXIMUM, required=False)
ONCE = TextField("once", Message("Form"), maximum=32)
REPLY = TextField("reply", Message("Reply"), maximum=64, required=False)

BY_PERSON = Throttle("comment", 10, timedelta(hours=1))
BY_ADDRESS = Throttle("comment-address", 40, timedelta(hours=1))

_ONCE = re.compile(r"[0-9a-f]{32}", re.ASCII)


@get("/cycles/{cycle:str}/proposals/{number:int}/comments/write", access=PUBLIC, sync_to_thread=True)
def show_writing(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show the form; a visitor is asked for their address first."""
    with database.read() as work:
        found = find_round(work, cycle)
        proposal, parent = _find(request, work, found, number)
        participant = participant_of(work, session)
    if participant is None:
        return ask_who(request, _path(cycle, number, parent))
    typed = {NAME.name: participant.name, ONCE.name: token_hex(16)}
    return _show(request, found, proposal, parent, new_form(request, typed))


@post("/cycles/{cycle:str}/proposals/{number:int}/comments/write", access=PUBLIC, sync_to_thread=True)
def write(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    language: NamedDependency[Language],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Publish what was written. Sent twice, it is one comment."""
    now = clock.now()
    with database.write() as work:
        found = work.hold_cycle(CycleId(cycle))
        proposal, parent = _find(request, work, find_round(work, cycle), number)
        participant = participant_of(work, session)
        if participant is None:
            return ask_who(request, _path(cycle, number, parent))
        form, kind = _read(request, parent)
        if form.faults:
            return _show(request, found, proposal, parent, form)
        written = find_written(work, form[ONCE], participant.id)
        if written is None:
            counted = [
                Counted(BY_PERSON, hide_key(request, participant.id)),
                Counted(BY_ADDRESS, hide_address(request)),
            ]
            take_attempt(work, counted, now)
            written = write_comment(
                work,
                found,
                proposal,
                Comment(
                    id=form[ONCE],
                    cycle=found.id,
                    proposal=parent.proposal if parent else proposal.id,
                    kind=kind,
                    text=form[TEXT],
                    name=form[NAME],
                    language=language,
                    at=now,
                    parent=parent.id if parent else "",
                ),
                participant.id,
                toolkit_of(request).zone,
            )
            _keep_name(work, participant, form[NAME])
            work.commit()
    return go_to(request, f"cycles/{cycle}/proposals/{number}/comments/{written.id}", flash=_thank(written))


def _read(request: WebRequest, parent: Comment | None) -> tuple[Form, CommentKind]:
    form = read_form(request, TEXT, NAME, ONCE) if parent else read_form(request, KIND, TEXT, NAME, ONCE)
    if ONCE.name in form.faults or not _ONCE.fullmatch(form[ONCE]):
        raise ClientException
    if TEXT.name not in form.faults and NAME.name not in form.faults:
        form.add_faults(check_comment(form[TEXT], form[NAME]))
    if parent or KIND.name in form.faults:
        return form, CommentKind.COMMENT
    return form, CommentKind(form[KIND])


def _find(request: WebRequest, work: Work, cycle: Cycle, number: int) -> tuple[Proposal, Comment | None]:
    """Return the proposal, and the comment that the address says is replied to."""
    require_comments(cycle)
    proposal = find_proposal(work, cycle.id, number)
    if not proposal.is_public:
        raise ConflictError(Message("This proposal takes no comments any more."))
    query = read_query(request, REPLY)
    if REPLY.name in query.faults or not query[REPLY]:
        return proposal, None
    return proposal, find_comment(work, cycle.id, query[REPLY])


def _keep_name(work: Work, participant: Participant, name: str) -> None:
    if not participant.name:
        change_participant(work, replace(participant, name=name))


def _path(cycle: str, number: int, parent: Comment | None) -> str:
    path = f"cycles/{cycle}/proposals/{number}/comments/write"
    return f"{path}?reply={parent.id}" if parent else path


def _thank(written: Comment) -> Message:
    if written.due is not None:
        return Message("Your question has been published. The city answers by %(day)s.", {"day": written.due})
    return Message("Your comment has been published.")


def _show(
    request: WebRequest, cycle: Cycle, proposal: Proposal, parent: Comment | None, form: Form
) -> Response[str]:
    return page(
        request,
        "proposals/comments/write.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        proposal=proposal,
        parent=show_comment(parent) if parent else None,
        days=submission_rules(cycle).moderation.answer_days,
        maximum=TEXT_MAXIMUM,
        form=form,
    )


HANDLERS = (show_writing, write)
