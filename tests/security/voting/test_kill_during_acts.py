"""Closing, counting and publishing killed at any statement: done whole or not at all, and never twice (attack 7)."""

import pytest

from pb.engine.acts import CLOSE, OPEN
from pb.storage.database import Database
from tests.support.dump import dump_rows
from tests.support.mortal import open_mortal
from tests.support.voting_world import CLOSES, PUBLICATION, ROUND, VOTING, open_vote
from voting.storage.outcomes import find_published

CLOSE_LOOK = 7
"""At every so manyth kill all rows are compared, at the others only what the journal tells."""
ACTS = ((VOTING, CLOSE), (PUBLICATION, OPEN), (PUBLICATION, "publish"))
FEWEST_STATEMENTS, MOST_STATEMENTS = 5, 200
"""Between which the statements of an act lie, loosely: so that a change of an act does not empty the test."""


def list_acts(database: Database) -> list[str]:
    with database.read() as work:
        return [entry.event.act for entry in work.read_journal(ROUND)]


@pytest.mark.parametrize("position", range(len(ACTS)), ids=["close", "count", "publish"])
def test_act_killed_at_each_statement_is_done_whole_or_not_at_all(
    database: Database, database_url: str, position: int
) -> None:
    with open_vote(database) as world:
        world.cast(world.find(0), "1 3", "first")
        if position > 0:
            world.close_voting()
            world.open_ballots()
        if position > 1:
            world.act(PUBLICATION, OPEN)
        stage, act = ACTS[position]
        before, acts, kills = dump_rows(database), list_acts(database), 0
        with open_mortal("tests.support.killed_act") as perform:
            while perform(database_url, stage, act, kills + 1):
                kills += 1
                assert kills < MOST_STATEMENTS
                if list_acts(database) != acts:
                    break
                assert kills % CLOSE_LOOK or dump_rows(database) == before
        assert kills > FEWEST_STATEMENTS, "it was killed at hardly any statement"
        assert list_acts(database) == [*acts, act], "done by the last one, whose commit was through"
        for later, name in ACTS[position + 1 :]:
            if later is PUBLICATION and name == OPEN:
                world.open_ballots()
            world.act(later, name, CLOSES)
        with database.read() as work:
            assert find_published(work, ROUND) is not None
