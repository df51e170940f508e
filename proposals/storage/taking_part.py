"""Support and following: each at most once for a participant and a proposal, whatever is pressed and how often."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from pb.kernel.ids import ProposalId
from pb.storage.unit_of_work import Work
from proposals.core.participant import ParticipantId
from proposals.core.proposal import Proposal
from proposals.storage.participant_tables import FollowRow, SupportRow


def add_support(work: Work, proposal: Proposal, participant: ParticipantId, now: datetime) -> None:
    """Support a proposal; supported already, nothing happens."""
    _add(work, SupportRow, proposal, participant, now)


def remove_support(work: Work, proposal: Proposal, participant: ParticipantId) -> None:
    """Take a support back; without one, nothing happens."""
    _remove(work, SupportRow, proposal, participant)


def follow(work: Work, proposal: Proposal, participant: ParticipantId, now: datetime) -> None:
    """Follow a proposal; followed already, nothing happens."""
    _add(work, FollowRow, proposal, participant, now)


def unfollow(work: Work, proposal: Proposal, participant: ParticipantId) -> None:
    """Leave a proposal; not followed, nothing happens."""
    _remove(work, FollowRow, proposal, participant)


def pass_followers_on(work: Work, proposals: Collection[Proposal], to: Proposal, now: datetime) -> None:
    """Let everybody who follows one of the proposals follow ``to`` as well; they may leave it as any other."""
    wanted = [proposal.id for proposal in proposals if proposal.id != to.id]
    followers = select(FollowRow.participant_id).where(FollowRow.proposal_id.in_(wanted)).distinct()
    for participant in work.session.scalars(followers).all():
        follow(work, to, ParticipantId(participant), now)


def count_supports(work: Work, proposal_ids: Collection[ProposalId]) -> Mapping[ProposalId, int]:
    """Return how many support each of the proposals, in one query; those without any are 0."""
    query = (
        select(SupportRow.proposal_id, func.count())
        .where(SupportRow.proposal_id.in_(proposal_ids))
        .group_by(SupportRow.proposal_id)
    )
    counted = {ProposalId(name): count for name, count in work.session.execute(query)}
    return {proposal_id: counted.get(proposal_id, 0) for proposal_id in proposal_ids}


def supports(work: Work, proposal: Proposal, participant: ParticipantId) -> bool:
    """Whether a participant supports a proposal."""
    return work.session.get(SupportRow, (proposal.id, participant)) is not None


def follows(work: Work, proposal: Proposal, participant: ParticipantId) -> bool:
    """Whether a participant follows a proposal."""
    return work.session.get(FollowRow, (proposal.id, participant)) is not None


def _add(
    work: Work,
    table: type[SupportRow] | type[FollowRow],
    proposal: Proposal,
    participant: ParticipantId,
    now: datetime,
) -> None:
    make = sqlite.insert if work.connection.dialect.name == "sqlite" else postgresql.insert
    values = {"proposal_id": proposal.id, "participant_id": participant, "since": now}
    work.session.execute(make(table).values(values).on_conflict_do_nothing())


def _remove(
    work: Work, table: type[SupportRow] | type[FollowRow], proposal: Proposal, participant: ParticipantId
) -> None:
    work.session.execute(
        delete(table).where(table.proposal_id == proposal.id, table.participant_id == participant)
    )
