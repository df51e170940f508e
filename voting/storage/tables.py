"""The tables of voting. No column ties a ballot to a resident, and none keeps a time."""

from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pb.storage.base import Table


class BallotPaperRow(Table):
    """The shortlist as it stood when voting opened: what every ballot of the cycle chooses from."""

    __tablename__ = "ballot_papers"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    shortlist: Mapped[dict[str, Any]]


class RollRow(Table):
    """A resident who may vote. `reference` is a keyed hash of what the city calls them; `code_hash` is argon2id."""

    __tablename__ = "electoral_roll"
    __table_args__ = (UniqueConstraint("cycle_id", "code_lookup"), UniqueConstraint("cycle_id", "reference"))

    resident_id: Mapped[str] = mapped_column(primary_key=True)
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"))
    reference: Mapped[str]
    area: Mapped[str | None]
    code_lookup: Mapped[str]
    code_hash: Mapped[str]


class ParticipationRow(Table):
    """That a resident has voted. The primary key is what lets each vote once."""

    __tablename__ = "participations"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    resident_id: Mapped[str] = mapped_column(ForeignKey("electoral_roll.resident_id"), primary_key=True)
    receipt: Mapped[str]
    cast_key: Mapped[str]


class BallotRow(Table):
    """One ballot in the box. On SQLite the rows lie in the order of their random keys, not of their arrival."""

    __tablename__ = "ballots"
    __table_args__ = (Index("ix_ballots_area", "cycle_id", "area"), {"sqlite_with_rowid": False})

    id: Mapped[str] = mapped_column(primary_key=True)
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"))
    area: Mapped[str]
    choices: Mapped[dict[str, Any]]


class OutcomeRow(Table):
    """The count of a cycle under embargo: nothing but its digest may be told before a version is published."""

    __tablename__ = "outcomes"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    payload: Mapped[dict[str, Any]]
    digest: Mapped[str]
