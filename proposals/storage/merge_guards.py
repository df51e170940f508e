"""What has to hold before proposals are merged, split or parted again, and the journal's entry of it."""

from datetime import datetime

from pb.engine.acts import Actor
from pb.engine.cycle import Cycle
from pb.engine.journal import JournalEvent
from pb.kernel.canonical import JSON
from pb.kernel.errors import ConflictError, NotNowError
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from proposals.core.merge import MergeState
from proposals.core.proposal import Proposal
from proposals.core.rules import REVIEW, SUBMISSION
from proposals.core.visibility import is_released
from proposals.storage.merges import list_answered, list_merges_of, list_splits

MERGE_EVENTS = {
    "merge-ask": Message("Authors asked about a merge"),
    "merge": Message("Merged with others"),
    "merge-end": Message("Merge not carried out"),
    "merge-undo": Message("Merge undone"),
    "split": Message("Split in two"),
    "split-undo": Message("Split undone"),
}


def require_unreleased(cycle: Cycle) -> None:
    """Raise NotNowError once the review has closed."""
    if is_released(cycle):
        raise NotNowError(
            Message("The review has closed. Proposals can't be merged or split any more."),
            f"cycles/{cycle.id}",
        )


def require_newest(work: Work, cycle: Cycle, proposal: Proposal, this: str) -> None:
    """Raise ConflictError when something happened to ``proposal`` that an undo of ``this`` would destroy."""
    if not proposal.is_public:
        raise ConflictError(
            Message("Proposal %(number)s does not stand any more.", {"number": proposal.number})
        )
    if list_answered(work, [proposal]):
        raise ConflictError(
            Message(
                "The city has answered proposal %(number)s already. It stays as it is.",
                {"number": proposal.number},
            )
        )
    happened = [
        (split.at, split.id)
        for split in list_splits(work, cycle.id, [proposal.number])
        if split.undone_at is None
    ]
    for merge in list_merges_of(work, cycle.id, [proposal.number]):
        if merge.state is MergeState.ASKED:
            raise ConflictError(
                Message(
                    "The authors of proposal %(number)s are being asked already.", {"number": proposal.number}
                )
            )
        if merge.state is MergeState.DONE and merge.settled_at is not None:
            happened.append((merge.settled_at, merge.id))
    if not happened or max(happened)[1] != this:
        raise ConflictError(Message("Something was merged or split later. Undo that first."))


def write_merge_note(
    work: Work, cycle: Cycle, act: str, actor: Actor, now: datetime, **details: JSON
) -> None:
    """Write one act on one proposal in the cycle's journal: numbers only, nothing that anybody wrote."""
    stage = SUBMISSION if cycle.declaration.plan(SUBMISSION) else REVIEW
    work.write_journal(cycle.id, JournalEvent(act, stage, actor, details), now)
