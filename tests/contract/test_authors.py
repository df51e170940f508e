"""Co-authors, versions and copies in later rounds, alike on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from pb.engine.cycle import Cycle
from pb.kernel.errors import ConflictError
from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from pb.storage.database import Database
from pb.storage.outbox import LetterState, list_letters
from pb.storage.unit_of_work import Work
from proposals.core.authors import INVITATION_LIFETIME, MOST_COAUTHORS
from proposals.core.participant import Participant
from proposals.core.proposal import Proposal
from proposals.storage.carries import find_copy, find_earlier, keep_copy, list_later, new_copy, purge_carries
from proposals.storage.coauthors import (
    add_coauthor,
    find_invitation,
    invite,
    is_coauthor,
    list_coauthors,
    list_invitations,
    list_pending,
    purge_invitations,
    take_invitation,
)
from proposals.storage.drafts import purge_drafts, send_draft
from proposals.storage.leaving import forget_participant
from proposals.storage.own_data import gather_data
from proposals.storage.own_pages import list_chosen, list_written
from proposals.storage.participants import find_by_address, join
from proposals.storage.proposals import change_text, find_proposal
from proposals.storage.taking_part import add_support, follow
from proposals.storage.versions import (
    PAGE,
    OutdatedProposalError,
    count_versions,
    list_changes_of,
    read_version,
)
from tests.support.cycles import CLERK, DAY, START, declare
from tests.support.proposals import BENCHES, ROUND, make_engine, plans, send, start_round

ADDRESS = "liisa@mallila.example"
NEXT = CycleId("2028")


@pytest.fixture
def round_open(database: Database) -> Database:
    start_round(database)
    send(database)
    return database


def first(work: Work) -> Proposal:
    return find_proposal(work, ROUND, 1)


def edit(database: Database, title: str, seen: int, days: int = 1) -> int:
    """Change the title over the version that was seen and return the version that stands."""
    with database.write() as work:
        work.load_cycle(ROUND)
        change_text(work, first(work), replace(BENCHES, title=title), seen, START + days * DAY)
        work.commit()
    with database.read() as work:
        return count_versions(work, first(work))


def take_part(database: Database, address: str = ADDRESS) -> Participant:
    with database.write() as work:
        participant = join(work, address, Language.SV, START)
        work.commit()
    return participant


def test_each_version_is_kept_and_the_second_author_overwrites_nothing(round_open: Database) -> None:
    assert edit(round_open, "Yksi", 1) == 2
    assert edit(round_open, "Yksi", 1, days=2) == 2, "the same text is no change"
    with pytest.raises(OutdatedProposalError) as refused:
        edit(round_open, "Kaksi", 1, days=3)
    assert (refused.value.newest.title.fi, refused.value.version) == ("Yksi", 2)
    assert edit(round_open, "Kaksi", 2, days=3) == 3
    with round_open.read() as work:
        proposal = first(work)
        versions = [read_version(work, proposal, number) for number in (1, 2, 3)]
        dates = list_changes_of(work, proposal, 1)
    assert [(one.content.title.fi, one.since - START) for one in versions] == [
        (BENCHES.title, 0 * DAY),
        ("Yksi", DAY),
        ("Kaksi", 3 * DAY),
    ]
    assert dates == ((3, START + 3 * DAY), (2, START + DAY))
    assert BENCHES.contact not in str(versions)


def test_changes_come_in_pages_without_gap(round_open: Database) -> None:
    for number in range(1, PAGE + 6):
        edit(round_open, f"Otsikko {number}", number)
    with round_open.read() as work:
        pages = [list_changes_of(work, first(work), page) for page in (1, 2, 3)]
    assert [version for page in pages for version, _ in page] == list(range(PAGE + 6, 1, -1))
    assert [len(page) for page in pages] == [PAGE, 5, 0]


def test_of_authors_at_once_one_is_first_and_the_others_are_told(round_open: Database) -> None:
    def try_edit(title: str) -> bool:
        try:
            edit(round_open, title, 1)
        except OutdatedProposalError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(try_edit, ("A", "B", "C", "D"))) == [False, False, False, True]


def test_invitation_is_answered_once_and_makes_a_coauthor(round_open: Database) -> None:
    with round_open.write() as work:
        work.load_cycle(ROUND)
        sent = invite(work, first(work), " Liisa@Mallila.example", "Liisa", Language.SV, START)
        with pytest.raises(ConflictError):
            invite(work, first(work), ADDRESS, "Liisa", Language.SV, START)
        with pytest.raises(ConflictError):
            invite(work, first(work), BENCHES.contact.upper(), "Minä", Language.FI, START)
        work.commit()
    with round_open.write() as work:
        (letter,) = list_letters(work, (LetterState.WAITING,), 9)
        assert (letter.letter.recipient, letter.letter.language) == (ADDRESS, Language.SV)
        assert [one.called for one in list_pending(work, sent.proposal, START)] == ["Liisa"]
        assert take_invitation(work, sent.id, START)
        assert not take_invitation(work, sent.id, START)
        participant = join(work, sent.address, sent.language, START)
        for name in ("Liisa", "Lisa"):
            add_coauthor(work, first(work), participant.id, name, START)
        assert [one.name for one in list_coauthors(work, sent.proposal)] == ["Liisa"]
        with pytest.raises(ConflictError):
            invite(work, first(work), ADDRESS, "Liisa", Language.SV, START)
        work.commit()


def test_invitations_run_out_and_are_few(round_open: Database) -> None:
    late = START + INVITATION_LIFETIME
    with round_open.write() as work:
        for number in range(MOST_COAUTHORS):
            sent = invite(work, first(work), f"{number}@mallila.example", "A", Language.FI, START)
        with pytest.raises(ConflictError):
            invite(work, first(work), ADDRESS, "A", Language.FI, START)
        assert find_invitation(work, sent.id, late - timedelta(seconds=1)) is not None
        assert find_invitation(work, sent.id, late) is None
        assert not take_invitation(work, sent.id, late)
        assert purge_invitations(work, late) == MOST_COAUTHORS
        invite(work, first(work), ADDRESS, "A", Language.FI, late)


def test_own_page_lists_what_is_written_supported_and_followed(round_open: Database) -> None:
    participant = take_part(round_open)
    other = send(round_open, replace(BENCHES, contact=ADDRESS.upper()), START + DAY)
    with round_open.write() as work:
        add_coauthor(work, first(work), participant.id, "Liisa", START)
        add_support(work, first(work), participant.id, START)
        follow(work, other, participant.id, START)
        work.commit()
    with round_open.read() as work:
        written = list_written(work, participant, ())
        chosen = list_chosen(work, participant)
        second = list_chosen(work, participant, page=9, size=1)
        strange = list_written(work, replace(participant, address="x@y.example"), (other.id,))
    assert [(one.answer.proposal.number, one.is_coauthor) for one in written.entries] == [
        (2, False),
        (1, True),
    ]
    assert [(one.supports, one.follows) for one in chosen.entries] == [(False, True), (True, False)]
    assert (second.page, second.pages, second.entries[0].supports) == (2, 2, True)
    assert [one.answer.proposal.number for one in strange.entries] == [2, 1]


def test_leaving_removes_the_address_everywhere_and_keeps_what_was_published(round_open: Database) -> None:
    participant = take_part(round_open)
    send(round_open, replace(BENCHES, contact=ADDRESS), START + DAY)
    with round_open.write() as work:
        add_coauthor(work, first(work), participant.id, "Liisa", START)
        add_support(work, first(work), participant.id, START)
        invite(work, find_proposal(work, ROUND, 2), "toinen@mallila.example", "B", Language.FI, START)
        invite(work, first(work), "kolmas@mallila.example", "C", Language.FI, START)
        held = gather_data(work, participant, START)
        work.commit()
    assert held["co-author_of"] == [{"round": ROUND, "number": 1}]
    third = take_part(round_open, "kolmas@mallila.example")
    with round_open.write() as work:
        assert len(list_invitations(work, third, START)) == 1
        forget_participant(work, participant)
        forget_participant(work, third)
        work.commit()
    with round_open.read() as work:
        assert find_by_address(work, ADDRESS) is None
        assert find_proposal(work, ROUND, 2).contact == ""
        assert find_proposal(work, ROUND, 2).proposer == BENCHES.proposer
        assert not is_coauthor(work, first(work), participant.id)
        assert list_pending(work, first(work).id, START) == ()
        recipients = [one.letter.recipient for one in list_letters(work, tuple(LetterState), 9)]
    assert recipients == ["toinen@mallila.example"]


def test_proposal_is_carried_over_once_and_both_know_each_other(round_open: Database) -> None:
    later = start_later(round_open)
    with round_open.write() as work:
        cycle = work.load_cycle(NEXT)
        draft = new_copy(first(work), cycle, START)
        keep_copy(work, first(work), draft, "hash")
        assert find_copy(work, first(work), NEXT) == draft.id
        assert list_later(work, first(work)) == ()
        sent = send_draft(work, later, draft.id, START)
        work.commit()
    with round_open.read() as work:
        earlier = find_earlier(work, sent.id)
        assert earlier is not None
        assert earlier.number == 1
        assert [one.id for one in list_later(work, first(work))] == [sent.id]
    with round_open.write() as work:
        assert purge_carries(work) == 0


def test_copy_whose_draft_is_gone_can_be_made_again(round_open: Database) -> None:
    start_later(round_open)
    with round_open.write() as work:
        draft = new_copy(first(work), work.load_cycle(NEXT), START)
        keep_copy(work, first(work), draft, "hash")
        assert purge_drafts(work, START + DAY) == 1
        assert purge_carries(work) == 1
        assert find_copy(work, first(work), NEXT) is None


def start_later(database: Database) -> Cycle:
    with database.write() as work:
        engine = make_engine()
        engine.start(replace(declare(*plans()), id=NEXT), work, CLERK, START)
        engine.run_due(NEXT, work, START)
        work.commit()
    with database.read() as work:
        return work.read_cycle(NEXT)
