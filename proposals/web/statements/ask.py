"""The officials' side: asking councils, seeing who has filed and what waits for an answer, and taking a request back."""

from typing import TypeVar

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import staff
from pb.web.actors import actor_of, viewer_of
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.fields import ChoiceField, ChoicesField, NumberField, optional
from pb.web.forms import Form, new_form, read_form, read_query
from pb.web.pages import go_to, page
from pb.web.roles import Role
from pb.web.sessions import Session
from proposals.core.councils import name_council
from proposals.core.proposal import Proposal
from proposals.core.rules import REVIEW, review_rules
from proposals.core.statements import Standing, StatementId, check_asking
from proposals.core.visibility import is_released
from proposals.storage.proposals import find_proposal
from proposals.storage.statement_acts import ask_council, recall_asking
from proposals.storage.statements import find_hearing, list_councils, list_hearings
from proposals.web.acting import READS
from proposals.web.rounds import find_round
from proposals.web.statements.fields import (
    DUE,
    PROPOSAL,
    end_of_day,
    label_of,
    languages_of,
    read_text,
    text_fields,
)
from proposals.web.statements.words import STANDING

ASKS = staff(Role.OFFICIAL, Role.ADMINISTRATOR)
ALL_ASKED = Message("The councils have been asked.")
STATE = optional(ChoiceField("state", Message("How far it is"), [one.value for one in Standing]))
PAGE = optional(NumberField("page", Message("Page"), minimum=1))
LINES = 50
T = TypeVar("T")


@get("/cycles/{cycle:str}/statements/all", access=READS, sync_to_thread=True)
def show_worklist(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
    session: NamedDependency[Session],
) -> Response[str]:
    """List every request with how far it is, those that wait first. A filter that can't be read is none."""
    with database.read() as work:
        found = find_round(work, cycle)
        heard = list_hearings(work, found.id)
    form = read_query(request, STATE, PAGE)
    wanted = None if STATE.name in form.faults else form[STATE]
    number = 1 if PAGE.name in form.faults else form[PAGE] or 1
    form.faults.clear()
    rules, now = review_rules(found), clock.now()
    all_lines = [
        (hearing, proposal, name_council(hearing.asking.council), hearing.standing(rules, now))
        for hearing, proposal in heard
    ]
    lines = [line for line in all_lines if wanted in (None, line[3].value)]
    lines.sort(key=lambda line: (_ORDER[line[3]], line[0].asking.due))
    shown, number, pages = _cut(lines, number)
    viewer = viewer_of(session)
    return page(
        request,
        "proposals/statements/worklist.html",
        cycle=found,
        lines=shown,
        counts=[(one, words, sum(line[3] is one for line in all_lines)) for one, words in STANDING.items()],
        total=len(all_lines),
        wanted=wanted,
        words=STANDING,
        form=form,
        number=number,
        pages=pages,
        may_ask=viewer.has(Role.OFFICIAL, Role.ADMINISTRATOR) and not is_released(found),
        may_answer=viewer.has(Role.OFFICIAL),
    )


@get("/cycles/{cycle:str}/statements/ask", access=ASKS, sync_to_thread=True)
def show_asking(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show the form; ``?proposal=7`` begins with that proposal."""
    asked = read_query(request, PROPOSAL)
    number = None if asked.faults else asked[PROPOSAL]
    with database.read() as work:
        found = find_round(work, cycle)
        councils = list_councils(work)
    typed = {PROPOSAL.name: str(number)} if number else {}
    return _show(request, found, councils, new_form(request, typed))


@post("/cycles/{cycle:str}/statements/ask", access=ASKS, sync_to_thread=True)
def ask(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Ask each chosen council."""
    now = clock.now()
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        councils = list_councils(work)
        chosen = ChoicesField("council", Message("Councils"), councils, minimum=1)
        form = read_form(request, chosen, PROPOSAL, DUE, *text_fields("question", held))
        proposal = _find_asked_about(work, held, form)
        if not form.faults:
            due = end_of_day(form[DUE], toolkit_of(request).zone)
            form.add_faults(check_asking(held, due, now))
            question = read_text(form, "question", held)
            form.add_faults(_check_question(question, held))
            form.add_faults(_check_waiting(work, held, proposal, form[chosen]))
        if form.faults:
            return _show(request, held, councils, form)
        for council in form[chosen]:
            ask_council(work, held, council, proposal, question, due, actor_of(session), now)
        work.commit()
    return go_to(request, f"cycles/{cycle}/statements/all", flash=ALL_ASKED)


@post("/cycles/{cycle:str}/statements/{statement:str}/recall", access=ASKS, sync_to_thread=True)
def recall(
    request: WebRequest,
    cycle: FromPath[str],
    statement: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Take a request back that nobody has answered to yet."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        hearing, proposal = find_hearing(work, held.id, StatementId(statement))
        recall_asking(work, held, hearing, proposal, actor_of(session), clock.now())
        work.commit()
    told = Message("The request has been taken back.")
    return go_to(request, f"cycles/{cycle}/statements/all", flash=told)


def _find_asked_about(work: Work, cycle: Cycle, form: Form) -> Proposal | None:
    if PROPOSAL.name in form.faults or form[PROPOSAL] is None:
        return None
    try:
        return find_proposal(work, cycle.id, form[PROPOSAL] or 0)
    except NotFoundError:
        form.add_faults({PROPOSAL.name: Message("There is no proposal with this number.")})
        return None


def _check_question(question: object, cycle: Cycle) -> dict[str, Message]:
    if any(getattr(question, language) for language in Language):
        return {}
    return {f"question_{languages_of(cycle)[0][0]}": Message("Write what the council is asked.")}


def _check_waiting(
    work: Work, cycle: Cycle, proposal: Proposal | None, councils: tuple[str, ...]
) -> dict[str, Message]:
    """Refuse to ask anybody the same thing twice before they have answered, as a second press would."""
    waiting = {
        hearing.asking.council
        for hearing, about in list_hearings(work, cycle.id)
        if hearing.statement is None and (about.id if about else None) == (proposal.id if proposal else None)
    }
    twice = [council for council in councils if council in waiting]
    if not twice:
        return {}
    return {"council": Message("Has been asked already: %(council)s.", {"council": name_council(twice[0])})}


def _cut(lines: list[T], number: int) -> tuple[list[T], int, int]:
    pages = max(1, -(-len(lines) // LINES))
    number = min(number, pages)
    return lines[(number - 1) * LINES : number * LINES], number, pages


def _show(request: WebRequest, cycle: Cycle, councils: list[str], form: Form) -> Response[str]:
    return page(
        request,
        "proposals/statements/ask.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        councils=[(council, name_council(council)) for council in councils],
        questions=[
            (language, label_of("question", language), owed) for language, owed in languages_of(cycle)
        ],
        plan=cycle.declaration.plan(REVIEW),
        is_over=is_released(cycle),
        form=form,
    )


_ORDER = {Standing.FILED: 0, Standing.OVERDUE: 1, Standing.ASKED: 2, Standing.ANSWERED: 3}

HANDLERS = (show_worklist, show_asking, ask, recall)
