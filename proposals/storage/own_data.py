"""Everything that is kept about a participant, for them alone (GDPR, article 15).

A new table about people adds itself here and in `proposals.storage.leaving`.
"""

from datetime import datetime

from sqlalchemy import select

from pb.kernel.canonical import JSON
from pb.storage.outbox import LetterRow
from pb.storage.unit_of_work import Work
from proposals.core.participant import Participant
from proposals.core.proposal import Proposal
from proposals.storage.coauthors import list_invitations
from proposals.storage.own_comments import list_own_comments
from proposals.storage.own_pages import list_chosen, list_drafts, list_written
from proposals.storage.participant_tables import FollowRow, SupportRow

ALL = 100_000
"""More than one address can have of anything."""


def gather_data(work: Work, participant: Participant, now: datetime) -> dict[str, JSON]:
    """Return it as plain data: what they gave, did and were sent."""
    written = list_written(work, participant, (), size=ALL).entries
    chosen = list_chosen(work, participant, size=ALL).entries
    since = {table: _read_since(work, participant, table) for table in (SupportRow, FollowRow)}
    return {
        "address": participant.address,
        "name": participant.name,
        "language": participant.language.value,
        "letters": participant.pace.value,
        "since": participant.joined_at.isoformat(),
        "drafts": [
            {"round": draft.cycle, "changed": draft.changed_at.isoformat(), **draft.content.as_typed()}
            for draft in list_drafts(work, participant, (), ALL)
        ],
        "proposals": [_name(one.answer.proposal) for one in written if not one.is_coauthor],
        "co-author_of": [_name(one.answer.proposal) for one in written if one.is_coauthor],
        "invitations": [_name(proposal) for _, proposal in list_invitations(work, participant, now)],
        "comments": [
            {
                **_name(one.proposal, one.comment.at),
                "kind": one.comment.kind.value,
                "name": one.comment.name,
                "text": one.comment.text,
            }
            for one in list_own_comments(work, participant, size=ALL).entries
        ],
        "supports": [
            _name(one.answer.proposal, since[SupportRow][one.answer.proposal.id])
            for one in chosen
            if one.supports
        ],
        "follows": [
            _name(one.answer.proposal, since[FollowRow][one.answer.proposal.id])
            for one in chosen
            if one.follows
        ],
        "letters_kept": _list_letters(work, participant),
    }


def _name(proposal: Proposal, since: datetime | None = None) -> dict[str, JSON]:
    named: dict[str, JSON] = {"round": proposal.cycle, "number": proposal.number}
    return {**named, "since": since.isoformat()} if since else named


def _read_since(
    work: Work, participant: Participant, table: type[SupportRow] | type[FollowRow]
) -> dict[str, datetime]:
    query = select(table.proposal_id, table.since).where(table.participant_id == participant.id)
    return {row.proposal_id: row.since for row in work.session.execute(query)}


def _list_letters(work: Work, participant: Participant) -> list[JSON]:
    rows = work.session.execute(
        select(LetterRow.kind, LetterRow.queued, LetterRow.state)
        .where(LetterRow.recipient == participant.address)
        .order_by(LetterRow.queued, LetterRow.id)
    )
    return [{"kind": row.kind, "posted": row.queued.isoformat(), "state": row.state} for row in rows]
