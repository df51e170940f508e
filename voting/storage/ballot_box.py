"""The ballot box: one ballot a resident, held by the database itself.

What it gives: the participation's primary key lets each resident vote once, whatever races; mark and ballot are one
transaction; neither table names the other, ballots have random keys and no time, and SQLite keeps them in the order of
those keys.

What it doesn't give until ballots are sealed: secrecy from whoever runs the database. The server sees the choices, and
rows written in one transaction can be matched by what the database keeps for itself (``xmin`` in PostgreSQL, the
write-ahead log in both). Pages that speak of secrecy say so. Sealing replaces `choices` by a sealed payload; nothing
else here changes.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from pb.engine.cycle import Cycle
from pb.kernel.canonical import canonical_bytes
from pb.kernel.errors import ConflictError, NotAllowedError, NotNowError
from pb.kernel.handoff import AreaBallots, ClosedBox, Shortlist
from pb.kernel.ids import AreaId, CycleId, ProjectId, ResidentId
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from voting.core.ballot.check import BallotFault, check_choices
from voting.core.ballot.choices import Choices
from voting.core.ballot.styles import make_style
from voting.core.eligibility import AreaRule, list_open_areas
from voting.core.receipt import draw_receipt_code
from voting.core.rules import VOTING, read_rules
from voting.storage.ballot_paper import find_ballot_paper
from voting.storage.electoral_roll import count_residents, find_resident
from voting.storage.tables import BallotRow, ParticipationRow


@dataclass(frozen=True, slots=True)
class Cast:
    """What a resident asks for. `key` is drawn by the check page, so that asking twice is known to be one wish."""

    cycle: CycleId
    resident: ResidentId
    area: AreaId
    choices: Choices
    key: str


class BallotFaultsError(ValueError):
    """The ballot breaks the rule; `faults` says how."""

    def __init__(self, faults: Sequence[BallotFault]) -> None:
        super().__init__(f"a ballot against the rule: {faults[0].kind}")
        self.faults = tuple(faults)


def cast_ballot(work: Work, cast: Cast, now: datetime) -> str:
    """Put a ballot into the box and return its receipt code; the caller commits.

    The same key again gives the same receipt and no second ballot. Raises ConflictError when the resident has voted
    otherwise, NotNowError outside the voting time, NotAllowedError for somebody not on the roll or not of the area, and
    BallotFaultsError for a ballot that breaks the rule.
    """
    key = hashlib.sha256(cast.key.encode()).hexdigest()
    cycle = work.hold_cycle(cast.cycle)
    earlier = _find_participation(work, cast.cycle, cast.resident)
    if earlier is None:
        _require_window(cycle, now)
        _require_right(work, cycle, cast)
        receipt = draw_receipt_code()
        if _mark(work, cast, receipt, key):
            _insert_ballot(work, cast)
            return receipt
        # Somebody with the same code was first between our look and our mark; theirs is committed by now.
        earlier = _find_participation(work, cast.cycle, cast.resident)
    if earlier is None or earlier.cast_key != key:
        raise ConflictError(Message("You have already voted. Your first ballot stands."))
    return earlier.receipt


def has_voted(work: Work, cycle_id: CycleId, resident_id: ResidentId) -> bool:
    """Whether a ballot stands in the resident's name."""
    return _find_participation(work, cycle_id, resident_id) is not None


def find_receipt(work: Work, cycle_id: CycleId, resident_id: ResidentId, key: str) -> str | None:
    """Return the receipt of the ballot that was cast with ``key``, or None."""
    found = _find_participation(work, cycle_id, resident_id)
    return found.receipt if found and found.cast_key == hashlib.sha256(key.encode()).hexdigest() else None


def count_cast(work: Work, cycle_id: CycleId) -> int:
    """Return how many have voted: the only figure of the box that may be shown while voting is open."""
    query = select(func.count()).where(ParticipationRow.cycle_id == cycle_id)
    return work.session.scalars(query.select_from(ParticipationRow)).one()


def close_box(work: Work, cycle: Cycle) -> ClosedBox:
    """Return every ballot by area, in an order of their contents, which tells nothing of when or by whom."""
    rule = read_rules(cycle.declaration).area
    shortlist: Shortlist = find_ballot_paper(work, cycle)
    entitled = count_residents(work, cycle.id)
    areas = [area.id for area in cycle.declaration.areas]
    everyone = sum(entitled.values())
    alone = rule is AreaRule.FREE or len(areas) == 1
    return ClosedBox(
        shortlist,
        tuple(
            AreaBallots(
                area, _read_ballots(work, cycle.id, area), everyone if alone else entitled.get(area, 0)
            )
            for area in areas
        ),
    )


def _require_window(cycle: Cycle, now: datetime) -> None:
    plan = cycle.declaration.plan(VOTING)
    if plan is None or cycle.has_closed(VOTING) or now >= plan.closes_at:
        raise NotNowError(Message("Voting has ended. Your ballot was not cast."))
    if not cycle.is_open(VOTING):
        raise NotNowError(Message("Voting has not started. It begins on %(date)s.", {"date": plan.opens_at}))


def _require_right(work: Work, cycle: Cycle, cast: Cast) -> None:
    rules = read_rules(cycle.declaration)
    resident = find_resident(work, cast.cycle, cast.resident)
    areas = [area.id for area in cycle.declaration.areas]
    if resident is None or cast.area not in list_open_areas(rules.area, resident, areas):
        raise NotAllowedError(Message("You can't vote in this area."))
    area = next(area for area in cycle.declaration.areas if area.id == cast.area)
    faults = check_choices(make_style(rules.ballot, area, find_ballot_paper(work, cycle)), cast.choices)
    if faults:
        raise BallotFaultsError(faults)


def _mark(work: Work, cast: Cast, receipt: str, key: str) -> bool:
    """Write the participation; False when there is one. PostgreSQL waits here for a rival to commit or give up."""
    make = sqlite.insert if work.connection.dialect.name == "sqlite" else postgresql.insert
    statement = (
        make(ParticipationRow)
        .values(cycle_id=cast.cycle, resident_id=cast.resident, receipt=receipt, cast_key=key)
        .on_conflict_do_nothing()
        .returning(ParticipationRow.resident_id)
    )
    return work.connection.execute(statement).first() is not None


def _insert_ballot(work: Work, cast: Cast) -> None:
    work.connection.execute(
        insert(BallotRow).values(
            id=secrets.token_hex(16),
            cycle_id=cast.cycle,
            area=cast.area,
            choices=dict(sorted(cast.choices)),
        )
    )


def _find_participation(work: Work, cycle_id: CycleId, resident_id: ResidentId) -> ParticipationRow | None:
    return work.session.scalars(
        select(ParticipationRow).where(
            ParticipationRow.cycle_id == cycle_id, ParticipationRow.resident_id == resident_id
        )
    ).one_or_none()


def _read_ballots(work: Work, cycle_id: CycleId, area: AreaId) -> tuple[Mapping[ProjectId, int], ...]:
    query = select(BallotRow.choices).where(BallotRow.cycle_id == cycle_id, BallotRow.area == area)
    ballots = work.session.scalars(query).all()
    return tuple(
        {ProjectId(project): weight for project, weight in ballot.items()}
        for ballot in sorted(ballots, key=canonical_bytes)
    )
