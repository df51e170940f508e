"""The key ceremony for officials: who has sent what, what each trustee does next, and the files they need for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.canonical import canonical_bytes
from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError, NotFoundError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.access import staff
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest, exchange_of, toolkit_of
from pb.web.fields import FlagField, NumberField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.roles import Role
from pb.web.sessions import Session
from voting.ceremonies import (
    CeremonyDesk,
    is_kept_by_trustees,
    read_key_ceremony,
    settle_roster,
    start_over,
    take_files,
)
from voting.core.receipt import make_receipt_code
from voting.core.rules import VOTING
from voting.core.tally.parcel import write_parcel
from voting.core.trustees.ceremony import LARGEST_FILE, KeyCeremony
from voting.core.trustees.roster import MOST_TRUSTEES
from voting.web.keys import keys_of

ADMINISTRATOR = staff(Role.ADMINISTRATOR)
OFFICE = staff(Role.ADMINISTRATOR, Role.TRUSTEE)
LARGEST_BODY = MOST_TRUSTEES * LARGEST_FILE
THRESHOLD = NumberField(
    "threshold", Message("How many of them open the box"), minimum=1, maximum=MOST_TRUSTEES
)
SURE = FlagField("sure", Message("Yes, drop every file"), Message("Tick the box to start over."))


@dataclass(frozen=True, slots=True)
class TrusteeLine:
    """One trustee and what has come from them."""

    number: int
    name: str
    has_dealt: bool
    has_confirmed: bool


@get("/admin/cycles/{cycle:str}/trustees", access=OFFICE, sync_to_thread=True)
def show_trustees(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show how far the ceremony has come and what each trustee does next."""
    return _show(request, database, cycle, new_form(request))


@post(
    "/admin/cycles/{cycle:str}/trustees",
    access=ADMINISTRATOR,
    sync_to_thread=True,
    request_max_body_size=LARGEST_BODY,
)
def take_trustee_files(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Take in what trustees have sent: cards, deals, confirmations or a complaint, several at once."""
    form = new_form(request)
    contents = [file.file.read(LARGEST_FILE + 1) for file in exchange_of(request.scope).files.get("file", ())]
    if not any(contents):
        form.add_faults({"file": Message("Choose a file.")})
        return _show(request, database, cycle, form, status=422)
    try:
        with database.write() as work:
            take_files(work, CycleId(cycle), contents, _desk(request, session, clock))
            work.commit()
    except ConflictError as error:
        form.add_faults({"file": error.message})
        return _show(request, database, cycle, form, status=422)
    return go_to(request, f"admin/cycles/{cycle}/trustees", flash=Message("The files are in."))


@post("/admin/cycles/{cycle:str}/trustees/roster", access=ADMINISTRATOR, sync_to_thread=True)
def fix_trustees(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Fix who the trustees are and how many of them open the box."""
    form = read_form(request, THRESHOLD)
    if form.faults:
        return _show(request, database, cycle, form, status=422)
    try:
        with database.write() as work:
            settle_roster(work, CycleId(cycle), form[THRESHOLD], _desk(request, session, clock))
            work.commit()
    except ConflictError as error:
        form.add_faults({THRESHOLD.name: error.message})
        return _show(request, database, cycle, form, status=422)
    return go_to(request, f"admin/cycles/{cycle}/trustees", flash=Message("The list of trustees is fixed."))


@post("/admin/cycles/{cycle:str}/trustees/start-over", access=ADMINISTRATOR, sync_to_thread=True)
def drop_trustees(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Drop every file, as when a trustee cheated or a key file is lost before voting opens."""
    form = read_form(request, SURE)
    if form.faults:
        return _show(request, database, cycle, form, status=422)
    with database.write() as work:
        start_over(work, CycleId(cycle), _desk(request, session, clock))
        work.commit()
    return go_to(request, f"admin/cycles/{cycle}/trustees", flash=Message("The ceremony begins anew."))


@get("/admin/cycles/{cycle:str}/trustees/ceremony.zip", access=OFFICE, sync_to_thread=True)
def send_ceremony(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[bytes]:
    """Send what trustees need for their next step: the roster, and the deals once they have come."""
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        state = read_key_ceremony(work, found.id, keys_of(toolkit_of(request)))
    if state.roster is None:
        raise NotFoundError
    return Response(
        write_parcel(list_ceremony_files(state)),
        media_type="application/zip",
        headers={
            "content-disposition": f'attachment; filename="ceremony-{cycle}.zip"',
            "cache-control": "no-store",
        },
    )


def list_ceremony_files(state: KeyCeremony) -> dict[str, bytes]:
    """Return the files trustees work from, named as the commands on the page name them."""
    files = {"roster.json": state.roster.to_plain()} if state.roster else {}
    if state.election_key is not None:
        files |= {f"{number}.deal": deal.to_plain() for number, deal in state.deals.items()}
    return {name: canonical_bytes(plain) + b"\n" for name, plain in files.items()}


def _desk(request: WebRequest, session: Session, clock: Clock) -> CeremonyDesk:
    return CeremonyDesk(keys_of(toolkit_of(request)), actor_of(session), clock.now())


def _show(
    request: WebRequest, database: Database, cycle: str, form: Form, *, status: int = 200
) -> Response[str]:
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        by_trustees = is_kept_by_trustees(found)
        state = read_key_ceremony(work, found.id, keys_of(toolkit_of(request)))
    key = state.election_key
    return page(
        request,
        "voting/trustees.html",
        status=status,
        form=form,
        cycle=found,
        by_trustees=by_trustees,
        state=state,
        lines=_list_trustees(state),
        roster_code=make_receipt_code(state.roster.digest()) if state.roster else "",
        key_code=make_receipt_code(key.digest()) if key else "",
        is_changeable=not (found.is_open(VOTING) or found.has_closed(VOTING)),
    )


def _list_trustees(state: KeyCeremony) -> Sequence[TrusteeLine]:
    cards = state.roster.cards if state.roster else tuple(state.cards.values())
    return [
        TrusteeLine(number, card.name, number in state.deals, number in state.confirmations)
        for number, card in enumerate(cards, 1)
    ]


HANDLERS = (show_trustees, take_trustee_files, fix_trustees, drop_trustees, send_ceremony)
