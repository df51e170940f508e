"""The audit of paper: officials fix the record, throw the lot and say what they found; everybody can check the draw.

Before the result is published, the public page and file tell which ballots are drawn and whether they agreed, never what
stands on any.
"""

import json

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.canonical import JSON
from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest
from pb.web.fields import FlagField, TextField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from voting.core.ballot.style import BallotStyle
from voting.core.paper.audit import LEAST_DIGITS, SAMPLE, read_lot, salt_sheet, seal_sheets
from voting.core.rules import VOTING
from voting.core.tally.paper import read_sheet
from voting.storage.ballot_paper import find_ballot_paper
from voting.storage.outcomes import find_published
from voting.storage.paper_audit import Audit, end_audit, find_audit, fix_record, throw_lot
from voting.storage.paper_ballots import read_record
from voting.storage.paper_batches import list_batches
from voting.storage.paper_desks import list_unbalanced
from voting.storage.paper_styles import find_styles
from voting.web.paper_access import PAPER_STAFF, read_paper_cycle
from voting.web.paper_words import ReadSheet, describe_sheet

LOT = TextField("lot", Message("The digits thrown"), maximum=300)
DIFFERING = TextField("differing", Message("Ballots that differ"), maximum=5000, required=False)
NOTE = TextField("note", Message("What was found"), maximum=2000, lines=True)
COMPARED = FlagField(
    "compared",
    Message("Every drawn ballot was compared with the record"),
    Message("Tick the box when every drawn ballot was compared."),
)


@get("/admin/cycles/{cycle:str}/paper/audit", access=PAPER_STAFF, sync_to_thread=True)
def show_audit(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show how far the audit is, and the drawn ballots with what the record says of each."""
    return _show(request, database, cycle, new_form(request))


@post("/admin/cycles/{cycle:str}/paper/audit/record", access=PAPER_STAFF, sync_to_thread=True)
def seal_the_record(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Fix the record before the lot is thrown."""
    with database.write() as work:
        read_paper_cycle(work, cycle)
        fix_record(work, CycleId(cycle), actor_of(session), session.now)
        work.commit()
    flash = Message("The record is fixed. Throw the lot in public now.")
    return go_to(request, f"admin/cycles/{cycle}/paper/audit", flash=flash)


@post("/admin/cycles/{cycle:str}/paper/audit/lot", access=PAPER_STAFF, sync_to_thread=True)
def take_lot_in(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Draw the ballots by the digits that were thrown."""
    form = read_form(request, LOT)
    lot = None if form.faults else read_lot(form[LOT])
    if not form.faults and lot is None:
        form.add_faults(
            {
                LOT.name: Message(
                    "Type the thrown digits one after the other, at least %(count)s.", {"count": LEAST_DIGITS}
                )
            }
        )
    if lot is None:
        return _show(request, database, cycle, form, status=422)
    with database.write() as work:
        read_paper_cycle(work, cycle)
        throw_lot(work, CycleId(cycle), lot, actor_of(session), session.now)
        work.commit()
    return go_to(request, f"admin/cycles/{cycle}/paper/audit", flash=Message("The ballots are drawn."))


@post("/admin/cycles/{cycle:str}/paper/audit/finding", access=PAPER_STAFF, sync_to_thread=True)
def take_finding_in(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Keep what the audit found."""
    form = read_form(request, DIFFERING, NOTE, COMPARED)
    if not form.faults:
        with database.read() as work:
            audit = find_audit(work, read_paper_cycle(work, cycle).id)
        differing = tuple(form[DIFFERING].replace(",", " ").split())
        strange = sorted(set(differing) - set(audit.drawn if audit else ()))
        if strange:
            form.add_faults(
                {DIFFERING.name: Message("This ballot was not drawn: %(serial)s.", {"serial": strange[0]})}
            )
    if form.faults:
        return _show(request, database, cycle, form, status=422)
    with database.write() as work:
        end_audit(work, CycleId(cycle), differing, form[NOTE], actor_of(session), session.now)
        work.commit()
    flash = Message("The finding is kept and stands on the public page.")
    return go_to(request, f"admin/cycles/{cycle}/paper/audit", flash=flash)


@get("/cycles/{cycle:str}/paper-audit", access=PUBLIC, sync_to_thread=True)
def show_public_audit(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show everybody which ballots were drawn, how to draw them again, and what was found."""
    with database.read() as work:
        found = read_paper_cycle(work, cycle)
        audit = find_audit(work, found.id)
        sheets = _read_drawn(work, found, audit) if find_published(work, found.id) is not None else {}
        titles = {project.id: project.title for project in find_ballot_paper(work, found).projects}
    return page(
        request,
        "voting/paper_audit_public.html",
        cycle=found,
        audit=audit,
        sheets=sheets,
        titles=titles,
        sample=SAMPLE,
    )


@get("/cycles/{cycle:str}/paper-audit.json", access=PUBLIC, sync_to_thread=True)
def send_audit_file(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[bytes]:
    """Send the draw as a file: every ballot's number and seal; what the drawn ones say, once the result is published."""
    with database.read() as work:
        found = read_paper_cycle(work, cycle)
        audit = find_audit(work, found.id)
        if audit is None:
            raise NotFoundError
        is_published = find_published(work, found.id) is not None
        record = read_record(work, found)
    content: dict[str, JSON] = {
        "record": audit.record,
        "seed": audit.seed,
        "sheets": seal_sheets(audit.salt, record),
        "drawn": list(audit.drawn),
        "differing": list(audit.finding.differing) if audit.finding else None,
    }
    if is_published:
        content["opened"] = {
            serial: {"ballot": record[serial].decode(), "salt": salt_sheet(audit.salt, serial).hex()}
            for serial in audit.drawn
        }
    body = json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"
    return Response(body, media_type="application/json", headers={"cache-control": "no-cache"})


def _show(
    request: WebRequest, database: Database, cycle: str, form: Form, *, status: int = 200
) -> Response[str]:
    with database.read() as work:
        found = read_paper_cycle(work, cycle)
        audit = find_audit(work, found.id)
        lacks = list_unbalanced(work, found) if audit is None else ()
        sheets = _read_drawn(work, found, audit)
        titles = {project.id: project.title for project in find_ballot_paper(work, found).projects}
        has_sheets = bool(read_record(work, found))
    return page(
        request,
        "voting/paper_audit.html",
        status=status,
        form=form,
        cycle=found,
        audit=audit,
        lacks=lacks,
        sheets=sheets,
        titles=titles,
        may_begin=found.has_closed(VOTING) and has_sheets and not lacks,
        sample=SAMPLE,
        digits=LEAST_DIGITS,
    )


def _read_drawn(work: Work, cycle: Cycle, audit: Audit | None) -> dict[str, ReadSheet]:
    """Return what the record says of each drawn ballot, by serial."""
    if audit is None or not audit.drawn:
        return {}
    record = read_record(work, cycle)
    styles = _style_batches(work, cycle)
    drawn: dict[str, ReadSheet] = {}
    for serial in audit.drawn:
        style = styles[int(serial.split("-")[0])]
        drawn[serial] = describe_sheet(style, read_sheet(record[serial], style, serial))
    return drawn


def _style_batches(work: Work, cycle: Cycle) -> dict[int, BallotStyle]:
    styles = find_styles(work, cycle)
    return {batch.number: styles[batch.area] for batch in list_batches(work, cycle.id)}


HANDLERS = (
    show_audit,
    seal_the_record,
    take_lot_in,
    take_finding_in,
    show_public_audit,
    send_audit_file,
)
