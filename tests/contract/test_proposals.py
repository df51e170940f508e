"""Drafts and proposals are kept as they were written and numbered without gaps, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from pb.engine.acts import CLOSE, OPEN
from pb.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from pb.kernel.handoff import Submissions
from pb.kernel.ids import CycleId, ProposalId, StageKey
from pb.kernel.language import Language, LocalizedText
from pb.storage.database import Database
from proposals.core.private_link import hash_token
from proposals.core.proposal import Draft, ProposalStatus, ProposalText
from proposals.storage.drafts import find_by_link, find_draft, purge_drafts, save_draft, send_draft
from proposals.storage.proposals import (
    change_text,
    count_proposals,
    find_proposal,
    find_sent,
    hide_proposal,
    list_proposals,
    show_proposal,
    withdraw_proposal,
)
from tests.support.cycles import DAY, START
from tests.support.proposals import BENCHES, ROUND, cycle_at, run_calendar, send, start_round, write_draft

WHY = LocalizedText(fi="Tekstissä oli henkilötietoja.")


def keep(database: Database, draft: Draft) -> Draft:
    with database.write() as work:
        save_draft(work, draft, hash_token(draft.id))
        work.commit()
    return draft


def test_draft_comes_back_as_it_was_and_can_be_changed(database: Database) -> None:
    start_round(database)
    draft = keep(database, write_draft(ProposalText(title="Penkkejä"), Language.SV))
    changed = keep(database, replace(draft, content=BENCHES, language=Language.FI, changed_at=START + DAY))
    with database.read() as work:
        assert find_draft(work, draft.id) == changed
        assert find_by_link(work, ROUND, hash_token(draft.id)) == changed
        assert find_by_link(work, CycleId("2028"), hash_token(draft.id)) is None
        assert find_by_link(work, ROUND, hash_token("another")) is None
        assert list_proposals(work, ROUND) == ()


def test_sent_draft_becomes_a_proposal_with_the_first_number(database: Database) -> None:
    start_round(database)
    proposal = send(database, now=START + DAY)
    assert proposal.number == 1
    assert proposal.content() == BENCHES
    assert proposal.sent_at == START + DAY
    with database.read() as work:
        assert find_draft(work, proposal.id) is None
        assert find_sent(work, proposal.id) == proposal
        assert find_proposal(work, ROUND, 1) == proposal
        assert find_by_link(work, ROUND, hash_token(proposal.id)) == proposal


def test_draft_sent_twice_is_one_proposal(database: Database) -> None:
    start_round(database)
    first = send(database)
    with database.write() as work:
        again = send_draft(work, work.load_cycle(ROUND), first.id, START + DAY)
        work.commit()
    assert again == first
    assert send(database).number == 2


def test_draft_with_something_missing_is_not_sent(database: Database) -> None:
    start_round(database)
    draft = keep(database, write_draft(replace(BENCHES, why="", area="west")))
    with database.write() as work, pytest.raises(InvalidInputError) as refused:
        send_draft(work, work.load_cycle(ROUND), draft.id, START)
    assert set(refused.value.faults) == {"why", "area"}
    with database.read() as work:
        assert find_draft(work, draft.id) == draft


def test_unknown_draft_is_not_found(database: Database) -> None:
    start_round(database)
    with database.write() as work, pytest.raises(NotFoundError):
        send_draft(work, work.load_cycle(ROUND), ProposalId("unknown"), START)
    with database.read() as work, pytest.raises(NotFoundError):
        find_proposal(work, ROUND, 1)


def test_sent_proposal_is_no_longer_saved_as_a_draft(database: Database) -> None:
    start_round(database)
    proposal = send(database)
    with database.write() as work, pytest.raises(ConflictError):
        save_draft(work, replace(write_draft(), id=proposal.id), "hash")


def test_twenty_sent_at_once_are_numbered_from_one_to_twenty(database: Database) -> None:
    start_round(database)
    drafts = [keep(database, write_draft(replace(BENCHES, title=f"Penkki {n}"))) for n in range(20)]

    def send_twice(draft: Draft) -> tuple[int, int]:
        numbers = []
        for _ in range(2):
            with database.write() as work:
                numbers.append(send_draft(work, work.load_cycle(ROUND), draft.id, START).number)
                work.commit()
        return numbers[0], numbers[1]

    with ThreadPoolExecutor(20) as pool:
        numbers = list(pool.map(send_twice, drafts * 2))
    assert all(first == second for first, second in numbers)
    assert numbers[:20] == numbers[20:]
    assert sorted(first for first, _ in numbers[:20]) == list(range(1, 21))
    with database.read() as work:
        assert [proposal.number for proposal in list_proposals(work, ROUND)] == list(range(1, 21))


def test_work_that_breaks_off_gives_the_number_to_the_next(database: Database) -> None:
    start_round(database)
    draft = keep(database, write_draft())
    with database.write() as work:
        assert send_draft(work, work.load_cycle(ROUND), draft.id, START).number == 1
    with database.read() as work:
        assert find_draft(work, draft.id) == draft
        assert list_proposals(work, ROUND) == ()
    assert send(database).number == 1


def test_changed_text_keeps_number_and_date(database: Database) -> None:
    start_round(database)
    proposal = send(database)
    with database.write() as work:
        changed = change_text(work, proposal, replace(BENCHES, title="Keinuja"), 1, START + DAY)
        work.commit()
    with database.read() as work:
        assert find_proposal(work, ROUND, 1) == changed
    assert (changed.number, changed.sent_at, changed.changed_at) == (1, START, START + DAY)
    assert changed.title == LocalizedText(fi="Keinuja")


def test_withdrawn_proposal_keeps_its_number_and_stays_withdrawn(database: Database) -> None:
    start_round(database)
    proposal = send(database)
    with database.write() as work:
        withdrawn = withdraw_proposal(work, proposal, START + DAY)
        assert withdraw_proposal(work, withdrawn, START + 2 * DAY) == withdrawn
        with pytest.raises(ConflictError):
            change_text(work, withdrawn, BENCHES, 1, START + DAY)
        with pytest.raises(ConflictError):
            hide_proposal(work, withdrawn, WHY, START + DAY)
        work.commit()
    assert send(database).number == 2
    with database.read() as work:
        assert find_proposal(work, ROUND, 1).status is ProposalStatus.WITHDRAWN
        assert count_proposals(work, ROUND)[ProposalStatus.WITHDRAWN] == 1


def test_hidden_proposal_has_its_reason_and_can_come_back(database: Database) -> None:
    start_round(database)
    proposal = send(database)
    with database.write() as work:
        hidden = hide_proposal(work, proposal, WHY, START + DAY)
        with pytest.raises(ConflictError):
            withdraw_proposal(work, hidden, START)
        work.commit()
    with database.read() as work:
        assert find_proposal(work, ROUND, 1).removal_reason == WHY
    with database.write() as work:
        assert show_proposal(work, hidden) == proposal
        with pytest.raises(ConflictError):
            show_proposal(work, proposal)
        work.commit()
    with database.read() as work:
        assert find_proposal(work, ROUND, 1) == proposal


def test_closed_submission_hands_on_all_but_the_withdrawn(database: Database) -> None:
    start_round(database)
    kept, withdrawn, hidden = (send(database) for _ in range(3))
    with database.write() as work:
        withdraw_proposal(work, withdrawn, START)
        hide_proposal(work, hidden, WHY, START)
        work.commit()
    assert [act.name for act in run_calendar(database, 12)] == [CLOSE]
    with database.read() as work:
        handed_on = work.load_handoff(ROUND, StageKey("submission"))
    assert handed_on == Submissions((kept.id, hidden.id))
    assert [act.name for act in run_calendar(database, 20)] == [OPEN]
    assert cycle_at(database).is_open("review")


def test_old_drafts_are_forgotten_and_new_ones_kept(database: Database) -> None:
    start_round(database)
    old = keep(database, write_draft())
    new = keep(database, replace(write_draft(), changed_at=START + 40 * DAY))
    with database.write() as work:
        assert purge_drafts(work, START + 30 * DAY) == 1
        work.commit()
    with database.read() as work:
        assert find_draft(work, old.id) is None
        assert find_draft(work, new.id) == new
