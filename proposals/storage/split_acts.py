"""Splitting a proposal in two, and undoing that: each with its entry in the journal.

The cycle has to be held by `load_cycle` in every act here, so that the part's number is its own.
"""

from dataclasses import replace
from datetime import datetime
from secrets import token_hex

from pb.engine.acts import Actor
from pb.engine.cycle import Cycle
from pb.kernel.errors import ConflictError
from pb.kernel.ids import ProposalId
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from proposals.core.merge import MergeState, Split, Wording, wording_of
from proposals.core.proposal import Proposal
from proposals.storage.drafts import next_number
from proposals.storage.merge_guards import require_newest, require_unreleased, write_merge_note
from proposals.storage.merge_letters import post_split
from proposals.storage.merge_tables import SplitRow
from proposals.storage.merges import list_answered, list_merges_of, write_wording
from proposals.storage.proposals import find_proposal, merge_proposal, reword_proposal, split_off


def split_proposal(
    work: Work,
    cycle: Cycle,
    proposal: Proposal,
    kept: Wording,
    part: Wording,
    part_id: ProposalId,
    link_hash: str,
    actor: Actor,
    now: datetime,
) -> tuple[Split, Proposal]:
    """Make a proposal two: it keeps its number with the words ``kept``, and ``part`` gets the next one.

    ``link_hash`` is kept for the part's private link, which is its author's.

    Raises ConflictError when it doesn't stand, has been answered, or is asked about in a merge.
    """
    require_unreleased(cycle)
    if list_answered(work, [proposal]):
        raise ConflictError(
            Message(
                "The city has answered proposal %(number)s already. It stays as it is.",
                {"number": proposal.number},
            )
        )
    if any(merge.state is MergeState.ASKED for merge in list_merges_of(work, cycle.id, [proposal.number])):
        raise ConflictError(
            Message(
                "The authors of proposal %(number)s are being asked already.", {"number": proposal.number}
            )
        )
    before = wording_of(proposal)
    reworded = reword_proposal(work, proposal, kept.title, kept.text, kept.why, now)
    number = next_number(work, cycle.id)
    new = split_off(
        work,
        proposal,
        replace(
            reworded,
            id=part_id,
            number=number,
            title=part.title,
            text=part.text,
            why=part.why,
            sent_at=now,
            changed_at=now,
        ),
        link_hash,
    )
    split = Split(token_hex(16), cycle.id, proposal.number, number, before, now)
    work.session.add(
        SplitRow(
            id=split.id,
            cycle_id=cycle.id,
            source=split.source,
            part=split.part,
            before=write_wording(before),
            at=now,
        )
    )
    work.session.flush()
    for one in (reworded, new):
        write_merge_note(
            work, cycle, "split", actor, now, proposal=one.number, source=split.source, part=split.part
        )
    post_split(work, reworded, split, now)
    return split, new


def undo_split(work: Work, cycle: Cycle, split: Split, actor: Actor, now: datetime) -> None:
    """Put the text back that stood before a split; the part leads to its source from then on. Raises as `undo_merge`."""
    require_unreleased(cycle)
    if split.undone_at is not None:
        raise ConflictError(Message("This split has been undone already."))
    source, part = (find_proposal(work, cycle.id, number) for number in (split.source, split.part))
    for one in (source, part):
        require_newest(work, cycle, one, split.id)
    row = work.session.get_one(SplitRow, split.id)
    row.undone_at, row.later = now, write_wording(wording_of(source))
    merge_proposal(work, part, source, now)
    before = split.before
    reword_proposal(work, source, before.title, before.text, before.why, now)
    for number in (split.source, split.part):
        write_merge_note(
            work, cycle, "split-undo", actor, now, proposal=number, source=split.source, part=split.part
        )
