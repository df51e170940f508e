"""The door of the vote: may I vote, until when, by which ways, and the code itself."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.kernel.errors import NotFoundError, TooManyAttemptsError
from pb.kernel.ids import CycleId, StageKey
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.fields import TextField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import page
from pb.web.sessions import Session
from pb.web.stage_gate import require_open
from pb.web.stepper import list_steps
from voting.core.channel import Channel
from voting.core.letter_code import read_letter_code
from voting.core.refusal import Refusal
from voting.core.rules import PUBLICATION, VOTING, read_rules
from voting.credentials import ReplacedCodeError, check_letter_code
from voting.storage.ballot_paper import find_ballot_paper
from voting.storage.outcomes import find_published
from voting.web.admission import admit
from voting.web.desk_device import lock_device
from voting.web.refusals import require_channel, turn_away
from voting.web.voter import Voter, find_desk_visit, find_voter

CODE = TextField("code", Message("Your voting code"), maximum=100)


@get("/cycles/{cycle:str}/vote", access=PUBLIC, sync_to_thread=True)
def show_start(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    ended: FromQuery[str] = "",
) -> Response[str]:
    """Tell who may vote and in which ways; outside the voting time tell when it is. ``ended``: came too late."""
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        if found.declaration.plan(VOTING) is None:
            raise NotFoundError
        has_list = bool(find_ballot_paper(work, found).projects)
        has_results = find_published(work, found.id) is not None
    if not found.is_open(VOTING):
        return page(
            request,
            "voting/not_open.html",
            status=409,
            cycle=found,
            steps=list_steps(found, engine),
            voting=found.declaration.plan(VOTING),
            publication=found.declaration.plan(PUBLICATION),
            has_ended=found.has_closed(VOTING),
            has_list=has_list,
            has_results=has_results,
        )
    voter, visit = find_voter(session, cycle), find_desk_visit(session, cycle)
    if voter is None and visit is not None:
        return lock_device(request, visit)
    return _ask(request, found, new_form(request), voter=voter, has_ended=bool(ended))


@post("/cycles/{cycle:str}/vote/sign-in", access=PUBLIC, sync_to_thread=True)
def sign_in(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Let a resident in by their code, or say what is wrong with it."""
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
    require_open(found, StageKey(VOTING), engine)
    require_channel(found, Channel.CODE)
    form = read_form(request, CODE)
    if form.faults:
        return _ask(request, found, form, status=422)
    code = read_letter_code(form[CODE])
    if code is None:
        form.add_faults(
            {CODE.name: Message("A voting code has 16 letters and digits. Check it in your letter.")}
        )
        return _ask(request, found, form, status=422)
    try:
        resident = check_letter_code(request, found, code)
    except ReplacedCodeError:
        return turn_away(request, found.id, Refusal.OLD_CODE)
    except TooManyAttemptsError as error:
        form.add_faults({CODE.name: error.message})
        response = _ask(request, found, form, status=429)
        response.headers["retry-after"] = str(error.retry_after_seconds)
        return response
    if resident is None:
        form.add_faults(
            {CODE.name: Message("This code is not on the roll of this vote. Check it in your letter.")}
        )
        return _ask(request, found, form, status=422)
    return admit(request, found, resident, Channel.CODE)


def _ask(
    request: WebRequest,
    cycle: Cycle,
    form: Form,
    *,
    status: int = 200,
    voter: Voter | None = None,
    has_ended: bool = False,
) -> Response[str]:
    rules = read_rules(cycle.declaration)
    return page(
        request,
        "voting/start.html",
        status=status,
        form=form,
        cycle=cycle,
        voting=cycle.declaration.plan(VOTING),
        rules=rules,
        voter=voter,
        has_ended=has_ended,
    )


HANDLERS = (show_start, sign_in)
