"""An hour-old backup is restored in mid-vote: it is noticed, and voting stops until two officials decide (attack 9)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete

from pb.engine.acts import Act
from pb.engine.cycle import Cycle
from pb.kernel.errors import NotNowError
from pb.storage.database import Database
from tests.support.voting_world import CHAIR, CLERK, KEYS, ROUND, SOUTH, VOTING, VotingWorld, open_vote
from voting.core.channel import Channel
from voting.core.eligibility import Resident
from voting.sequencer import tend_boards
from voting.storage.elections import find_loss
from voting.storage.published_notes import PublishedNotes
from voting.storage.tables import BoardEntryRow, CheckpointRow, ParticipationRow, SealedBallotRow
from voting.voting_stage import ACCEPT_LOSS, VotingStage
from voting.web.seal import HaltedError, find_seal
from voting.web.voter import Voter


@pytest.fixture
def world(database: Database) -> Iterator[VotingWorld]:
    with open_vote(database) as opened:
        yield opened


@pytest.fixture
def published(tmp_path: Path) -> PublishedNotes:
    return PublishedNotes(tmp_path / "checkpoints")


def restore_backup_of_before_the_last_ballot(world: VotingWorld) -> None:
    """Leave what a backup made before the newest checkpoint would have held."""
    with world.database.write() as work:
        work.session.execute(delete(CheckpointRow).where(CheckpointRow.number == 3))
        work.session.execute(delete(BoardEntryRow).where(BoardEntryRow.position == 2))
        work.session.execute(delete(SealedBallotRow).where(SealedBallotRow.position == 2))
        work.session.execute(delete(ParticipationRow).where(ParticipationRow.resident_id == world.find(1)))
        work.commit()


def vote_and_lose(world: VotingWorld, published: PublishedNotes) -> None:
    for position, key in ((0, "first"), (1, "second")):
        world.cast(world.find(position), "1", key)
        tend_boards(world.database, KEYS, published)
    assert not is_halted(world), "nothing is lost before the restoration"
    restore_backup_of_before_the_last_ballot(world)


def is_halted(world: VotingWorld) -> bool:
    with world.database.read() as work:
        loss = find_loss(work, ROUND)
    assert loss is not None
    return loss.lost is not None


def enter(world: VotingWorld) -> None:
    resident = Resident(world.find(2), SOUTH)
    voter = Voter(ROUND, resident, "", world.clock.now(), Channel.CODE, drawn_tag="00" * 16)
    with world.database.read() as work:
        find_seal(work, voter)


def test_restored_older_database_stops_voting(world: VotingWorld, published: PublishedNotes) -> None:
    vote_and_lose(world, published)
    tend_boards(world.database, KEYS, published)
    assert is_halted(world)
    with pytest.raises(HaltedError):
        enter(world)
    with world.database.read() as work:
        cycle = work.read_cycle(ROUND)
        (first, *_) = VotingStage(KEYS).tasks(cycle, work)
    assert str(first.label) == "Board complete"
    assert not first.done


def test_ballots_cast_after_the_restoration_do_not_hide_it(
    world: VotingWorld, published: PublishedNotes
) -> None:
    vote_and_lose(world, published)
    world.cast(world.find(1), "2", "third")
    tend_boards(world.database, KEYS, published)
    assert is_halted(world)
    tend_boards(world.database, KEYS, published)
    assert is_halted(world)


def test_two_officials_let_voting_go_on_and_one_does_not(
    world: VotingWorld, published: PublishedNotes
) -> None:
    act = Act(VOTING, ACCEPT_LOSS)
    with pytest.raises(NotNowError, match="Nothing of the board"):
        world.act(VOTING, ACCEPT_LOSS)
    vote_and_lose(world, published)
    tend_boards(world.database, KEYS, published)
    with pytest.raises(NotNowError, match="Two people"):
        world.act(VOTING, ACCEPT_LOSS)
    for actor in (CLERK, CHAIR):
        with world.database.write() as work:
            if actor is CLERK:
                world.engine.request(ROUND, act, work, actor, world.clock.now(), "request")
            else:
                world.engine.approve(ROUND, act, work, actor, world.clock.now())
            work.commit()
    tend_boards(world.database, KEYS, published)
    assert not is_halted(world)
    enter(world)
    assert world.cast(world.find(1), "2", "once more")
    tend_boards(world.database, KEYS, published)
    assert not is_halted(world)
    with world.database.read() as work:
        assert ACCEPT_LOSS in [entry.event.act for entry in work.read_journal(ROUND)]


def test_act_is_offered_only_while_there_is_a_loss(world: VotingWorld, published: PublishedNotes) -> None:
    def offered(cycle: Cycle) -> bool:
        with world.database.read() as work:
            return not VotingStage(KEYS).may_perform(cycle, ACCEPT_LOSS, work)

    with world.database.read() as work:
        cycle = work.read_cycle(ROUND)
    assert not offered(cycle)
    vote_and_lose(world, published)
    tend_boards(world.database, KEYS, published)
    assert offered(cycle)
