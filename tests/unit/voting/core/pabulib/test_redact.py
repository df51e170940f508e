"""The public form says nothing about voters, counts the same, and passes the format's own checker."""

from pathlib import Path

import pytest
from pabulib.checker import Checker

from tests.support.elections import load_candidates, load_election, load_profile
from voting.core.counting import CountingRule, Method, count
from voting.core.pabulib import Election, parse_election, redact_election, write_election
from voting.core.pabulib.profile import make_profile

CHECKED = (
    "Netherlands_Assen_2024",
    "Poland_Zabrze_2020_Centrum_Poludnie",
    "France_Toulouse_2019",
    "US_Stanford_Dataset_PB_Cambridge_2017_vote_approvals",
    "Poland_Warszawa_2020_Wawer",
)


def find_errors(election: Election, folder: Path) -> object:
    """Return what the format's checker calls errors in the file we write."""
    path = folder / "election.pb"
    path.write_bytes(write_election(election))
    return Checker().process_files([str(path)])[path.stem]["results"]["errors"]


@pytest.mark.parametrize("name", CHECKED)
def test_the_checker_finds_no_error_in_what_is_written(name: str, tmp_path: Path) -> None:
    assert not find_errors(load_election(name), tmp_path)
    assert not find_errors(redact_election(load_election(name)), tmp_path)


def test_the_checker_finds_an_error_in_a_wrong_file(tmp_path: Path) -> None:
    name = "Poland_Zabrze_2020_Centrum_Poludnie"
    source = write_election(load_election(name)).decode()
    path = tmp_path / "wrong.pb"
    path.write_text(source.replace("num_votes;2157", "num_votes;2158"))

    assert Checker().process_files([str(path)])["wrong"]["results"]["errors"]


@pytest.mark.parametrize("name", ["Poland_Warszawa_2020_Wawer", "Switzerland_Zurich_D10"])
def test_a_redacted_file_names_no_trait_and_counts_the_same(name: str) -> None:
    redacted = parse_election(write_election(redact_election(load_election(name))))

    assert set(redacted.sheet.votes.header) <= {"voter_id", "vote", "points"}
    assert [row[0] for row in redacted.sheet.votes.rows][:3] == ["1", "2", "3"]
    rule = CountingRule(method=Method.GREEDY_VOTES)
    candidates, budget = load_candidates(name), load_election(name).budget
    assert count(rule, candidates, make_profile(redacted), budget) == count(
        rule, candidates, load_profile(name), budget
    )
