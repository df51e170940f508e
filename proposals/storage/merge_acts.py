"""Asking for a merge, carrying it out and undoing it: each with its entry in the journal.

The cycle has to be held by `load_cycle` in every act here, so that two merges never take the same proposal. Nothing is
deleted: the words that stood before stay in the merge's own row.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from secrets import token_hex

from pb.engine.acts import CALENDAR, Actor
from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError, NotFoundError
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from proposals.core.merge import (
    Consent,
    Merge,
    MergeState,
    Party,
    Wording,
    decide,
    require_mergeable,
    wording_of,
)
from proposals.core.news import NewsKind
from proposals.core.proposal import Proposal
from proposals.core.rules import submission_rules
from proposals.core.visibility import is_released
from proposals.storage.merge_guards import require_newest, require_unreleased, write_merge_note
from proposals.storage.merge_letters import post_asked, post_settled
from proposals.storage.merge_tables import MergePartyRow, MergeRow
from proposals.storage.merges import (
    find_merge,
    list_answered,
    list_due_merges,
    list_merges_of,
    list_numbered,
    write_wording,
)
from proposals.storage.news import tell_followers
from proposals.storage.proposals import (
    find_proposal,
    merge_proposal,
    part_proposal,
    reword_proposal,
)
from proposals.storage.taking_part import pass_followers_on


def ask_merge(
    work: Work,
    cycle: Cycle,
    proposals: Sequence[Proposal],
    into: int,
    wording: Wording,
    actor: Actor,
    now: datetime,
) -> Merge:
    """Ask the authors of ``proposals`` whether they agree to ``wording`` under the number ``into``.

    Raises ConflictError when they can't be merged, or one is asked about in another merge already.
    """
    require_unreleased(cycle)
    require_mergeable(proposals, list_answered(work, proposals))
    numbers = [proposal.number for proposal in proposals]
    if into not in numbers:
        raise NotFoundError
    for other in list_merges_of(work, cycle.id, numbers):
        if other.state is MergeState.ASKED:
            taken = min(set(other.numbers) & set(numbers))
            raise ConflictError(
                Message("The authors of proposal %(number)s are being asked already.", {"number": taken})
            )
    days = submission_rules(cycle).moderation.merge_days
    merge = Merge(
        id=token_hex(16),
        cycle=cycle.id,
        into=into,
        parties=tuple(
            Party(proposal.number, Consent.WAITING, None, wording_of(proposal)) for proposal in proposals
        ),
        wording=wording,
        state=MergeState.ASKED,
        asked_at=now,
        due_at=now + timedelta(days=days),
    )
    _add(work, merge)
    for proposal in proposals:
        post_asked(work, proposal, merge, now)
        write_merge_note(work, cycle, "merge-ask", actor, now, proposal=proposal.number, into=into)
    return merge


def answer_merge(
    work: Work, cycle: Cycle, merge: Merge, number: int, *, agrees: bool, now: datetime
) -> Merge:
    """Keep what the author of a party says, and settle the merge if that decides it.

    Said again, the same answer changes nothing; once the merge is settled, ConflictError.
    """
    party = merge.party(number)
    if party is None:
        raise NotFoundError
    consent = Consent.AGREED if agrees else Consent.REFUSED
    if party.consent is consent:
        return merge
    if merge.state is not MergeState.ASKED:
        raise ConflictError(Message("This merge has been settled meanwhile."))
    row = work.session.get_one(MergePartyRow, (merge.id, number))
    row.consent, row.answered_at = consent.value, now
    work.session.flush()
    return settle_merge(work, cycle, find_merge(work, cycle.id, merge.id), now)


def settle_merge(work: Work, cycle: Cycle, merge: Merge, now: datetime) -> Merge:
    """Carry out or end a merge that its authors, or the calendar, have decided; else leave it waiting."""
    if merge.state is not MergeState.ASKED:
        return merge
    rules = submission_rules(cycle).moderation
    state = decide(merge.parties, is_due=merge.due_at <= now, silence_agrees=rules.silence_agrees)
    if state is MergeState.ASKED and not is_released(cycle):
        return merge
    if state is MergeState.DONE and not _can_be_done(work, cycle, merge):
        state = MergeState.STOPPED
    if state is MergeState.ASKED:
        state = MergeState.LAPSED
    return (
        _carry_out(work, cycle, merge, now)
        if state is MergeState.DONE
        else _end(work, cycle, merge, state, now)
    )


def settle_merges(database: Database, clock: Clock) -> None:
    """Settle every merge whose authors' time is over, as its round's rule says. Costs one query when none is due."""
    now = clock.now()
    with database.read() as work:
        if not list_due_merges(work, now):
            return
    with database.write() as work:
        for merge in list_due_merges(work, now):
            held = work.load_cycle(merge.cycle)
            # Another process may have settled it while this one waited for the cycle.
            settle_merge(work, held, find_merge(work, held.id, merge.id), now)
        work.commit()


def stop_merge(work: Work, cycle: Cycle, merge: Merge, actor: Actor, now: datetime) -> Merge:
    """Take the question to the authors back. Raises ConflictError once it is settled."""
    if merge.state is not MergeState.ASKED:
        raise ConflictError(Message("This merge has been settled meanwhile."))
    return _end(work, cycle, merge, MergeState.STOPPED, now, actor)


def undo_merge(work: Work, cycle: Cycle, merge: Merge, actor: Actor, now: datetime) -> None:
    """Part what was merged: each stands under its own number with its own text again.

    If the joint text was changed since, the change is kept in the merge's row. Raises NotNowError once the answers are
    released, and ConflictError when the joint proposal has been answered or merged or split since.
    """
    require_unreleased(cycle)
    if merge.state is not MergeState.DONE:
        raise ConflictError(Message("This merge is not in force."))
    joint = find_proposal(work, cycle.id, merge.into)
    require_newest(work, cycle, joint, merge.id)
    row = work.session.get_one(MergeRow, merge.id)
    now_standing = wording_of(joint)
    if now_standing != merge.wording:
        row.later = write_wording(now_standing)
    for party in merge.parties:
        if party.number == merge.into:
            before = party.before
            reword_proposal(work, joint, before.title, before.text, before.why, now)
        else:
            part_proposal(work, find_proposal(work, cycle.id, party.number))
        write_merge_note(work, cycle, "merge-undo", actor, now, proposal=party.number, into=merge.into)
    row.state, row.settled_at = MergeState.UNDONE.value, now
    work.session.flush()
    undone = replace(merge, state=MergeState.UNDONE)
    for proposal in list_numbered(work, cycle.id, merge.numbers):
        post_settled(work, proposal, undone, now)


def _carry_out(work: Work, cycle: Cycle, merge: Merge, now: datetime) -> Merge:
    parties = {proposal.number: proposal for proposal in list_numbered(work, cycle.id, merge.numbers)}
    wording = merge.wording
    joint = reword_proposal(work, parties[merge.into], wording.title, wording.text, wording.why, now)
    for number, proposal in parties.items():
        if number != merge.into:
            merge_proposal(work, proposal, joint, now)
        write_merge_note(work, cycle, "merge", CALENDAR, now, proposal=number, into=merge.into)
    done = _settle(work, merge, MergeState.DONE, now)
    for proposal in parties.values():
        post_settled(work, proposal, done, now)
        tell_followers(work, proposal, NewsKind.MERGED, merge.id, now)
    # After they are told, so that nobody who follows both gets the news twice.
    pass_followers_on(work, parties.values(), joint, now)
    return done


def _end(
    work: Work, cycle: Cycle, merge: Merge, state: MergeState, now: datetime, actor: Actor = CALENDAR
) -> Merge:
    for number in merge.numbers:
        write_merge_note(work, cycle, "merge-end", actor, now, proposal=number, into=merge.into)
    ended = _settle(work, merge, state, now)
    for proposal in list_numbered(work, cycle.id, merge.numbers):
        post_settled(work, proposal, ended, now)
    return ended


def _settle(work: Work, merge: Merge, state: MergeState, now: datetime) -> Merge:
    row = work.session.get_one(MergeRow, merge.id)
    row.state, row.settled_at = state.value, now
    work.session.flush()
    return replace(merge, state=state, settled_at=now)


def _can_be_done(work: Work, cycle: Cycle, merge: Merge) -> bool:
    """Whether all that the authors were asked about is still as it was."""
    proposals = list_numbered(work, cycle.id, merge.numbers)
    before = {party.number: party.before for party in merge.parties}
    if is_released(cycle) or any(wording_of(each) != before[each.number] for each in proposals):
        return False
    try:
        require_mergeable(proposals, list_answered(work, proposals))
    except ConflictError:
        return False
    return True


def _add(work: Work, merge: Merge) -> None:
    work.session.add(
        MergeRow(
            id=merge.id,
            cycle_id=merge.cycle,
            into_number=merge.into,
            wording=write_wording(merge.wording),
            state=merge.state.value,
            asked_at=merge.asked_at,
            due_at=merge.due_at,
        )
    )
    work.session.flush()
    for party in merge.parties:
        work.session.add(
            MergePartyRow(
                merge_id=merge.id,
                number=party.number,
                consent=party.consent.value,
                before=write_wording(party.before),
            )
        )
    work.session.flush()
