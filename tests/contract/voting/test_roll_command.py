"""``pb roll`` takes a file in with its codes written once, or changes nothing."""

import csv
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pb.storage.database import Database
from tests.support.voting_world import (
    ROUND,
    SHORTLIST,
    VotingWorld,
    declare_projects,
    declare_vote,
    make_world,
)
from voting.cli.roll import make_roll_command
from voting.core.letter_code import read_letter_code
from voting.roll_import import RollDesk
from voting.storage.electoral_roll import count_residents

FILE = "reference;area\nA-1;north\nA-2;south\n"


@pytest.fixture
def world(database: Database) -> VotingWorld:
    world = make_world(database)
    world.start(declare_vote({"projects": declare_projects(SHORTLIST)}))
    return world


def run(world: VotingWorld, folder: Path, text: str = FILE, *options: str, cycle: str = ROUND) -> Result:
    @contextmanager
    def open_desk() -> Iterator[RollDesk]:
        yield world.desk

    path = folder / "roll.csv"
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(make_roll_command(open_desk), [cycle, str(path), *options])


def count(world: VotingWorld) -> int:
    with world.database.read() as work:
        return sum(count_residents(work, ROUND).values())


def test_roll_is_taken_in_and_the_codes_written_for_their_owner_only(
    world: VotingWorld, tmp_path: Path
) -> None:
    codes = tmp_path / "codes.csv"
    result = run(world, tmp_path, FILE, "--codes", str(codes))
    assert result.exit_code == 0, result.output
    assert "2 residents more" in result.output
    assert stat.S_IMODE(codes.stat().st_mode) == 0o600
    with codes.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [(row["reference"], row["area"]) for row in rows] == [("A-1", "north"), ("A-2", "south")]
    assert all(read_letter_code(row["code"]) for row in rows)
    assert count(world) == 2
    assert not any(row["code"] in result.output for row in rows)


def test_without_a_file_for_the_codes_the_roll_is_only_checked(world: VotingWorld, tmp_path: Path) -> None:
    result = run(world, tmp_path)
    assert result.exit_code == 0
    assert "The file is sound: 2 residents." in result.output
    assert count(world) == 0


def test_faults_are_listed_by_line_and_nothing_is_taken_in(world: VotingWorld, tmp_path: Path) -> None:
    codes = tmp_path / "codes.csv"
    result = run(world, tmp_path, FILE + "A-1;north\nA-3;west\n", "--codes", str(codes))
    assert result.exit_code == 1
    assert "line 4: The same reference stands in line 2." in result.output
    assert "line 5: There is no such area: west." in result.output
    assert count(world) == 0
    assert not codes.exists()


def test_file_with_codes_is_never_written_over(world: VotingWorld, tmp_path: Path) -> None:
    codes = tmp_path / "codes.csv"
    codes.write_text("precious")
    result = run(world, tmp_path, FILE, "--codes", str(codes))
    assert result.exit_code == 1
    assert codes.read_text() == "precious"
    assert count(world) == 0


def test_unknown_cycle_and_open_vote_are_refused_in_a_sentence(world: VotingWorld, tmp_path: Path) -> None:
    assert run(world, tmp_path, cycle="1999").exit_code == 1
    assert run(world, tmp_path, FILE, "--codes", str(tmp_path / "codes.csv")).exit_code == 0
    world.open_voting()
    result = run(world, tmp_path, "reference;area\nB-1;north\n", "--codes", str(tmp_path / "more.csv"))
    assert result.exit_code == 1
    assert "Voting has begun." in result.output
    assert not (tmp_path / "more.csv").exists()
