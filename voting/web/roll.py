"""The electoral roll for administrators: bring a file, see what it would change, and take it in.

Between the two steps nothing of the file is kept but what the roll itself would keep.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.errors import DomainError
from pb.kernel.ids import AreaId, CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.access import staff
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest, exchange_of, toolkit_of
from pb.web.fields import ChoiceField, FlagField, NumberField, TextField, optional
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.roles import Role
from pb.web.sessions import Session
from voting.core.roll_columns import ROLL_COLUMNS, Column, guess_columns
from voting.core.roll_difference import RollDifference
from voting.core.rules import read_rules
from voting.roll_desk import RollDesk, require_vote
from voting.roll_import import (
    RollFaultsError,
    RollProposal,
    empty_roll,
    propose_roll,
    take_roll_in,
)
from voting.storage.electoral_roll import count_residents, count_standings
from voting.storage.voting_codes import count_without_code

ADMINISTRATOR = staff(Role.ADMINISTRATOR)
LARGEST_FILE = 24 * 1024 * 1024
MOST_FAULTS = 100
MOST_COLUMNS = 200

SCOPE = ChoiceField("scope", Message("What the file holds"), choices=("whole", "more"))
DRAFT = TextField("draft", Message("The file that was read"), maximum=32)
COLUMNS = {
    column: optional(NumberField(f"column-{column}", Message("Column"), maximum=MOST_COLUMNS))
    for column in ROLL_COLUMNS
}
"""The place of each column from 1, and 0 for one that the file doesn't have; empty before anybody has chosen."""

SURE = FlagField(
    "sure", Message("Yes, make all voting codes void"), Message("Tick the box to empty the roll.")
)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """How a file was read: its headings and the place of each column, to be shown and changed."""

    heading: tuple[str, ...]
    columns: Mapping[Column, int]


@get("/admin/cycles/{cycle:str}/roll", access=ADMINISTRATOR, sync_to_thread=True)
def show_roll(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show who stands on the roll, in figures, and the form to bring a file."""
    return _show(request, database, cycle, new_form(request))


@post(
    "/admin/cycles/{cycle:str}/roll",
    access=ADMINISTRATOR,
    sync_to_thread=True,
    request_max_body_size=LARGEST_FILE,
)
def read_roll_file(request: WebRequest, cycle: FromPath[str]) -> Response[str]:
    """Read a file and show what it would change, or all that is wrong in it. The roll stays as it is."""
    desk = desk_of(request)
    form = read_form(request, SCOPE, *COLUMNS.values())
    files = exchange_of(request.scope).files.get("file", ())
    content = files[0].file.read() if files else b""
    if not content:
        form.add_faults({"file": Message("Choose a file.")})
    if form.faults:
        return _show(request, desk.database, cycle, form, status=422)
    try:
        proposal = propose_roll(
            desk,
            CycleId(cycle),
            content,
            lambda headings: _choose(headings, form),
            is_whole=form[SCOPE] == "whole",
        )
    except RollFaultsError as error:
        form.add_faults({"file": Message("Nothing was taken in. Correct the file and try again.")})
        return _show(request, desk.database, cycle, form, status=422, refused=error)
    return _show(request, desk.database, cycle, form, proposal=proposal)


@post("/admin/cycles/{cycle:str}/roll/take-in", access=ADMINISTRATOR, sync_to_thread=True)
def keep_roll(request: WebRequest, cycle: FromPath[str], session: NamedDependency[Session]) -> Response[str]:
    """Take in the file that was read, exactly as it was shown."""
    desk = desk_of(request)
    form = read_form(request, DRAFT)
    if form.faults:
        return _show(request, desk.database, cycle, form, status=422)
    try:
        difference = take_roll_in(desk, CycleId(cycle), form[DRAFT], actor_of(session))
    except DomainError as error:
        form.add_faults({"file": error.message})
        return _show(request, desk.database, cycle, form, status=409)
    return go_to(request, f"admin/cycles/{cycle}/roll", flash=_tell(difference))


@post("/admin/cycles/{cycle:str}/roll/empty", access=ADMINISTRATOR, sync_to_thread=True)
def clear_roll(request: WebRequest, cycle: FromPath[str], session: NamedDependency[Session]) -> Response[str]:
    """Take everybody off the roll, as when the wrong town's file was taken in."""
    desk = desk_of(request)
    form = read_form(request, SURE)
    if form.faults:
        return _show(request, desk.database, cycle, form, status=422)
    removed = empty_roll(desk, CycleId(cycle), actor_of(session))
    return go_to(
        request,
        f"admin/cycles/{cycle}/roll",
        flash=Message("The roll is empty. Residents taken off: %(count)s.", {"count": removed}),
    )


def desk_of(request: WebRequest) -> RollDesk:
    """Return this installation's desk."""
    toolkit = toolkit_of(request)
    return RollDesk(toolkit.database, toolkit.secret, toolkit.clock, toolkit.zone)


def _choose(headings: Sequence[str], form: Form) -> Mapping[Column, int]:
    chosen = {column: form[field] for column, field in COLUMNS.items()}
    if all(place is None for place in chosen.values()):
        return guess_columns(headings, ROLL_COLUMNS)
    return {column: place - 1 for column, place in chosen.items() if place}


def _tell(difference: RollDifference) -> Message:
    return Message(
        "The roll has been taken in. Added: %(added)s, changed: %(changed)s, removed: %(removed)s.",
        {
            "added": len(difference.added),
            "changed": len(difference.changed),
            "removed": len(difference.removed),
        },
    )


def _count_after(counts: Mapping[AreaId | None, int], difference: RollDifference) -> dict[AreaId | None, int]:
    """Return how many would be entitled in each area."""
    after = dict(counts)
    before = [
        *(change.before for change in difference.changed),
        *(entry for _id, entry in difference.removed),
    ]
    coming = [*(change.after for change in difference.changed), *difference.added]
    for entries, step in ((before, -1), (coming, 1)):
        for entry in entries:
            if entry.standing == "entitled":
                after[entry.area] = after.get(entry.area, 0) + step
    return after


def _show(
    request: WebRequest,
    database: Database,
    cycle: str,
    form: Form,
    *,
    status: int = 200,
    refused: RollFaultsError | None = None,
    proposal: RollProposal | None = None,
) -> Response[str]:
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        require_vote(found)
        counts = count_residents(work, found.id)
        standings = count_standings(work, found.id)
        without_code = count_without_code(work, found.id)
    faults = refused.faults if refused else ()
    source = proposal or refused
    form.typed.setdefault("scope", "whole")
    return page(
        request,
        "voting/roll.html",
        status=status,
        form=form,
        cycle=found,
        rules=read_rules(found.declaration),
        counts=counts,
        standings=standings,
        without_code=without_code,
        residents=sum(standings.values()),
        is_changeable=not (found.is_open("voting") or found.has_closed("voting")),
        is_open=found.is_open("voting"),
        faults=faults[:MOST_FAULTS],
        more_faults=max(0, len(faults) - MOST_FAULTS),
        proposal=proposal,
        counts_after=_count_after(counts, proposal.difference) if proposal else {},
        read=ReadFile(source.heading, source.columns) if source and source.heading else None,
        roll_columns=ROLL_COLUMNS,
    )


HANDLERS = (show_roll, read_roll_file, keep_roll, clear_roll)
