"""The tables of the electoral roll and of what is made from it. None keeps a name, an address or a date of birth."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pb.storage.base import Table


class RollRow(Table):
    """Somebody on the roll. `reference` and `identity` are hashes under the cycle's key."""

    __tablename__ = "electoral_roll"
    __table_args__ = (UniqueConstraint("cycle_id", "reference"), UniqueConstraint("cycle_id", "identity"))

    resident_id: Mapped[str] = mapped_column(primary_key=True)
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"))
    reference: Mapped[str]
    identity: Mapped[str | None]
    area: Mapped[str | None]
    standing: Mapped[str]
    age_band: Mapped[str | None]
    is_shielded: Mapped[bool]


class RollKeyRow(Table):
    """The key of a cycle's hashes, sealed under the server's secret. Destroyed after the appeal period."""

    __tablename__ = "roll_keys"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    sealed: Mapped[bytes]


class RollDraftRow(Table):
    """A file that was read but not yet taken in: the entries as the roll would keep them, and the roll they are for."""

    __tablename__ = "roll_drafts"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    id: Mapped[str]
    content: Mapped[bytes]
    made_at: Mapped[datetime]


class VotingCodeRow(Table):
    """A resident's letter code: the part it is looked up by, and the argon2id hash of the part that is the secret."""

    __tablename__ = "voting_codes"
    __table_args__ = (UniqueConstraint("cycle_id", "lookup"),)

    resident_id: Mapped[str] = mapped_column(ForeignKey("electoral_roll.resident_id"), primary_key=True)
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"))
    lookup: Mapped[str]
    secret_hash: Mapped[str]


class VoidCodeRow(Table):
    """A letter code that a newer letter has replaced: kept to say so to whoever types it, and never let in by."""

    __tablename__ = "void_codes"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    lookup: Mapped[str] = mapped_column(primary_key=True)
    secret_hash: Mapped[str]


class PrintJobRow(Table):
    """A run of letters: how many there are to be, and how many are done. Says nothing of whom they are for."""

    __tablename__ = "print_jobs"

    id: Mapped[str] = mapped_column(primary_key=True)
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), index=True)
    kind: Mapped[str]
    letters: Mapped[int]
    made: Mapped[int]
    started_at: Mapped[datetime]
    touched_at: Mapped[datetime]


class RollCorrectionRow(Table):
    """One line of the correction that two people agree on while voting is open; gone when it is done or given up."""

    __tablename__ = "roll_corrections"

    id: Mapped[str] = mapped_column(primary_key=True)
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), index=True)
    content: Mapped[bytes]
