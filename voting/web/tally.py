"""The tally for officials: what is done, what comes next and by whom, and taking in what trustees bring.

Shows whose step failed and why, and how many ballots an area has; never a choice or a count of choices.
"""

import json
from collections import Counter
from dataclasses import dataclass

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError, NotNowError
from pb.kernel.ids import AreaId, CycleId
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import staff
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest, exchange_of, toolkit_of
from pb.web.forms import Form, new_form
from pb.web.pages import go_to, page
from pb.web.roles import Role
from pb.web.sessions import Session
from voting.core.ballot.style import StyleId
from voting.core.reading import FormatError
from voting.core.receipt import make_receipt_code
from voting.core.rules import VOTING
from voting.core.tally.files import name_ballots
from voting.core.tally.parcel import read_parcel, write_parcel
from voting.storage.tally_parcels import keep_parcel
from voting.stored_bundle import StoredBundle
from voting.tally import TallyDesk
from voting.tally_view import TallyView, view_tally
from voting.tally_worker import start_tally
from voting.web.fault_words import FAULT_WORDS
from voting.web.keys import keys_of

ADMINISTRATOR = staff(Role.ADMINISTRATOR)
OFFICE = staff(Role.ADMINISTRATOR, Role.TRUSTEE)
LARGEST_PARCEL = 256 * 1024 * 1024
"""What a mixer brings for a hundred thousand ballots of one block is a tenth of this."""


@get("/admin/cycles/{cycle:str}/tally", access=OFFICE, sync_to_thread=True)
def show_tally(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show how far the tally has come."""
    return _show(request, database, cycle, new_form(request))


@post("/admin/cycles/{cycle:str}/tally", access=ADMINISTRATOR, sync_to_thread=True)
def go_on(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Start the server's steps, or go on where they stopped."""
    with database.read() as work:
        _require_closed(work.read_cycle(CycleId(cycle)))
    started = start_tally(_desk(request, database, session, clock), CycleId(cycle))
    flash = None if started else Message("Somebody has started this already.")
    return go_to(request, f"admin/cycles/{cycle}/tally", flash=flash)


@post(
    "/admin/cycles/{cycle:str}/tally/parcel",
    access=OFFICE,
    sync_to_thread=True,
    request_max_body_size=LARGEST_PARCEL,
)
def take_parcel(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Take in what a trustee has made, and start checking it."""
    form = new_form(request)
    files = exchange_of(request.scope).files.get("file", ())
    content = files[0].file.read() if files else b""
    with database.read() as work:
        _require_closed(work.read_cycle(CycleId(cycle)))
        view = view_tally(work, CycleId(cycle))
    if not content:
        form.add_faults({"file": Message("Choose a file.")})
        return _show(request, database, cycle, form, status=422)
    try:
        wanted = _select_wanted(read_parcel(content, "parcel", LARGEST_PARCEL), view)
    except FormatError:
        form.add_faults({"file": Message("This is not a file that pb trustee has made.")})
        return _show(request, database, cycle, form, status=422)
    except ConflictError as error:
        form.add_faults({"file": error.message})
        return _show(request, database, cycle, form, status=422)
    with database.write() as work:
        work.load_cycle(CycleId(cycle))
        keep_parcel(work, CycleId(cycle), wanted)
        work.commit()
    start_tally(_desk(request, database, session, clock), CycleId(cycle))
    return go_to(
        request, f"admin/cycles/{cycle}/tally", flash=Message("The file is in and is being checked.")
    )


@get("/admin/cycles/{cycle:str}/tally/box.zip", access=OFFICE, sync_to_thread=True)
def send_box(cycle: FromPath[str], database: NamedDependency[Database]) -> Response[bytes]:
    """Send what trustees work on: manifests, board, checkpoints and all rounds. No share and no opened ballot."""
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        _require_closed(found)
        bundle = StoredBundle(work, found.id)
        names = [
            name for name in bundle.names() if name.startswith(("manifest-", "board", "checkpoints/", "mix/"))
        ]
        content = write_parcel({name: bundle.read(name) for name in names})
    return Response(
        content,
        media_type="application/zip",
        headers={
            "content-disposition": f'attachment; filename="box-{cycle}.zip"',
            "cache-control": "no-store",
        },
    )


def _select_wanted(files: dict[str, bytes], view: TallyView) -> dict[str, bytes]:
    """Return those files that a next step asks for. Raises ConflictError when there is none."""
    wanted = {name: content for name, content in files.items() if name in view.wanted}
    if not wanted:
        raise ConflictError(Message("Nothing in this file is needed now. Is it the turn of whoever sent it?"))
    return wanted


def _require_closed(cycle: Cycle) -> None:
    if not cycle.has_closed(VOTING):
        raise NotNowError(
            Message("The ballots are opened after voting has ended."), f"admin/cycles/{cycle.id}"
        )


def _desk(request: WebRequest, database: Database, session: Session, clock: Clock) -> TallyDesk:
    return TallyDesk(database, keys_of(toolkit_of(request)), actor=actor_of(session), clock=clock)


@dataclass(frozen=True, slots=True)
class OpenedArea:
    """How many ballots of an area are open, and the faults of those that don't count."""

    name: LocalizedText
    ballots: int
    invalid: int
    faults: tuple[tuple[Message, int], ...]


def _show(
    request: WebRequest, database: Database, cycle: str, form: Form, *, status: int = 200
) -> Response[str]:
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        _require_closed(found)
        view = view_tally(work, found.id)
        opened = [_read_opened(work, found, style) for style in view.opened]
    return page(
        request,
        "voting/tally.html",
        status=status,
        form=form,
        cycle=found,
        view=view,
        opened=opened,
        closing_code=make_receipt_code(view.closing),
    )


def _read_opened(work: Work, cycle: Cycle, style: StyleId) -> OpenedArea:
    lines = StoredBundle(work, cycle.id).read(name_ballots(style)).splitlines()
    faults = Counter(fault for line in lines for fault in json.loads(line).get("faults", ()))
    invalid = sum(b'"faults"' in line for line in lines)
    area = next(area for area in cycle.declaration.areas if area.id == AreaId(style))
    return OpenedArea(
        area.name,
        len(lines),
        invalid,
        tuple((FAULT_WORDS[fault], count) for fault, count in sorted(faults.items())),
    )


HANDLERS = (show_tally, go_on, take_parcel, send_box)
