"""A tally killed at any statement of any step goes on: no step is done twice, nothing is lost, the bundle verifies."""

from collections.abc import Iterator

import pytest

from pb.storage.database import Database
from tests.support.databases import open_database
from tests.support.killed_tally import POINTS
from tests.support.mortal import open_mortal
from tests.support.voting_world import ROUND, VotingWorld, open_vote
from voting.opened_box import are_ballots_open
from voting.storage.tally_files import list_files
from voting.stored_bundle import StoredBundle
from voting.verify.verification import verify

STEPS = 7
"""A round, an opening and a publishing for each of two areas, and the lot."""


@pytest.fixture
def closed(database_url: str) -> Iterator[VotingWorld]:
    """A closed vote in server custody with two ballots."""
    with open_database(database_url) as database, open_vote(database) as world:
        world.cast(world.find(0), "1 3", "first")
        world.cast(world.find(1), "3", "second")
        world.close_voting()
        yield world


def tell_steps(database: Database) -> list[str]:
    """Return the files that the journal says were made, in order."""
    with database.read() as work:
        journal = work.read_journal(ROUND)
    made: list[str] = []
    for entry in journal:
        match entry.event.act, entry.event.details:
            case "tally-step", {"files": dict(files)}:
                made += files
    return made


def test_tally_in_a_process_of_its_own_ends_by_itself(closed: VotingWorld, database_url: str) -> None:
    with open_mortal("tests.support.killed_tally") as tally:
        assert not tally(database_url, "after", STEPS)
    with closed.database.read() as work:
        assert are_ballots_open(work, ROUND)


@pytest.mark.parametrize("point", POINTS)
def test_tally_killed_at_every_step_loses_and_repeats_nothing(
    closed: VotingWorld, database_url: str, point: str
) -> None:
    kept = 0
    with open_mortal("tests.support.killed_tally") as tally:
        for number in (1, 2, 3, 1, 2):
            was_killed = tally(database_url, point, number)
            kept = min(STEPS, kept + (number if point == "after" else number - 1))
            assert was_killed or kept == STEPS
            with closed.database.read() as work:
                names = list_files(work, ROUND)
            steps = tell_steps(closed.database)
            assert sorted(steps) == sorted(names)
            assert len({name.replace(".proof", ".table") for name in steps}) == kept
    closed.open_publication()
    assert len(tell_steps(closed.database)) == len(set(tell_steps(closed.database)))
    with closed.database.read() as work:
        assert list(verify(StoredBundle(work, ROUND)))[-1].heading == "Outcome"
