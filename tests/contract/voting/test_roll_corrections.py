"""While voting is open the roll is corrected by two people, and who is taken off loses a ballot cast over the web."""

import json
import threading
from collections.abc import Iterator

import pytest

from pb.engine.acts import Actor
from pb.engine.journal import find_break
from pb.kernel.errors import ConflictError, DomainError, NotAllowedError, NotFoundError, NotNowError
from pb.kernel.ids import AccountId
from pb.storage.database import Database
from tests.support.voting_world import CLERK, NORTH, ROUND, SECRET, SOUTH, VotingWorld, open_vote
from voting.core.eligibility import Resident, Standing
from voting.core.roll_correction import CorrectionKind
from voting.roll_correction import approve_correction, ask_correction, give_correction_up, list_pending
from voting.storage.ballot_box import count_cast, has_voted
from voting.storage.board import read_lines
from voting.storage.electoral_roll import count_residents, find_by_reference
from voting.storage.roll_keys import find_roll_key

SECOND = Actor(AccountId("second"), "Second")
REMOVE, ENTITLE = CorrectionKind.REMOVE, CorrectionKind.ENTITLE


@pytest.fixture
def world(database: Database) -> Iterator[VotingWorld]:
    with open_vote(database) as opened:
        yield opened


def ask(world: VotingWorld, kind: CorrectionKind, person: str, area: str | None = None) -> str:
    return ask_correction(world.desk, ROUND, kind, person, area, "moved", CLERK).id  # type: ignore[arg-type]


def find(world: VotingWorld, reference: str) -> Resident | None:
    with world.database.read() as work:
        key = find_roll_key(work, SECRET, ROUND)
        assert key is not None
        return find_by_reference(work, ROUND, key.hash_reference(reference))


def list_cancelled(world: VotingWorld) -> list[str]:
    with world.database.read() as work:
        entries = [json.loads(line) for line in read_lines(work, ROUND)]
    return [entry["reason"] for entry in entries if entry["kind"] == "cancel"]


def test_nothing_changes_before_a_second_person_agrees(world: VotingWorld) -> None:
    asked = ask(world, REMOVE, "1001")
    resident = find(world, "1001")
    assert resident is not None
    assert resident.is_entitled
    with pytest.raises(NotNowError, match="Another person"):
        approve_correction(world.desk, ROUND, asked, CLERK)
    approve_correction(world.desk, ROUND, asked, SECOND)
    resident = find(world, "1001")
    assert resident is not None
    assert resident.standing is Standing.REMOVED
    with world.database.read() as work:
        assert sum(count_residents(work, ROUND).values()) == 2
        assert list_pending(work, ROUND) == []
    with pytest.raises(NotFoundError):
        approve_correction(world.desk, ROUND, asked, SECOND)


def test_somebody_forgotten_is_added_and_may_vote_in_their_area(world: VotingWorld) -> None:
    approve_correction(world.desk, ROUND, ask(world, ENTITLE, "2001", SOUTH), SECOND)
    resident = find(world, "2001")
    assert resident is not None
    assert (resident.area, resident.standing) == (SOUTH, Standing.ENTITLED)


def test_wrong_area_is_changed_until_the_resident_has_voted(world: VotingWorld) -> None:
    approve_correction(world.desk, ROUND, ask(world, ENTITLE, "1001", SOUTH), SECOND)
    resident = find(world, "1001")
    assert resident is not None
    assert resident.area == SOUTH
    world.cast(world.find(1), "1", "wish")
    late = ask(world, ENTITLE, "1002", SOUTH)
    with pytest.raises(NotNowError, match="voted already"):
        approve_correction(world.desk, ROUND, late, SECOND)


def test_ballot_of_somebody_taken_off_is_cancelled_on_the_board(world: VotingWorld) -> None:
    world.cast(world.find(), "1", "wish")
    world.cast(world.find(1), "1", "wish")
    approve_correction(world.desk, ROUND, ask(world, REMOVE, "1001"), SECOND)
    assert list_cancelled(world) == ["roll"]
    with world.database.read() as work:
        assert count_cast(work, ROUND) == 1
    with pytest.raises(NotAllowedError):
        world.cast(world.find(), "1", "another wish")
    world.close_voting()
    world.open_ballots()
    world.open_publication()


def test_who_is_taken_back_in_votes_again_under_a_new_tag(world: VotingWorld) -> None:
    world.cast(world.find(), "1", "wish")
    approve_correction(world.desk, ROUND, ask(world, REMOVE, "1001"), SECOND)
    approve_correction(world.desk, ROUND, ask(world, ENTITLE, "1001", NORTH), SECOND)
    world.cast(world.find(), "2", "another wish")
    with world.database.read() as work:
        assert count_cast(work, ROUND) == 1
    world.close_voting()
    world.open_ballots()
    world.open_publication()


def test_correction_of_an_entry_that_changed_meanwhile_is_asked_for_again(world: VotingWorld) -> None:
    first, second = ask(world, ENTITLE, "1001", SOUTH), ask(world, REMOVE, "1001")
    approve_correction(world.desk, ROUND, first, SECOND)
    with pytest.raises(ConflictError, match="Ask again"):
        approve_correction(world.desk, ROUND, second, SECOND)
    give_correction_up(world.desk, ROUND, second, CLERK)
    with world.database.read() as work:
        assert list_pending(work, ROUND) == []


def test_journal_says_what_was_done_and_never_to_whom(world: VotingWorld) -> None:
    approve_correction(world.desk, ROUND, ask(world, REMOVE, "1001"), SECOND)
    with world.database.read() as work:
        journal = work.read_journal(ROUND)
    assert find_break(journal) is None
    asked, done = (entry.event for entry in journal[-2:])
    assert (asked.act, asked.details) == ("ask-roll-correction", {"kind": "remove", "grounds": "moved"})
    assert done.details == {
        "kind": "remove",
        "grounds": "moved",
        "asked_by": CLERK.name,
        "ballot_cancelled": False,
    }
    assert "1001" not in repr(journal[-2:])


@pytest.mark.parametrize(("kind", "person"), [(REMOVE, "9999"), (ENTITLE, "1001")])
def test_correction_without_effect_is_refused(world: VotingWorld, kind: CorrectionKind, person: str) -> None:
    with pytest.raises(DomainError):
        ask(world, kind, person, NORTH)


def test_roll_is_corrected_only_while_voting_is_open(world: VotingWorld) -> None:
    asked = ask(world, REMOVE, "1001")
    world.close_voting()
    with pytest.raises(NotNowError):
        approve_correction(world.desk, ROUND, asked, SECOND)
    with pytest.raises(NotNowError):
        ask(world, REMOVE, "1002")


@pytest.mark.parametrize("_trial", range(8))
def test_cast_and_removal_at_once_leave_no_ballot_that_counts(world: VotingWorld, _trial: int) -> None:
    world.cast(world.find(1), "1", "wish of a bystander")
    asked = ask(world, REMOVE, "1001")
    together = threading.Barrier(2)
    outcomes: list[str] = []
    voter = world.find()

    def cast() -> None:
        together.wait()
        try:
            world.cast(voter, "1", "wish")
            outcomes.append("cast")
        except NotAllowedError:
            outcomes.append("refused")

    def remove() -> None:
        together.wait()
        approve_correction(world.desk, ROUND, asked, SECOND)
        outcomes.append("removed")

    threads = [threading.Thread(target=act) for act in (cast, remove)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) in (["cast", "removed"], ["refused", "removed"])
    assert list_cancelled(world) == (["roll"] if "cast" in outcomes else [])
    with world.database.read() as work:
        assert not has_voted(work, ROUND, voter)
        assert count_cast(work, ROUND) == 1
