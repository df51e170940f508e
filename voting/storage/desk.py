"""Who was helped onto the ballot at a desk, and by whom. No column says what was chosen, nor a time finer than an hour.

A hand-over code is kept as a keyed hash, with the moment it ends, and both go when it is used, taken back or over.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, exists, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from pb.kernel.errors import ConflictError, NotFoundError, NotNowError
from pb.kernel.ids import AccountId, CycleId, ResidentId
from pb.kernel.message import Message
from pb.storage.base import Table
from pb.storage.unit_of_work import Work
from voting.core.channel import Channel
from voting.core.desk import Assistance, Document, State
from voting.storage.tables import ParticipationRow


class AssistanceRow(Table):
    """One resident helped onto the ballot at a desk."""

    __tablename__ = "desk_assistances"
    __table_args__ = (
        UniqueConstraint("cycle_id", "code"),
        Index("ix_desk_assistances_official", "cycle_id", "official"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"))
    resident_id: Mapped[str] = mapped_column(ForeignKey("electoral_roll.resident_id"))
    official: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    document: Mapped[str]
    hour: Mapped[str]
    state: Mapped[str]
    code: Mapped[str | None]
    code_ends: Mapped[datetime | None]


def add_assistance(
    work: Work, assistance: Assistance, code: str | None = None, code_ends: datetime | None = None
) -> None:
    """Keep an assistance, ending any that is open for the same resident; the caller commits.

    With a hashed ``code``, another device may begin it until ``code_ends``.
    """
    work.connection.execute(
        update(AssistanceRow)
        .where(
            AssistanceRow.cycle_id == assistance.cycle,
            AssistanceRow.resident_id == assistance.resident,
            AssistanceRow.state == State.OPEN.value,
        )
        .values(state=State.TAKEN_BACK.value, code=None, code_ends=None)
    )
    work.connection.execute(
        insert(AssistanceRow).values(
            id=assistance.id,
            cycle_id=assistance.cycle,
            resident_id=assistance.resident,
            official=assistance.official,
            document=assistance.document.value,
            hour=assistance.hour,
            state=assistance.state.value,
            code=code,
            code_ends=code_ends,
        )
    )


def redeem_code(work: Work, cycle_id: CycleId, code: str, now: datetime) -> Assistance | None:
    """Use a hashed code up and return its assistance; None when it is unknown, used, taken back or over."""
    row = work.connection.execute(
        update(AssistanceRow)
        .where(
            AssistanceRow.cycle_id == cycle_id,
            AssistanceRow.code == code,
            AssistanceRow.code_ends > now,
            AssistanceRow.state == State.OPEN.value,
        )
        .values(code=None, code_ends=None)
        .returning(AssistanceRow.id)
    ).first()
    return find_assistance(work, row.id) if row else None


def find_assistance(work: Work, assistance_id: str) -> Assistance | None:
    """Return an assistance, or None."""
    row = work.session.get(AssistanceRow, assistance_id)
    return _read(row) if row else None


def list_open_assistances(work: Work, cycle_id: CycleId, official: AccountId) -> Sequence[Assistance]:
    """Return what an official has opened and nobody has ended or cast yet, the newest hour first."""
    has_voted = exists().where(
        ParticipationRow.cycle_id == AssistanceRow.cycle_id,
        ParticipationRow.resident_id == AssistanceRow.resident_id,
        ParticipationRow.channel == Channel.DESK.value,
    )
    rows = work.session.scalars(
        select(AssistanceRow)
        .where(
            AssistanceRow.cycle_id == cycle_id,
            AssistanceRow.official == official,
            AssistanceRow.state == State.OPEN.value,
            ~has_voted,
        )
        .order_by(AssistanceRow.hour.desc(), AssistanceRow.id)
    )
    return tuple(map(_read, rows))


def take_back(work: Work, cycle_id: CycleId, assistance_id: str, official: AccountId) -> None:
    """End an assistance of this official before a ballot was cast; the caller commits.

    No cast runs meanwhile, so afterwards either the ballot stands and this was refused, or none can come any more.
    Raises NotFoundError for somebody else's, ConflictError once a ballot was cast at the desk.
    """
    work.load_cycle(cycle_id)
    found = find_assistance(work, assistance_id)
    if found is None or (found.cycle, found.official) != (cycle_id, official):
        raise NotFoundError
    marked = select(ParticipationRow.tag).where(
        ParticipationRow.cycle_id == cycle_id,
        ParticipationRow.resident_id == found.resident,
        ParticipationRow.channel == Channel.DESK.value,
    )
    if work.connection.execute(marked).first() is not None:
        raise ConflictError(Message("The resident has already voted. This can no longer be taken back."))
    end_assistance(work, assistance_id, State.TAKEN_BACK)


def end_assistance(work: Work, assistance_id: str, state: State) -> None:
    """Note that an open assistance has come to an end without going on; the caller commits."""
    work.connection.execute(
        update(AssistanceRow)
        .where(AssistanceRow.id == assistance_id, AssistanceRow.state == State.OPEN.value)
        .values(state=state.value, code=None, code_ends=None)
    )


def require_standing(work: Work, cycle_id: CycleId, assistance_id: str) -> None:
    """Return while an assistance may still lead to a ballot; to be asked in the transaction of the cast.

    Raises NotNowError when the official has taken it back. An empty id is no assistance and always stands.
    """
    if not assistance_id:
        return
    query = select(AssistanceRow.state).where(AssistanceRow.id == assistance_id)
    if work.connection.execute(query).scalar() != State.OPEN.value:
        raise NotNowError(
            Message("The official has ended this visit. Your ballot was not cast."), f"cycles/{cycle_id}/vote"
        )


def forget_codes(work: Work, now: datetime) -> int:
    """Remove codes that are over, with the moments that stood beside them, and return how many."""
    done = work.connection.execute(
        update(AssistanceRow).where(AssistanceRow.code_ends <= now).values(code=None, code_ends=None)
    )
    return done.rowcount


def _read(row: AssistanceRow) -> Assistance:
    return Assistance(
        row.id,
        CycleId(row.cycle_id),
        ResidentId(row.resident_id),
        AccountId(row.official),
        Document(row.document),
        row.hour,
        State(row.state),
    )
