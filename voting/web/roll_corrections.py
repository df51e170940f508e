"""Corrections of the roll while voting is open, for administrators and trustees: ask, agree, give up.

The page shows what a correction does and why, never whom it is about: the second official asks the first.
"""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.errors import DomainError, NotFoundError
from pb.kernel.ids import AreaId, CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.access import staff
from pb.web.actors import actor_of, viewer_of
from pb.web.exchange import WebRequest, session_of
from pb.web.fields import ChoiceField, TextField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.roles import Role
from pb.web.sessions import Session
from voting.core.roll_correction import CorrectionKind
from voting.core.rules import VOTING
from voting.roll_correction import approve_correction, ask_correction, give_correction_up, list_pending
from voting.roll_desk import require_vote
from voting.web.roll import desk_of

ASKS = staff(Role.ADMINISTRATOR)
AGREES = staff(Role.ADMINISTRATOR, Role.TRUSTEE)

KIND = ChoiceField("kind", Message("What is corrected"), choices=tuple(CorrectionKind))
PERSON = TextField("person", Message("Reference or personal identity code"), maximum=64)
AREA = TextField("area", Message("Area"), maximum=64, required=False)
GROUNDS = TextField("grounds", Message("Reason, without names"), maximum=200)


@get("/admin/cycles/{cycle:str}/roll/corrections", access=AGREES, sync_to_thread=True)
def show_corrections(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """List what waits for a second person, and the form to ask."""
    return _show(request, database, cycle, new_form(request))


@post("/admin/cycles/{cycle:str}/roll/corrections", access=ASKS, sync_to_thread=True)
def ask(request: WebRequest, cycle: FromPath[str], session: NamedDependency[Session]) -> Response[str]:
    """Ask for a correction."""
    desk = desk_of(request)
    with desk.database.read() as work:
        found = work.read_cycle(CycleId(cycle))
    require_vote(found)
    form = read_form(request, KIND, PERSON, AREA, GROUNDS)
    if not form.faults and form[AREA] and found.declaration.area(form[AREA]) is None:
        form.add_faults({AREA.name: Message("There is no such area.")})
    if not form.faults:
        area = AreaId(form[AREA]) if form[AREA] else None
        kind = CorrectionKind(form[KIND])
        try:
            ask_correction(desk, found.id, kind, form[PERSON], area, form[GROUNDS], actor_of(session))
        except DomainError as error:
            form.add_faults({PERSON.name: error.message})
    if form.faults:
        form.typed.pop(PERSON.name, None)
        return _show(request, desk.database, cycle, form, status=422)
    return go_to(
        request,
        f"admin/cycles/{cycle}/roll/corrections",
        flash=Message("Sent for approval. Another person now approves it."),
    )


@post(
    "/admin/cycles/{cycle:str}/roll/corrections/{correction:str}/approve", access=AGREES, sync_to_thread=True
)
def approve(
    request: WebRequest,
    cycle: FromPath[str],
    correction: FromPath[str],
    session: NamedDependency[Session],
) -> Response[str]:
    """Agree to a correction, which is done at once."""
    approve_correction(desk_of(request), CycleId(cycle), correction, actor_of(session))
    return go_to(
        request,
        f"admin/cycles/{cycle}/roll/corrections",
        flash=Message("Done, and written in the journal."),
    )


@post("/admin/cycles/{cycle:str}/roll/corrections/{correction:str}/drop", access=AGREES, sync_to_thread=True)
def drop(
    request: WebRequest,
    cycle: FromPath[str],
    correction: FromPath[str],
    session: NamedDependency[Session],
) -> Response[str]:
    """Give a correction up."""
    give_correction_up(desk_of(request), CycleId(cycle), correction, actor_of(session))
    return go_to(
        request,
        f"admin/cycles/{cycle}/roll/corrections",
        flash=Message("The correction was given up. The roll is as it was."),
    )


def _show(
    request: WebRequest, database: Database, cycle: str, form: Form, *, status: int = 200
) -> Response[str]:
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        if found.declaration.plan(VOTING) is None:
            raise NotFoundError
        pending = list_pending(work, found.id)
    form.typed.setdefault("kind", CorrectionKind.ENTITLE.value)
    return page(
        request,
        "voting/roll_corrections.html",
        status=status,
        form=form,
        cycle=found,
        pending=pending,
        is_open=found.is_open(VOTING),
        me=viewer_of(session_of(request)).account_id,
    )


HANDLERS = (show_corrections, ask, approve, drop)
