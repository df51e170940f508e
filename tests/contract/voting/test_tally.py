"""From the closed box to the outcome on both databases: every custody, every fault, every stop in between."""

from collections.abc import Iterator

import pytest
from sqlalchemy import update

from pb.engine.acts import OPEN
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from tests.support.trustee_vote import TrusteeVote, open_trustee_vote
from tests.support.voting_world import CLOSES, KEYS, PUBLICATION, ROUND, VotingWorld, open_vote
from voting.core.reading import FormatError
from voting.core.tally.files import OUTCOME
from voting.core.tally.steps import Step
from voting.opened_box import are_ballots_open
from voting.storage.tables import BoardEntryRow
from voting.storage.tally_runs import (
    LEASE_SECONDS,
    LeaseLostError,
    end_lease,
    find_run,
    renew_lease,
    take_lease,
)
from voting.stored_bundle import StoredBundle
from voting.tally import TallyDesk, Watch, open_ballots, run_tally
from voting.tally_worker import UNEXPECTED, is_at_work, start_tally
from voting.verify.verification import verify

STEPS = 2 * 3 + 1
"""In server custody: a round, an opening and a publishing for each area, and the lot."""


@pytest.fixture
def world(database: Database) -> Iterator[VotingWorld]:
    """A vote in server custody with two ballots in the box."""
    with open_vote(database) as opened:
        cast_two(opened)
        yield opened


@pytest.fixture
def vote(database: Database) -> Iterator[TrusteeVote]:
    """A closed vote in trustee custody with two ballots in the box."""
    with open_trustee_vote(database) as opened:
        cast_two(opened.world)
        opened.world.close_voting()
        yield opened


def cast_two(world: VotingWorld) -> None:
    world.cast(world.find(0), "1 3", "first")
    world.cast(world.find(1), "3", "second")


def verify_stored(database: Database) -> list[str]:
    with database.read() as work:
        return [checked.sentence for checked in verify(StoredBundle(work, ROUND))]


def tell_acts(database: Database) -> list[str]:
    with database.read() as work:
        return [entry.event.act for entry in work.read_journal(ROUND)]


def test_bundle_of_a_vote_in_server_custody_verifies(world: VotingWorld) -> None:
    world.close_voting()
    world.open_publication()
    sentences = verify_stored(world.database)
    assert "north: counted again, 2 valid ballots select 2 of 3 projects, as published" in sentences
    assert tell_acts(world.database).count("tally-step") == STEPS


def test_trustees_bring_their_files_and_a_lost_one_stops_nothing(vote: TrusteeVote) -> None:
    for number in (1, 2, 3):
        vote.bring(vote.mix(number))
    vote.bring(vote.open(3))
    with vote.world.database.read() as work:
        assert not are_ballots_open(work, ROUND)
    vote.bring(vote.open(1))
    vote.world.act(PUBLICATION, OPEN, CLOSES)
    assert "the decryption shares of Union are right" in " ".join(verify_stored(vote.world.database))
    assert not any(name.endswith("-2.shares") for name in vote.list_files())


def test_server_alone_takes_no_step_of_a_trustee(vote: TrusteeVote) -> None:
    run_tally(vote.desk, ROUND)
    assert vote.list_files() == frozenset()
    with pytest.raises(LookupError):
        open_ballots(vote.desk, ROUND)


def test_cheating_mixer_is_named_and_the_honest_files_are_taken_afterwards(vote: TrusteeVote) -> None:
    honest = vote.mix(1)
    twice = honest["mix/north-1.table"][:64] * 2
    vote.bring({**honest, "mix/north-1.table": twice})
    assert len(vote.tell_refusals()) == 1
    assert "round 1 by Library" in vote.tell_refusals()[0]
    assert "mix/north-1.table" not in vote.list_files()
    assert "mix/south-1.table" in vote.list_files()
    vote.bring(vote.mix(1))
    assert "mix/north-1.table" in vote.list_files()


def test_false_share_names_its_trustee_and_two_others_open(vote: TrusteeVote) -> None:
    for number in (1, 2, 3):
        vote.bring(vote.mix(number))
    vote.bring(vote.open(2, off_by=1))
    assert {refusal.partition(": ")[2].partition(":")[0] for refusal in vote.tell_refusals()} == {
        "trustee 2, School"
    }
    assert not any("2.share" in name for name in vote.list_files())
    vote.bring(vote.open(1))
    vote.bring(vote.open(3))
    vote.world.act(PUBLICATION, OPEN, CLOSES)
    assert verify_stored(vote.world.database)


def test_files_that_are_nobodys_turn_wait_unread(vote: TrusteeVote) -> None:
    first = vote.mix(1)
    vote.bring({"mix/north-2.table": first["mix/north-1.table"], "mix/north-2.proof": b""})
    assert vote.list_files() == frozenset()
    assert vote.tell_refusals() == []


class Stopped(Exception):
    """Stands for kill -9: nothing after it runs."""


class StopAt(Watch):
    """Stops before the n-th transaction commits, or once it has begun the n-th step."""

    def __init__(self, number: int, *, in_transaction: bool) -> None:
        self.left, self.in_transaction = number, in_transaction

    def begin(self, step: Step) -> None:
        if not self.in_transaction:
            self._count()

    def hold(self, work: Work) -> None:
        if self.in_transaction:
            self._count()

    def _count(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Stopped


@pytest.mark.parametrize("in_transaction", [True, False])
def test_tally_stopped_at_any_step_goes_on_and_does_none_twice(
    world: VotingWorld, in_transaction: bool
) -> None:
    world.close_voting()
    desk = TallyDesk(world.database, KEYS, clock=world.clock)
    stops = 0
    while True:
        try:
            run_tally(desk, ROUND, StopAt(1, in_transaction=in_transaction))
            break
        except Stopped:
            stops += 1
    assert stops == STEPS - 1
    world.open_publication()
    assert verify_stored(world.database)
    assert tell_acts(world.database).count("tally-step") == STEPS


def test_board_that_changed_after_the_close_is_not_tallied(world: VotingWorld) -> None:
    world.close_voting()
    with world.database.write() as work:
        work.session.execute(
            update(BoardEntryRow)
            .where(BoardEntryRow.position == 3)
            .values(line=b'{"hour":"2027-03-01T20:00Z","kind":"close","roll":9}')
        )
        work.commit()
    with pytest.raises(FormatError, match="isn't the one that voting was closed with"):
        world.open_ballots()


def test_outcome_in_the_bundle_is_the_one_on_the_pages(world: VotingWorld) -> None:
    world.close_voting()
    world.open_publication()
    with world.database.read() as work:
        assert b'"selected":["3","1"]' in StoredBundle(work, ROUND).read(OUTCOME)


def test_one_worker_at_a_time_and_the_next_after_it_falls_silent(world: VotingWorld) -> None:
    database = world.database

    def lease(holder: str, now: int) -> bool:
        with database.write() as work:
            taken = take_lease(work, ROUND, holder, now)
            work.commit()
        return taken

    assert lease("one", 100)
    assert not lease("two", 100 + LEASE_SECONDS - 1)
    with database.write() as work:
        renew_lease(work, ROUND, "one", 120, "mix/north-1.table", 3, 9)
        work.commit()
    assert not lease("two", 120 + LEASE_SECONDS - 1)
    with database.read() as work:
        run = find_run(work, ROUND, 121)
        assert run is not None
        assert (run.step, run.done, run.total, run.is_live) == ("mix/north-1.table", 3, 9, True)
    assert lease("two", 120 + LEASE_SECONDS)
    with database.write() as work, pytest.raises(LeaseLostError):
        renew_lease(work, ROUND, "one", 151)
    with database.write() as work:
        end_lease(work, ROUND, "two", "a fault")
        work.commit()
    assert lease("three", 151)


def test_worker_in_the_background_opens_the_box(world: VotingWorld) -> None:
    world.close_voting()
    desk = TallyDesk(world.database, KEYS, clock=world.clock)
    thread = start_tally(desk, ROUND, cores=2)
    assert thread is not None
    assert start_tally(desk, ROUND) is None
    thread.join()
    with world.database.read() as work:
        assert are_ballots_open(work, ROUND)
        assert not is_at_work(work, ROUND)


def test_worker_that_fails_says_so_and_can_be_started_again(
    world: VotingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.close_voting()
    desk = TallyDesk(world.database, KEYS, clock=world.clock)
    with monkeypatch.context() as patch:
        patch.setattr("voting.tally_worker.run_tally", lambda *_: 1 / 0)
        thread = start_tally(desk, ROUND)
        assert thread is not None
        thread.join()
    with world.database.read() as work:
        run = find_run(work, ROUND, 0)
    assert run is not None
    assert run.fault == UNEXPECTED
    again = start_tally(desk, ROUND)
    assert again is not None
    again.join()
    with world.database.read() as work:
        assert are_ballots_open(work, ROUND)
