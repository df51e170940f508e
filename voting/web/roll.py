"""The electoral roll for administrators: take a file in, get the codes once, and see how many stand on it."""

from collections.abc import Sequence

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.access import staff
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest, exchange_of, toolkit_of
from pb.web.fields import FlagField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.roles import Role
from pb.web.sessions import Session
from voting.core.code_file import IssuedCode, write_codes
from voting.core.roll_file import RollFault, RollLine
from voting.core.rules import VOTING
from voting.roll_import import (
    RollDesk,
    RollFaultsError,
    add_lines,
    check_roll,
    empty_roll,
)
from voting.storage.electoral_roll import count_residents

ADMINISTRATOR = staff(Role.ADMINISTRATOR)
LARGEST_FILE = 512 * 1024
MOST_RESIDENTS = 3000
"""What hashing gets through while a browser waits; larger rolls are taken in by ``pb roll``."""

MOST_FAULTS = 100
SURE = FlagField(
    "sure", Message("Yes, make all voting codes void"), Message("Tick the box to empty the roll.")
)


@get("/admin/cycles/{cycle:str}/roll", access=ADMINISTRATOR, sync_to_thread=True)
def show_roll(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show how many stand on the roll, and the form to take a file in."""
    return _show(request, database, cycle, new_form(request))


@post(
    "/admin/cycles/{cycle:str}/roll",
    access=ADMINISTRATOR,
    sync_to_thread=True,
    request_max_body_size=LARGEST_FILE,
)
def take_roll_in(
    request: WebRequest,
    cycle: FromPath[str],
    session: NamedDependency[Session],
) -> Response[str]:
    """Take a file in and send the codes, which exist nowhere else; or list what is wrong in it."""
    desk = _desk_of(request)
    form = new_form(request)
    files = exchange_of(request.scope).files.get("file", ())
    content = files[0].file.read() if files else b""
    if not content:
        form.add_faults({"file": Message("Choose a file.")})
        return _show(request, desk.database, cycle, form, status=422)
    try:
        lines = check_roll(desk, CycleId(cycle), content)
    except RollFaultsError as error:
        form.add_faults({"file": Message("Nothing was taken in. Correct the file and try again.")})
        return _show(request, desk.database, cycle, form, status=422, faults=error.faults)
    if len(lines) > MOST_RESIDENTS:
        most = Message(
            "The file has more than %(most)s residents. Take it in on the server with the command: pb roll.",
            {"most": MOST_RESIDENTS},
        )
        form.add_faults({"file": most})
        return _show(request, desk.database, cycle, form, status=422)
    return _send_codes(cycle, _add(desk, cycle, lines, session))


@post("/admin/cycles/{cycle:str}/roll/empty", access=ADMINISTRATOR, sync_to_thread=True)
def clear_roll(
    request: WebRequest,
    cycle: FromPath[str],
    session: NamedDependency[Session],
) -> Response[str]:
    """Take everybody off the roll, as when the file with the codes was lost."""
    desk = _desk_of(request)
    form = read_form(request, SURE)
    if form.faults:
        return _show(request, desk.database, cycle, form, status=422)
    removed = empty_roll(desk, CycleId(cycle), actor_of(session))
    return go_to(
        request,
        f"admin/cycles/{cycle}/roll",
        flash=Message("The roll is empty. Residents taken off: %(count)s.", {"count": removed}),
    )


def _add(desk: RollDesk, cycle: str, lines: Sequence[RollLine], session: Session) -> tuple[IssuedCode, ...]:
    return add_lines(desk, CycleId(cycle), lines, actor_of(session))


def _send_codes(cycle: str, codes: Sequence[IssuedCode]) -> Response[str]:
    headers = {
        "content-disposition": f'attachment; filename="codes-{cycle}.csv"',
        "cache-control": "no-store",
    }
    return Response(write_codes(codes), status_code=200, media_type="text/csv", headers=headers)


def _desk_of(request: WebRequest) -> RollDesk:
    toolkit = toolkit_of(request)
    return RollDesk(toolkit.database, toolkit.secret, toolkit.clock)


def _show(
    request: WebRequest,
    database: Database,
    cycle: str,
    form: Form,
    *,
    status: int = 200,
    faults: Sequence[RollFault] = (),
) -> Response[str]:
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        if found.declaration.plan(VOTING) is None:
            raise NotFoundError
        counts = count_residents(work, found.id)
    return page(
        request,
        "voting/roll.html",
        status=status,
        form=form,
        cycle=found,
        counts=counts,
        residents=sum(counts.values()),
        is_changeable=not (found.is_open(VOTING) or found.has_closed(VOTING)),
        faults=faults[:MOST_FAULTS],
        more_faults=max(0, len(faults) - MOST_FAULTS),
        most=MOST_RESIDENTS,
    )


HANDLERS = (show_roll, take_roll_in, clear_roll)
