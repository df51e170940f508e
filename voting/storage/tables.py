"""The tables of voting. No choice stands in any of them before the ballots are opened, and no time finer than an hour.

`participations` leads from a resident to a random tag and `sealed_ballots` from the tag to what the public board shows
anyway: whoever reads the database learns who has voted, never what.
"""

from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pb.storage.base import Table


class BallotPaperRow(Table):
    """The shortlist as it stood when voting opened: what every ballot of the cycle chooses from."""

    __tablename__ = "ballot_papers"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    shortlist: Mapped[dict[str, Any]]


class ElectionRow(Table):
    """Who can open the box: the finished ceremony and, in server custody, the server's share under its secret.

    Whoever appends to the board holds this row until the transaction ends. `lost` is a checkpoint that was published and
    isn't in this database any more, so that an older backup must have been restored: while it is set nobody casts.
    `accepted` is the one that two officials have accepted as lost.
    """

    __tablename__ = "elections"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    ceremony: Mapped[dict[str, Any]]
    locked_share: Mapped[bytes | None]
    lost: Mapped[bytes | None]
    accepted: Mapped[bytes | None]


class ManifestRow(Table):
    """A version of the manifest, byte for byte."""

    __tablename__ = "manifests"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes]
    digest: Mapped[bytes]


class OpenedDigestRow(Table):
    """The digest of a sealed ballot that its voter opened for a test. Says nothing of whose it was."""

    __tablename__ = "opened_digests"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    digest: Mapped[bytes] = mapped_column(primary_key=True)


class ParticipationRow(Table):
    """That a resident has voted. The primary key lets each have one tag, the constraint each tag one resident.

    `turn` is how many ballots were cast over the web; 0 for a resident who voted on paper only.
    """

    __tablename__ = "participations"
    __table_args__ = (UniqueConstraint("cycle_id", "tag"),)

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    resident_id: Mapped[str] = mapped_column(ForeignKey("electoral_roll.resident_id"), primary_key=True)
    tag: Mapped[bytes]
    channel: Mapped[str]
    turn: Mapped[int]


class SealedBallotRow(Table):
    """A sealed ballot that was taken in. The ballot of a tag with the highest turn stands.

    One ballot for each turn of a tag, for each wish (`key`, hashed) of a tag, and for each receipt code: so the
    constraints hold "one current ballot", whatever races. `position` is its place on the board, empty until it is put
    there. On SQLite the rows lie in the order of their random keys, not of their arrival.
    """

    __tablename__ = "sealed_ballots"
    __table_args__ = (
        UniqueConstraint("cycle_id", "tag", "turn"),
        UniqueConstraint("cycle_id", "tag", "key"),
        UniqueConstraint("cycle_id", "code"),
        UniqueConstraint("cycle_id", "position"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"))
    tag: Mapped[bytes]
    turn: Mapped[int]
    key: Mapped[bytes]
    manifest: Mapped[int]
    style: Mapped[str]
    sealed: Mapped[bytes]
    digest: Mapped[bytes]
    code: Mapped[str]
    hour: Mapped[str]
    position: Mapped[int | None]


PENDING = Index(
    "ix_sealed_ballots_pending",
    SealedBallotRow.cycle_id,
    sqlite_where=SealedBallotRow.position.is_(None),
    postgresql_where=SealedBallotRow.position.is_(None),
)
"""The ballots that don't stand on the board yet: few, and looked for every few seconds."""


class BoardEntryRow(Table):
    """A line of the public board, byte for byte: its leaf in the Merkle log. `position` counts from 0."""

    __tablename__ = "board_entries"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[bytes]


class CheckpointRow(Table):
    """A signed checkpoint as it was published, and the tree's right edge to go on from. `number` counts from 1."""

    __tablename__ = "checkpoints"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[int]
    note: Mapped[bytes]
    frontier: Mapped[bytes]


class TallyFileRow(Table):
    """A file of the tally, under the name it has in the bundle. Opened ballots stand here and nowhere else."""

    __tablename__ = "tally_files"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes]


class TallyParcelRow(Table):
    """A file that somebody brought for the tally; it is checked before it becomes a file of the tally, or dropped."""

    __tablename__ = "tally_parcels"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes]


class CeremonyFileRow(Table):
    """A file of the trustees' key ceremony, checked when it came."""

    __tablename__ = "ceremony_files"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes]


class TallyRunRow(Table):
    """Who works on a cycle's tally, until when unless they say again (seconds since 1970), and how far they are."""

    __tablename__ = "tally_runs"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    holder: Mapped[str]
    until: Mapped[int]
    step: Mapped[str]
    done: Mapped[int]
    total: Mapped[int]
    fault: Mapped[str]


class OutcomeRow(Table):
    """The count of a cycle under embargo: nothing but its digest may be told before a version is published."""

    __tablename__ = "outcomes"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    payload: Mapped[dict[str, Any]]
    digest: Mapped[str]
