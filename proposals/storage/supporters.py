"""How many support a proposal after merges and splits: each participant once, wherever in its family they did it."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from pb.storage.unit_of_work import Work
from proposals.core.lineage import Given, list_family, list_supporters
from proposals.core.proposal import Proposal
from proposals.storage.merge_tables import SplitRow
from proposals.storage.merges import read_merged
from proposals.storage.participant_tables import SupportRow
from proposals.storage.tables import ProposalRow


def count_by_number(work: Work, proposals: Collection[Proposal]) -> dict[int, int]:
    """Return for each proposal of one cycle, by its number, how many people support it; in three queries."""
    if not proposals:
        return {}
    cycle_id = next(iter(proposals)).cycle
    merged = read_merged(work, cycle_id)
    splits = {
        row.part: (row.source, row.at)
        for row in work.session.scalars(select(SplitRow).where(SplitRow.cycle_id == cycle_id))
    }
    wanted: set[int] = set()
    for proposal in proposals:
        family = list_family(proposal.number, merged)
        wanted |= family | {splits[number][0] for number in family if number in splits}
    given: dict[str, list[Given]] = {}
    rows = work.session.execute(
        select(SupportRow.participant_id, ProposalRow.number, SupportRow.since)
        .join(ProposalRow, ProposalRow.id == SupportRow.proposal_id)
        .where(ProposalRow.cycle_id == cycle_id, ProposalRow.number.in_(wanted))
    )
    for person, number, since in rows:
        given.setdefault(person, []).append(Given(number, since))
    return {one.number: len(list_supporters(one.number, given, merged, splits)) for one in proposals}


def count_supporters(work: Work, proposal: Proposal) -> int:
    """Return how many people support one proposal."""
    counted: Mapping[int, int] = count_by_number(work, [proposal])
    return counted[proposal.number]
