"""``pb replay`` runs real elections through a real server over HTTP, on both databases."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.elections import DATA
from tests.support.postgres import make_database

TREE = Path(__file__).parents[3]
ASSEN = DATA / "pabulib" / "Netherlands_Assen_2024.pb"
RANKED = DATA / "pabulib" / "Worldwide_Mechanical_Turk_Ranking_value_3.pb"


def replay(*arguments: object) -> "subprocess.CompletedProcess[str]":
    """Run the command as an operator does."""
    return subprocess.run(
        [sys.executable, "-m", "pb", "replay", *map(str, arguments)],
        cwd=TREE,
        capture_output=True,
        text=True,
        timeout=110,
    )


def require_equal(ended: "subprocess.CompletedProcess[str]", ballots: int) -> None:
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "Totals equal." in ended.stdout
    assert "DIFFERENT" not in ended.stdout
    (line,) = (line for line in ended.stdout.splitlines() if line.startswith("Ballots counted"))
    assert line.split()[2:] == [str(ballots), str(ballots), "equal"]


def test_replay_on_sqlite_ends_with_totals_equal() -> None:
    require_equal(replay(ASSEN, "--voters", 12), 12)


@pytest.mark.postgres
def test_replay_on_postgresql_with_two_processes_ends_with_totals_equal(postgres_url: str) -> None:
    with make_database(postgres_url) as url:
        require_equal(replay(ASSEN, "--voters", 12, "--database", url, "--processes", 2), 12)


def test_second_replay_into_one_database_is_refused(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'pb.sqlite3'}"
    require_equal(replay(ASSEN, "--voters", 2, "--database", database), 2)
    ended = replay(ASSEN, "--voters", 2, "--database", database)
    assert ended.returncode == 1
    assert "Replay into an empty one" in ended.stderr


def test_replay_writes_a_bundle_that_verifies(tmp_path: Path) -> None:
    require_equal(replay(RANKED, "--voters", 4, "--bundle", tmp_path / "bundle"), 4)
    verified = subprocess.run(
        [sys.executable, "-m", "pb", "verify", str(tmp_path / "bundle"), "--cores", "1"],
        cwd=TREE,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert verified.returncode == 0, verified.stderr
    assert "counted again, 4 valid ballots" in verified.stdout


def test_election_without_voters_is_refused_in_one_line(tmp_path: Path) -> None:
    text = ASSEN.read_text(encoding="utf-8")
    head, _, votes = text.partition("VOTES")
    empty = tmp_path / "empty.pb"
    empty.write_text(f"{head}VOTES{votes[: votes.index(chr(10), 1) + 1]}", encoding="utf-8")
    ended = replay(empty)
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stdout == ""
