"""``pb roll`` says what a file would change, and takes it in only when told to."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
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
from voting.roll_desk import RollDesk
from voting.storage.electoral_roll import count_residents

FILE = "reference;area\nA-1;north\nA-2;south\n"


@pytest.fixture
def world(database: Database) -> VotingWorld:
    world = make_world(database)
    world.start(declare_vote({"projects": declare_projects(SHORTLIST)}))
    return world


def run(
    world: VotingWorld, folder: Path, text: str | Path = FILE, *options: str, cycle: str = ROUND
) -> Result:
    @contextmanager
    def open_desk() -> Iterator[RollDesk]:
        yield world.desk

    path = text if isinstance(text, Path) else folder / "roll.csv"
    if isinstance(text, str):
        path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(make_roll_command(open_desk), [cycle, str(path), *options])


def count(world: VotingWorld) -> int:
    with world.database.read() as work:
        return sum(count_residents(work, ROUND).values())


def test_file_is_only_described_unless_it_is_to_be_taken_in(world: VotingWorld, tmp_path: Path) -> None:
    result = run(world, tmp_path)
    assert result.exit_code == 0, result.output
    assert "Added:     2" in result.output
    assert "Nothing was taken in" in result.output
    assert count(world) == 0
    result = run(world, tmp_path, FILE, "--take-in")
    assert result.exit_code == 0, result.output
    assert "Taken in." in result.output
    assert count(world) == 2


def test_difference_names_who_comes_moves_and_goes_in_figures(world: VotingWorld, tmp_path: Path) -> None:
    run(world, tmp_path, FILE, "--take-in")
    result = run(world, tmp_path, "reference;area\nA-1;south\nA-3;south\n", "--take-in")
    for line in (
        "Added:     1",
        "Changed:   1, the area of 1 of them",
        "Removed:   1",
        "Unchanged: 0",
    ):
        assert line in result.output
    assert count(world) == 2
    result = run(world, tmp_path, "reference;area\nA-9;south\n", "--take-in", "--more")
    assert "Removed:   0" in result.output
    assert count(world) == 3


def test_workbook_is_read_with_columns_named_by_hand(world: VotingWorld, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Asiakas", "Piiri"), (1001, "north"), (1002, "Etelä"), (None, None)):
        sheet.append(row)
    path = tmp_path / "roll.xlsx"
    book.save(path)
    refused = run(world, tmp_path, path)
    assert refused.exit_code == 1
    assert "No column tells people apart." in refused.output
    named = ("--column", "reference=Asiakas", "--column", "area=Piiri", "--take-in")
    result = run(world, tmp_path, path, *named)
    assert result.exit_code == 0, result.output
    assert "reference = Asiakas" in result.output
    assert count(world) == 2
    again = run(world, tmp_path, "reference;area\n1001;north\n1002;south\n")
    assert "Unchanged: 2" in again.output


@pytest.mark.parametrize(
    ("option", "words"), [("area=Piiri", "no such column: Piiri"), ("colour=x", "WHAT"), ("area", "WHAT")]
)
def test_column_that_is_not_there_is_refused(
    world: VotingWorld, tmp_path: Path, option: str, words: str
) -> None:
    result = run(world, tmp_path, FILE, "--column", option)
    assert result.exit_code != 0
    assert words in result.output


def test_faults_are_listed_by_line_and_nothing_is_taken_in(world: VotingWorld, tmp_path: Path) -> None:
    result = run(world, tmp_path, FILE + "A-1;north\nA-3;west\n", "--take-in")
    assert result.exit_code == 1
    assert "line 4: The same reference stands in line 2." in result.output
    assert "line 5: There is no such area." in result.output
    assert count(world) == 0


def test_unknown_cycle_and_open_vote_are_refused_in_a_sentence(world: VotingWorld, tmp_path: Path) -> None:
    assert run(world, tmp_path, cycle="1999").exit_code == 1
    assert run(world, tmp_path, FILE, "--take-in").exit_code == 0
    world.open_voting()
    result = run(world, tmp_path, "reference;area\nB-1;north\n", "--take-in")
    assert result.exit_code == 1
    assert "Voting has begun." in result.output
