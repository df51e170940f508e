"""Participants: asking for a link, coming in by it, changing and leaving.

Asking answers alike whether the address is known or not; so nobody can find out who takes part.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from pb.kernel.language import Language
from pb.storage.outbox import Letter, post_letter
from pb.storage.unit_of_work import Work
from proposals.core.participant import LINK_LIFETIME, Pace, Participant, ParticipantId, fold_address
from proposals.storage.participant_tables import ParticipantLinkRow, ParticipantRow

SIGN_IN = "participant-link"
"""The kind of the letter that brings a link."""


@dataclass(frozen=True, slots=True)
class PendingLink:
    """A link that was asked for and not used: whom it lets in, and where they were going."""

    id: str
    address: str
    language: Language
    next_page: str


def ask_for_link(work: Work, address: str, language: Language, next_page: str, now: datetime) -> PendingLink:
    """Post a letter with a link that works once; the caller commits."""
    link = PendingLink(secrets.token_hex(16), fold_address(address), language, next_page)
    work.session.add(
        ParticipantLinkRow(
            id=link.id,
            address=link.address,
            language=language.value,
            next_page=next_page,
            expires_at=now + LINK_LIFETIME,
        )
    )
    post_letter(work, Letter(f"{SIGN_IN}:{link.id}", SIGN_IN, link.address, language, {"link": link.id}), now)
    return link


def find_link(work: Work, link_id: str, now: datetime) -> PendingLink | None:
    """Return a link that still works, or None."""
    row = work.session.get(ParticipantLinkRow, link_id)
    if row is None or row.expires_at <= now:
        return None
    return PendingLink(row.id, row.address, Language(row.language), row.next_page)


def use_link(work: Work, link_id: str, now: datetime) -> Participant | None:
    """Use a link up and return who came in, new or known; None when it doesn't work any more. The caller commits."""
    gone = work.session.execute(
        delete(ParticipantLinkRow)
        .where(ParticipantLinkRow.id == link_id, ParticipantLinkRow.expires_at > now)
        .returning(ParticipantLinkRow.address, ParticipantLinkRow.language)
    ).one_or_none()
    if gone is None:
        return None
    return join(work, gone.address, Language(gone.language), now)


def join(work: Work, address: str, language: Language, now: datetime) -> Participant:
    """Return who takes part under an address that has answered, new or known. The caller commits."""
    make = sqlite.insert if work.connection.dialect.name == "sqlite" else postgresql.insert
    work.session.execute(
        make(ParticipantRow)
        .values(
            id=secrets.token_hex(16),
            address=address,
            name="",
            language=language.value,
            pace=Pace.AT_ONCE.value,
            joined_at=now,
            told_at=now,
        )
        .on_conflict_do_nothing(index_elements=["address"])
    )
    row = work.session.scalars(select(ParticipantRow).where(ParticipantRow.address == address)).one()
    return to_participant(row)


def find_participant(work: Work, participant_id: ParticipantId) -> Participant | None:
    """Return a participant, or None for one who has left."""
    row = work.session.get(ParticipantRow, participant_id)
    return to_participant(row) if row else None


def find_by_address(work: Work, address: str) -> Participant | None:
    """Return who takes part under an address, or None."""
    row = work.session.scalars(
        select(ParticipantRow).where(ParticipantRow.address == fold_address(address))
    ).one_or_none()
    return to_participant(row) if row else None


def change_participant(work: Work, participant: Participant) -> None:
    """Keep another name, language or pace; the address is what it is."""
    row = work.session.get_one(ParticipantRow, participant.id)
    row.name, row.language, row.pace = participant.name, participant.language.value, participant.pace.value


def purge_links(work: Work, now: datetime) -> int:
    """Forget the links that nobody used in time and return how many they were."""
    gone = delete(ParticipantLinkRow).where(ParticipantLinkRow.expires_at <= now)
    return len(work.session.execute(gone.returning(ParticipantLinkRow.id)).all())


def to_participant(row: ParticipantRow) -> Participant:
    """Return a participant as they were kept."""
    return Participant(
        ParticipantId(row.id), row.address, row.name, Language(row.language), Pace(row.pace), row.joined_at
    )
