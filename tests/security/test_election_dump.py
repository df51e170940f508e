"""After a whole election no choice, no name and no fine time stands beside a ballot, on either database (attack 13)."""

import json
import re
from collections.abc import Iterator
from datetime import datetime

import pytest

from pb.storage.database import Database
from tests.support.board_copy import copy_board
from tests.support.dump import dump_rows
from tests.support.voting_world import KEYS, ROUND, SOUTH, VotingWorld, open_vote
from voting.core.tally.files import BOARD
from voting.sequencer import tend_boards

VOTING_TABLES = ("participations", "sealed_ballots", "board_entries", "checkpoints")
HOUR = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:00Z")
FINER = re.compile(r"\d{2}:\d{2}:\d{2}|T\d{2}:(?!00Z)\d{2}")


@pytest.fixture
def world(database: Database) -> Iterator[VotingWorld]:
    with open_vote(database) as opened:
        yield opened


def hold_election(world: VotingWorld) -> None:
    world.clock.moment = world.clock.moment.replace(minute=17, second=23)
    world.cast(world.find(0), "1 3", "first")
    tend_boards(world.database, KEYS)
    world.cast(world.find(1), "2", "second")
    world.cast(world.find(2), "4", "third", SOUTH)
    world.close_voting()
    world.open_publication()


def test_no_choice_stands_anywhere_before_the_ballots_are_opened(world: VotingWorld) -> None:
    world.cast(world.find(0), "1 3", "first")
    tend_boards(world.database, KEYS)
    tables = dump_rows(world.database)
    assert len(tables["sealed_ballots"]) == 1, "the ballot is there"
    assert tables["tally_files"] == []
    for name in VOTING_TABLES:
        for row in tables[name]:
            assert not {"choices", "project", "projects", "ballot"} & set(row), name
    sealed = tables["sealed_ballots"][0]
    assert set(sealed) == {
        "id", "cycle_id", "tag", "turn", "key", "manifest", "style", "sealed", "digest", "code", "hour", "position",
    }  # fmt: skip
    assert "choices" not in copy_board(world.database, ROUND).files[BOARD].decode()


def test_no_time_beside_a_ballot_is_finer_than_an_hour(world: VotingWorld) -> None:
    hold_election(world)
    tables = dump_rows(world.database)
    for name in VOTING_TABLES:
        for row in tables[name]:
            assert not any(isinstance(value, datetime) for value in row.values()), name
            texts = [value if isinstance(value, str) else "" for value in row.values()]
            assert not FINER.search(" ".join(texts)), name
    assert all(HOUR.fullmatch(str(row["hour"])) for row in tables["sealed_ballots"])
    lines = copy_board(world.database, ROUND).files[BOARD].decode().splitlines()
    assert len(lines) == 5
    assert all(HOUR.fullmatch(json.loads(line)["hour"]) for line in lines)
    assert not FINER.search("\n".join(lines))


def test_nothing_leads_from_an_opened_ballot_to_a_tag(world: VotingWorld) -> None:
    hold_election(world)
    tables = dump_rows(world.database)
    opened = [row for row in tables["tally_files"] if str(row["name"]).startswith("ballots/")]
    assert opened, "the ballots are open"
    marks = {
        value
        for name in VOTING_TABLES[:2]
        for row in tables[name]
        for value in row.values()
        if isinstance(value, bytes)
    }
    for row in opened:
        content = row["content"]
        assert isinstance(content, bytes)
        assert all(set(json.loads(line)) <= {"choices", "faults", "points"} for line in content.splitlines())
        assert not any(mark in content or mark.hex().encode() in content for mark in marks)


def test_board_names_nobody_on_the_roll(world: VotingWorld) -> None:
    hold_election(world)
    tables = dump_rows(world.database)
    public = b"".join(copy_board(world.database, ROUND).files.values()).decode()
    residents = [
        str(row[column]) for row in tables["electoral_roll"] for column in ("resident_id", "reference")
    ]
    residents += [str(row["lookup"]) for row in tables["voting_codes"]]
    assert len(residents) == 9
    assert not [resident for resident in residents if resident in public]


def test_rows_of_a_ballot_and_its_mark_share_the_tag_alone(world: VotingWorld) -> None:
    hold_election(world)
    tables = dump_rows(world.database)
    for mark in tables["participations"]:
        for ballot in tables["sealed_ballots"]:
            shared = {value for value in mark.values() if isinstance(value, str | bytes)} & {
                value for value in ballot.values() if isinstance(value, str | bytes)
            }
            assert shared <= {ROUND, mark["tag"]}
