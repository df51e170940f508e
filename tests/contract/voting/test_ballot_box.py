"""One resident, one ballot: the database itself decides, on both kinds."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import pytest
from sqlalchemy import func, select

from pb.kernel.errors import ConflictError, NotAllowedError, NotNowError
from pb.kernel.handoff import SealedBox
from pb.kernel.ids import ResidentId
from pb.storage.database import Database
from tests.support import opened_box
from tests.support.mortal import open_mortal
from tests.support.voting_world import (
    CLOSES,
    KEYS,
    NORTH,
    ROUND,
    SOUTH,
    VOTING,
    VotingWorld,
    open_vote,
)
from voting.core.receipt import read_receipt_code
from voting.opening import read_closing
from voting.storage.ballot_box import count_cast, find_receipt, has_voted
from voting.storage.tables import ParticipationRow, SealedBallotRow

FEWEST_STATEMENTS, MOST_STATEMENTS = 5, 40
"""Between which the statements of a cast lie, loosely: so that a change of a cast does not empty the test."""
PAPERS = ("1", "2", "3", "1 2", "1 3", "2 3")


@pytest.fixture
def world(database: Database) -> Iterator[VotingWorld]:
    with open_vote(database) as opened:
        yield opened


def count_rows(world: VotingWorld) -> tuple[int, int]:
    with world.database.read() as work:
        return (
            work.session.scalars(select(func.count()).select_from(ParticipationRow)).one(),
            work.session.scalars(select(func.count()).select_from(SealedBallotRow)).one(),
        )


def read_box(world: VotingWorld) -> list[list[str]]:
    return [
        [project for project, _ in choices] for choices in opened_box.read_box(world.database, KEYS, ROUND)
    ]


def test_ballot_is_in_the_box_and_the_voter_is_marked(world: VotingWorld) -> None:
    voter = world.find()
    receipt = world.cast(voter, "1 3", "key")
    assert read_receipt_code(receipt) == receipt
    assert read_box(world) == [["1", "3"]]
    with world.database.read() as work:
        assert has_voted(work, ROUND, voter)
        assert count_cast(work, ROUND) == 1
        found = find_receipt(work, ROUND, voter, "key")
        assert found is not None
        assert (found.code, found.turn) == (receipt, 1)
        assert find_receipt(work, ROUND, voter, "other key") is None
        assert not has_voted(work, ROUND, world.find(1))


def test_same_wish_ten_times_is_one_ballot_and_one_receipt(world: VotingWorld) -> None:
    voter = world.find()
    assert len({world.cast(voter, "1", "key") for _ in range(10)}) == 1
    assert count_rows(world) == (1, 1)


def test_second_ballot_is_refused(world: VotingWorld) -> None:
    voter = world.find()
    world.cast(voter, "1", "key")
    with pytest.raises(ConflictError, match="already voted"):
        world.cast(voter, "2", "another key")
    assert read_box(world) == [["1"]]


def race(attempts: Sequence[Callable[[], str]]) -> tuple[list[str], list[Exception]]:
    """Do everything at once; return what was answered and what was refused."""
    together = threading.Barrier(len(attempts))
    receipts: list[str] = []
    refusals: list[Exception] = []

    def run(attempt: Callable[[], str]) -> None:
        together.wait()
        try:
            receipts.append(attempt())
        except Exception as error:
            refusals.append(error)

    threads = [threading.Thread(target=run, args=(attempt,)) for attempt in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return receipts, refusals


def test_sixty_four_different_ballots_at_once_leave_exactly_one(world: VotingWorld) -> None:
    assert world.cast(world.find(1), "1", "happy path")
    voter = world.find()
    receipts, refusals = race(
        [partial(world.cast, voter, PAPERS[number % 6], f"key {number}") for number in range(64)]
    )
    assert len(receipts) == 1
    assert Counter(type(error) for error in refusals) == {ConflictError: 63}
    assert count_rows(world) == (2, 2)


def test_same_wish_sixty_four_times_at_once_is_one_ballot_and_one_receipt(world: VotingWorld) -> None:
    voter = world.find()
    receipts, refusals = race([lambda: world.cast(voter, "1", "key") for _ in range(64)])
    assert refusals == []
    assert len(receipts) == 64
    assert len(set(receipts)) == 1
    assert count_rows(world) == (1, 1)


def test_voters_at_once_all_get_their_ballot_in(world: VotingWorld) -> None:
    voters = [(world.find(0), NORTH, "1"), (world.find(1), NORTH, "2"), (world.find(2), SOUTH, "4")]
    receipts, refusals = race(
        [partial(world.cast, voter, project, f"key {project}", area) for voter, area, project in voters]
    )
    assert refusals == []
    assert len(set(receipts)) == 3
    assert sorted(read_box(world)) == [["1"], ["2"], ["4"]]


def test_killed_at_each_statement_leaves_mark_and_ballot_or_neither(
    world: VotingWorld, database_url: str
) -> None:
    """Attack 6."""
    voter = world.find()
    left: list[tuple[int, int]] = []
    with open_mortal("tests.support.killed_cast") as cast:
        while cast(database_url, voter, len(left) + 1):
            left.append(count_rows(world))
            assert len(left) < MOST_STATEMENTS
            if left[-1] != (0, 0):
                break
    assert len(left) > FEWEST_STATEMENTS, "it was killed at hardly any statement"
    assert left == [*[(0, 0)] * (len(left) - 1), (1, 1)]
    assert world.cast(voter, "1", "key"), "the same wish again gets the receipt that was not shown"
    assert count_rows(world) == (1, 1)


def test_ballot_after_the_closing_date_is_refused_though_the_stage_stands_open(world: VotingWorld) -> None:
    world.clock.moment = CLOSES
    with pytest.raises(NotNowError, match="ended"):
        world.cast(world.find(), "1", "key")
    assert count_rows(world) == (0, 0)


def test_ballot_after_the_close_is_refused_and_an_earlier_wish_still_answered(world: VotingWorld) -> None:
    voter = world.find()
    receipt = world.cast(voter, "1", "key")
    world.close_voting()
    with pytest.raises(NotNowError, match="ended"):
        world.cast(world.find(1), "1", "key")
    assert world.cast(voter, "1", "key") == receipt


def test_casts_in_flight_at_the_close_are_in_the_box_or_refused(world: VotingWorld) -> None:
    voters = [world.find(position) for position in range(2)]
    attempts = [partial(world.cast, voter, "1", f"key {voter}") for voter in voters]

    def close_early() -> str:
        world.act(VOTING, "close-early")
        return "closed"

    answers, refusals = race([*attempts, close_early])
    assert "closed" in answers
    assert all(isinstance(error, NotNowError) for error in refusals)
    with world.database.read() as work:
        handed_on = work.load_handoff(ROUND, VOTING)
        _, box = read_closing(work, ROUND)
    assert isinstance(handed_on, SealedBox)
    assert handed_on.cast == box.ballots == len(box.codes) == len(answers) - 1
    assert count_rows(world) == (len(answers) - 1,) * 2


def test_somebody_who_is_not_on_the_roll_casts_nothing(world: VotingWorld) -> None:
    with pytest.raises(NotAllowedError):
        world.cast(ResidentId("nobody"), "1", "key")
    assert count_rows(world) == (0, 0)


def test_resident_of_another_area_casts_nothing(world: VotingWorld) -> None:
    with pytest.raises(NotAllowedError):
        world.cast(world.find(2), "1", "key", NORTH)
    assert world.cast(world.find(2), "4", "key", SOUTH)


@pytest.mark.parametrize("projects", ["", "1 2 3", "4", "99"])
def test_ballot_against_the_rule_is_not_taken(world: VotingWorld, projects: str) -> None:
    with pytest.raises(ValueError, match="against the rule"):
        world.cast(world.find(), projects, "key")
    assert count_rows(world) == (0, 0)


def test_free_choice_lets_a_resident_vote_elsewhere_but_once(database: Database) -> None:
    with open_vote(database, {"area": "free"}) as world:
        voter = world.find(2)
        world.cast(voter, "1", "key", NORTH)
        with pytest.raises(ConflictError):
            world.cast(voter, "4", "other key", SOUTH)
        world.close_voting()
        with database.read() as work:
            handed_on = work.load_handoff(ROUND, VOTING)
        assert isinstance(handed_on, SealedBox)
        assert (handed_on.cast, handed_on.entitled) == (1, {NORTH: 3, SOUTH: 3})
