"""Giving proposals to units and officials, one or many at once, and taking a part away."""

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.errors import InvalidInputError
from pb.kernel.ids import AccountId, CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import staff
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest, exchange_of, toolkit_of
from pb.web.fields import ChoiceField, TextField, optional
from pb.web.forms import read_form
from pb.web.pages import go_to
from pb.web.roles import Role
from pb.web.sessions import Session
from pb.web.stage_gate import require_open
from pb.web.times import DateField
from proposals.core.proposal import Proposal
from proposals.core.rules import REVIEW
from proposals.core.workbench import UNIT_MAXIMUM
from proposals.storage.assignments import assign, lead, release_unit
from proposals.storage.proposals import find_proposal
from proposals.storage.review_acts import note_act
from proposals.web.desk.view import list_officers
from proposals.web.statements.fields import end_of_day

ASSIGNS = staff(Role.OFFICIAL, Role.ADMINISTRATOR)
UNIT = TextField("unit", Message("Unit"), UNIT_MAXIMUM)
DUE = optional(DateField("due", Message("Due date")))
PART = ChoiceField("act", Message("What to do"), ("lead", "release"))
MOST = 100
"""Proposals assigned at once."""


@post("/cycles/{cycle:str}/review/assign", access=ASSIGNS, sync_to_thread=True)
def assign_many(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Give the chosen proposals to a unit, and to one of its officials until a day where they are named."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        require_open(held, REVIEW, engine)
        officers = list_officers(work)
        officer = optional(ChoiceField("officer", Message("Official"), list(officers)))
        form = read_form(request, UNIT, officer, DUE)
        chosen = [find_proposal(work, held.id, number) for number in _read_numbers(request)]
        if not chosen:
            form.add_faults({"number": Message("Choose at least one proposal.")})
        form.refuse()
        day, named = form[DUE], AccountId(form[officer] or "")
        due = end_of_day(day, toolkit_of(request).zone) if day else None
        standing = [proposal for proposal in chosen if proposal.needs_answer]
        for proposal in standing:
            assign(work, proposal, form[UNIT], (named, officers.get(named, "")), due)
            note_act(work, proposal, "assign", actor_of(session), clock.now(), {"unit": form[UNIT]})
        work.commit()
    told = Message("Assigned to %(unit)s: %(count)s.", {"unit": form[UNIT], "count": len(standing)})
    back = f"cycles/{cycle}/review" + (f"/{chosen[0].number}" if len(chosen) == 1 else "")
    return go_to(request, back, flash=told)


@post("/cycles/{cycle:str}/review/{number:int}/units", access=ASSIGNS, sync_to_thread=True)
def change_part(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Let a unit lead, or take its part away."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        proposal = find_proposal(work, held.id, number)
        require_open(held, REVIEW, engine)
        form = read_form(request, UNIT, PART)
        form.refuse()
        _change(work, proposal, form[UNIT], form[PART])
        act = "assign" if form[PART] == "lead" else "unassign"
        note_act(work, proposal, act, actor_of(session), clock.now(), {"unit": form[UNIT]})
        work.commit()
    return go_to(request, f"cycles/{cycle}/review/{number}", flash=Message("Your changes have been saved."))


def _change(work: Work, proposal: Proposal, unit: str, part: str) -> None:
    if part == "lead":
        lead(work, proposal, unit)
    else:
        release_unit(work, proposal, unit)


def _read_numbers(request: WebRequest) -> list[int]:
    sent = exchange_of(request.scope).fields.get("number", ())
    if len(sent) > MOST or not all(text.isascii() and text.isdigit() and len(text) < 10 for text in sent):
        raise InvalidInputError({"number": Message("Choose at most %(most)s proposals.", {"most": MOST})})
    return sorted({int(text) for text in sent})


HANDLERS = (assign_many, change_part)
