"""64 different ballots of one voter at the same moment, again and again: one stands each time (attack 1).

On the database itself, where the race is decided; `test_one_ballot_over_http` does it through the server.
`PB_RACE_TRIALS` sets the number of trials; 200 is what the list of attacks asks for, the suite does fewer.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from secrets import token_bytes

import pytest
from sqlalchemy import func, select

from pb.kernel.errors import ConflictError
from pb.kernel.ids import ProjectId, ResidentId
from pb.storage.database import Database
from tests.support.board_copy import verify_board
from tests.support.voting_world import KEYS, NORTH, ROUND, VotingWorld, open_vote
from voting.core.ballot.sealing import TAG_BYTES
from voting.core.board.admission import AdmittedBallot, seal_and_admit
from voting.core.channel import Channel
from voting.core.roll_difference import RollEntry
from voting.sequencer import tend_boards
from voting.storage.ballot_box import Cast, OtherTagError, cast_sealed
from voting.storage.elections import require_manifest
from voting.storage.electoral_roll import add_residents
from voting.storage.roll_tables import RollRow
from voting.storage.tables import ParticipationRow, SealedBallotRow

AT_ONCE = 64
TRIALS = int(os.environ.get("PB_RACE_TRIALS", "5"))

pytestmark = pytest.mark.timeout(60 + 5 * TRIALS)


@pytest.fixture(params=[False, True], ids=["once", "revote"])
def world(request: pytest.FixtureRequest, database: Database) -> Iterator[VotingWorld]:
    with open_vote(database, {"revote": request.param}) as opened:
        with database.write() as work:
            add_residents(work, ROUND, [RollEntry(f"race-{n}", NORTH) for n in range(TRIALS)])
            work.commit()
        yield opened


def list_voters(world: VotingWorld) -> list[ResidentId]:
    with world.database.read() as work:
        query = select(RollRow.resident_id).where(RollRow.reference.startswith("race-"))
        return [ResidentId(resident) for resident in work.session.scalars(query)]


def make_ballots(world: VotingWorld, tags: list[bytes]) -> list[AdmittedBallot]:
    with world.database.read() as work:
        manifest = require_manifest(work, ROUND)
    return [
        seal_and_admit(manifest, NORTH, tag, ((ProjectId(str(1 + number % 3)), 1),))
        for number, tag in enumerate(tags)
    ]


def race(world: VotingWorld, pool: ThreadPoolExecutor, voter: ResidentId, tags: list[bytes]) -> list[str]:
    """Cast all ballots at once and return what came of each."""

    def attempt(numbered: tuple[int, AdmittedBallot]) -> str:
        number, ballot = numbered
        try:
            with world.database.write() as work:
                cast_sealed(
                    work, Cast(ROUND, voter, Channel.CODE, ballot, f"key {number}"), world.clock.now()
                )
                work.commit()
        except (ConflictError, OtherTagError):
            return "refused"
        return "cast"

    return list(pool.map(attempt, enumerate(make_ballots(world, tags))))


def test_one_ballot_of_a_voter_stands_whatever_comes_at_once(world: VotingWorld) -> None:
    assert world.cast(world.find(1), "1", "alone it works")
    voters = list_voters(world)
    assert len(voters) == TRIALS
    cast = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for voter in voters:
            # As from 64 windows, each of which has drawn a tag of its own.
            outcomes = race(world, pool, voter, [token_bytes(TAG_BYTES) for _ in range(AT_ONCE)])
            assert outcomes.count("cast") == 1
            cast += 1
    with world.database.read() as work:
        marks, ballots = (
            work.session.scalars(select(func.count()).select_from(table)).one()
            for table in (ParticipationRow, SealedBallotRow)
        )
    assert marks == ballots == 1 + cast
    world.close_voting()
    assert verify_board(world.database, ROUND).box.ballots == 1 + cast


def test_ballots_that_replace_each_other_at_once_are_a_turn_each(database: Database) -> None:
    with open_vote(database, {"revote": True}) as world:
        voter, tag = world.find(), token_bytes(TAG_BYTES)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for _ in range(3):
                assert set(race(world, pool, voter, [tag] * AT_ONCE)) == {"cast"}
        tend_boards(database, KEYS)
        with database.read() as work:
            turns = sorted(work.session.scalars(select(SealedBallotRow.turn)))
        assert turns == list(range(1, AT_ONCE + 1)), "the second and third time the wishes are the same"
        world.close_voting()
        board = verify_board(database, ROUND)
        assert (board.box.ballots, len(board.box.codes)) == (1, AT_ONCE)
