"""The officials' side: questions that wait, the overdue first, answering them, and what the round's feedback came to."""

from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.errors import NotAllowedError
from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.actors import actor_of, viewer_of
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.fields import FlagField, NumberField, TextField, optional
from pb.web.forms import Form, new_form, read_form, read_query
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.comments import TEXT_MAXIMUM, Comment, CommentKind, Thread
from proposals.core.news import NewsKind
from proposals.core.proposal import Proposal
from proposals.storage.comment_acts import answer_comment
from proposals.storage.comment_letters import post_question_answered
from proposals.storage.comments import find_proposal_of, find_thread, list_open_questions
from proposals.storage.feedback import count_feedback
from proposals.storage.news import tell_followers
from proposals.web.acting import ANSWERS, READS
from proposals.web.comments.reply_days import recall_reply_days
from proposals.web.comments.views import show_comment, show_threads
from proposals.web.rounds import find_round

MINE = FlagField("mine", Message("Only those of my unit"))
PAGE = optional(NumberField("page", Message("Page"), minimum=1))
TEXT = TextField("text", Message("The city's answer"), TEXT_MAXIMUM, lines=True)


@get("/cycles/{cycle:str}/review/questions", access=READS, sync_to_thread=True)
def show_questions(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """List the questions without an answer, the longest due first. A filter that can't be read narrows nothing."""
    form = read_query(request, MINE, PAGE)
    number = 1 if PAGE.name in form.faults else form[PAGE] or 1
    form.faults.clear()
    unit = viewer_of(session).unit if form[MINE] else ""
    zone = toolkit_of(request).zone
    today = clock.now().astimezone(zone).date()
    with database.read() as work:
        found = find_round(work, cycle)
        questions, total, number, pages = list_open_questions(work, found.id, unit, number)
        find_days = recall_reply_days(database, work, found.id, zone)
        feedback = count_feedback(work, found.id, today, find_days)
    return page(
        request,
        "proposals/comments/questions.html",
        cycle=found,
        questions=[(show_comment(one.question), one.proposal) for one in questions],
        today=today,
        total=total,
        feedback=feedback,
        form=form,
        is_filtered=bool(unit),
        page_number=number,
        pages=pages,
        query=urlencode({**({"mine": "yes"} if unit else {}), "page": ""}),
    )


@get("/cycles/{cycle:str}/review/comments/{comment:str}", access=READS, sync_to_thread=True)
def show_answering(
    request: WebRequest,
    cycle: FromPath[str],
    comment: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show the thread, with a form for the city's words."""
    with database.read() as work:
        found = find_round(work, cycle)
        thread = find_thread(work, found.id, comment)
        proposal = find_proposal_of(work, thread.top)
    return _show(request, session, found, proposal, thread, new_form(request))


@post("/cycles/{cycle:str}/review/comments/{comment:str}", access=ANSWERS, sync_to_thread=True)
def answer(
    request: WebRequest,
    cycle: FromPath[str],
    comment: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    language: NamedDependency[Language],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Publish the city's words, signed by the official's unit. The same words sent twice are one answer."""
    unit = viewer_of(session).unit
    if not unit:
        raise NotAllowedError(Message("Your account belongs to no unit."))
    now = clock.now()
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        thread = find_thread(work, find_round(work, cycle).id, comment)
        proposal = find_proposal_of(work, thread.top)
        form = read_form(request, TEXT)
        if form.faults:
            return _show(request, session, held, proposal, thread, form)
        if not any(reply.is_official and reply.text == form[TEXT] for reply in thread.replies):
            kept = answer_comment(
                work, held, proposal, thread.top, form[TEXT], language, actor_of(session), unit, now
            )
            _tell(work, proposal, thread.top, kept)
            work.commit()
    said = Message("The answer has been published.")
    return go_to(request, f"cycles/{cycle}/review/questions", flash=said)


def _tell(work: Work, proposal: Proposal, top: Comment, kept: Comment) -> None:
    if top.kind is CommentKind.QUESTION:
        post_question_answered(work, proposal, top, kept, kept.at)
    tell_followers(work, proposal, NewsKind.REPLIED, kept.id, kept.at)


def _show(
    request: WebRequest, session: Session, cycle: Cycle, proposal: Proposal, thread: Thread, form: Form
) -> Response[str]:
    toolkit = toolkit_of(request)
    return page(
        request,
        "proposals/comments/answer.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        proposal=proposal,
        talk=show_threads([thread], {}, toolkit.clock.now().astimezone(toolkit.zone).date())[0],
        unit=viewer_of(session).unit,
        maximum=TEXT_MAXIMUM,
        form=form,
    )


HANDLERS = (show_questions, show_answering, answer)
