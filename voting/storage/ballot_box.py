"""The ballot box: one current ballot a resident, held by the database itself.

A cast is one transaction: the mark (resident to random tag) and the sealed ballot, under a random key. The constraints
of the two tables decide who was first, whatever races: no check here is more than a kind word to somebody whom the
database would refuse. Casts hold the cycle side by side and closing holds it alone, so every cast is before the close
or refused. No choice, address, user agent or time finer than the hour ever comes here.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from pb.engine.cycle import Cycle
from pb.kernel.errors import ConflictError, InvalidInputError, NotAllowedError, NotNowError
from pb.kernel.ids import AreaId, CycleId, ResidentId
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from voting.core.ballot.style import StyleId
from voting.core.board.admission import AdmittedBallot
from voting.core.board.hours import write_hour
from voting.core.board.server_keys import ServerKeys
from voting.core.channel import Channel
from voting.core.eligibility import AreaRule, list_open_areas
from voting.core.log.checkpoint import Promise
from voting.core.receipt import make_receipt_code
from voting.core.rules import VOTING, VotingRules, read_rules
from voting.storage.electoral_roll import count_residents, find_resident
from voting.storage.opened_digests import was_opened
from voting.storage.tables import ParticipationRow, SealedBallotRow

KEPT_WITHIN = timedelta(hours=2)
"""How long after the hour of its casting a ballot may take to the board; in truth it takes seconds."""


class OtherTagError(ValueError):
    """The resident has another tag by now: the ballot has to be sealed again under it."""


class OpenedBallotError(InvalidInputError):
    """This very ballot was opened for a test: somebody can prove what it holds."""

    def __init__(self) -> None:
        """Refuse."""
        told = Message("This ballot was opened for a test, so it can't be cast. Go back and choose again.")
        super().__init__({"sealed": told})


@dataclass(frozen=True, slots=True)
class Cast:
    """What a resident asks for. `key` is drawn by the check page, so that asking twice is known to be one wish."""

    cycle: CycleId
    resident: ResidentId
    channel: Channel
    ballot: AdmittedBallot
    key: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """A ballot that is in the box. `turn` is 1 for a resident's first, 2 for the one that replaced it, and so on."""

    digest: bytes
    style: StyleId
    turn: int
    hour: str

    @property
    def code(self) -> str:
        """The code on the receipt, in printed form."""
        return make_receipt_code(self.digest)

    def promise(self, keys: ServerKeys, cycle: CycleId, origin: str) -> bytes:
        """Return the signed promise that this ballot stands on the board within two hours of its own."""
        by = write_hour(datetime.fromisoformat(self.hour) + KEPT_WITHIN)
        return Promise(origin, self.digest, by).sign(keys.board_seed(cycle))


@dataclass(frozen=True, slots=True)
class Mark:
    """That a resident has voted: the tag of their ballots, and the way they came last."""

    tag: bytes
    channel: Channel
    turn: int


def cast_sealed(work: Work, cast: Cast, now: datetime) -> Receipt:
    """Put a sealed ballot into the box and return its receipt; the caller commits.

    The same wish again (key or ballot) gives the same receipt and no second ballot, even after the close. Raises
    NotNowError outside the voting time, NotAllowedError for somebody not on the roll or not of the area, ConflictError
    when a ballot stands that can't be replaced, OtherTagError when it can but the new one has another tag, and
    OpenedBallotError for one that was opened for a test.
    """
    cycle = work.hold_cycle(cast.cycle)
    closed = _refuse_moment(cycle, now)
    if closed is None:
        rules = read_rules(cycle.declaration)
        _require_right(work, cycle, rules, cast)
        if _mark_first(work, cast):
            return _insert_ballot(work, cast, 1, now)
    earlier = find_receipt(work, cast.cycle, cast.resident, cast.key, cast.ballot.digest)
    if earlier is not None:
        return earlier
    if closed is not None:
        raise NotNowError(closed)
    return _replace(work, cast, rules, now)


def _replace(work: Work, cast: Cast, rules: VotingRules, now: datetime) -> Receipt:
    # The row is held from here on: of several ballots at once each is a turn of its own, or the same wish as another.
    mark = find_mark(work, cast.cycle, cast.resident, is_held=True)
    if mark is None:
        raise ConflictError(Message("Your ballot was not cast. Try again."))
    earlier = find_receipt(work, cast.cycle, cast.resident, cast.key, cast.ballot.digest)
    if earlier is not None:
        return earlier
    if mark.channel is Channel.PAPER:
        raise ConflictError(Message("You have already voted on paper. That ballot stands."))
    if not rules.revote:
        raise ConflictError(Message("You have already voted. Your first ballot stands."))
    if mark.tag != cast.ballot.tag:
        raise OtherTagError
    if was_opened(work, cast.cycle, cast.ballot.digest):
        raise OpenedBallotError
    work.connection.execute(
        update(ParticipationRow)
        .where(ParticipationRow.cycle_id == cast.cycle, ParticipationRow.resident_id == cast.resident)
        .values(turn=mark.turn + 1, channel=cast.channel.value)
    )
    return _insert_ballot(work, cast, mark.turn + 1, now)


def find_mark(work: Work, cycle_id: CycleId, resident: ResidentId, *, is_held: bool = False) -> Mark | None:
    """Return the mark of a resident who has voted, or None. Held, nobody else changes it until the transaction ends."""
    query = select(ParticipationRow.tag, ParticipationRow.channel, ParticipationRow.turn).where(
        ParticipationRow.cycle_id == cycle_id, ParticipationRow.resident_id == resident
    )
    row = work.session.execute(query.with_for_update() if is_held else query).one_or_none()
    return Mark(row.tag, Channel(row.channel), row.turn) if row else None


def has_voted(work: Work, cycle_id: CycleId, resident_id: ResidentId) -> bool:
    """Whether a ballot stands in the resident's name."""
    return find_mark(work, cycle_id, resident_id) is not None


def may_cast(work: Work, cycle: Cycle, resident_id: ResidentId) -> bool:
    """Whether a ballot of this resident would be taken: their first, or one that replaces another over the web."""
    mark = find_mark(work, cycle.id, resident_id)
    return mark is None or (read_rules(cycle.declaration).revote and mark.channel is not Channel.PAPER)


def find_receipt(
    work: Work, cycle_id: CycleId, resident: ResidentId, key: str, digest: bytes = b""
) -> Receipt | None:
    """Return the receipt of the resident's ballot that was cast with ``key`` or has this digest, or None."""
    row = work.session.execute(
        _select_ballots(cycle_id, resident).where(
            (SealedBallotRow.key == _hash_key(key)) | (SealedBallotRow.digest == digest)
        )
    ).first()
    return Receipt(row.digest, StyleId(row.style), row.turn, row.hour) if row else None


def find_newest(work: Work, cycle_id: CycleId, tag: bytes) -> Receipt | None:
    """Return the receipt of the ballot that stands under a tag, or None."""
    row = work.session.execute(
        select(SealedBallotRow.digest, SealedBallotRow.style, SealedBallotRow.turn, SealedBallotRow.hour)
        .where(SealedBallotRow.cycle_id == cycle_id, SealedBallotRow.tag == tag)
        .order_by(SealedBallotRow.turn.desc())
        .limit(1)
    ).first()
    return Receipt(row.digest, StyleId(row.style), row.turn, row.hour) if row else None


def count_cast(work: Work, cycle_id: CycleId) -> int:
    """Return how many have voted: the only figure of the box that may be shown while voting is open."""
    query = select(func.count()).where(ParticipationRow.cycle_id == cycle_id)
    return work.session.scalars(query.select_from(ParticipationRow)).one()


def count_entitled(work: Work, cycle: Cycle) -> Mapping[AreaId, int]:
    """Return how many could vote in each area; everybody in each where residents choose their area."""
    by_area = count_residents(work, cycle.id)
    areas = [area.id for area in cycle.declaration.areas]
    if read_rules(cycle.declaration).area is AreaRule.FREE or len(areas) == 1:
        return dict.fromkeys(areas, sum(by_area.values()))
    return {area: by_area.get(area, 0) for area in areas}


def _refuse_moment(cycle: Cycle, now: datetime) -> Message | None:
    plan = cycle.declaration.plan(VOTING)
    if plan is None or cycle.has_closed(VOTING) or now >= plan.closes_at:
        return Message("Voting has ended. Your ballot was not cast.")
    if not cycle.is_open(VOTING):
        return Message("Voting has not started. It begins on %(date)s.", {"date": plan.opens_at})
    return None


def _require_right(work: Work, cycle: Cycle, rules: VotingRules, cast: Cast) -> None:
    resident = find_resident(work, cast.cycle, cast.resident)
    areas = [area.id for area in cycle.declaration.areas]
    if resident is None or AreaId(cast.ballot.style) not in list_open_areas(rules.area, resident, areas):
        raise NotAllowedError(Message("You can't vote in this area."))


def _mark_first(work: Work, cast: Cast) -> bool:
    """Write the participation; False when there is one. PostgreSQL waits here for a rival to commit or give up."""
    make = sqlite.insert if work.connection.dialect.name == "sqlite" else postgresql.insert
    statement = (
        make(ParticipationRow)
        .values(
            cycle_id=cast.cycle,
            resident_id=cast.resident,
            tag=cast.ballot.tag,
            channel=cast.channel.value,
            turn=1,
        )
        .on_conflict_do_nothing()
        .returning(ParticipationRow.turn)
    )
    return work.connection.execute(statement).first() is not None


def _insert_ballot(work: Work, cast: Cast, turn: int, now: datetime) -> Receipt:
    ballot, hour = cast.ballot, write_hour(now)
    work.connection.execute(
        insert(SealedBallotRow).values(
            id=secrets.token_hex(16),
            cycle_id=cast.cycle,
            tag=ballot.tag,
            turn=turn,
            key=_hash_key(cast.key),
            manifest=ballot.manifest,
            style=ballot.style,
            sealed=ballot.sealed,
            digest=ballot.digest,
            code=ballot.code,
            hour=hour,
        )
    )
    return Receipt(ballot.digest, ballot.style, turn, hour)


def _select_ballots(cycle_id: CycleId, resident: ResidentId) -> Select[bytes, str, int, str]:
    return (
        select(SealedBallotRow.digest, SealedBallotRow.style, SealedBallotRow.turn, SealedBallotRow.hour)
        .join(
            ParticipationRow,
            (ParticipationRow.cycle_id == SealedBallotRow.cycle_id)
            & (ParticipationRow.tag == SealedBallotRow.tag),
        )
        .where(ParticipationRow.cycle_id == cycle_id, ParticipationRow.resident_id == resident)
    )


def _hash_key(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
