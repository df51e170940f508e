"""The commands, run as a person runs them."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.support.elections import DATA, load_outcomes
from voting.cli.compare import compare_command
from voting.cli.count import count_command
from voting.cli.explain import explain_command

SWIECIE = str(DATA / "pabulib" / "Poland_Swiecie_2023.pb")
OFFICIAL = ("--completion", "add1", "--start", "floor", "--stop", "infeasible")


def run(command: Any, *arguments: str) -> Result:
    """Run a command in a terminal of a usual width."""
    return CliRunner(env={"COLUMNS": "80"}).invoke(command, arguments)


def test_the_official_outcome_comes_out_as_json() -> None:
    result = run(count_command, SWIECIE, *OFFICIAL, "--json")
    told = json.loads(result.stdout)

    assert result.exit_code == 0
    assert (
        sorted(told["selected"])
        == load_outcomes("Poland_Swiecie_2023")["official_equalshares_add1"]["selected"]
    )
    assert told["total"] == "1040337"
    assert Fraction(told["endowment"]) == 662
    assert len(told["rounds"]) == 17
    assert len(told["certificate"]["purchases"]) == 17
    assert told["rule"]["start"] == "floor"
    assert any("rounded down" in sentence for sentence in told["rule_text"])


@pytest.mark.parametrize(
    ("rule", "outcome"),
    [
        (("--rule", "greedy-votes"), "greedy_cost"),
        (("--rule", "greedy-votes-per-cost"), "greedy_card"),
        (("--rule", "phragmen"), "phragmen"),
        (("--rule", "mes", "--utility", "cardinality", "--completion", "greedy"), "mes_card_greedy"),
        (("--rule", "max-welfare"), "maxwelfare_cost"),
    ],
)
def test_every_rule_can_be_asked_for(rule: tuple[str, ...], outcome: str) -> None:
    result = run(count_command, SWIECIE, *rule, "--reference", "--ties", "id", "--json")

    assert (
        sorted(json.loads(result.stdout)["selected"])
        == load_outcomes("Poland_Swiecie_2023")[outcome]["selected"]
    )


def test_the_table_shows_rule_winners_and_money_in_eighty_columns() -> None:
    result = run(count_command, SWIECIE)

    assert result.exit_code == 0
    assert "Method of Equal Shares" in result.stdout
    assert "97.2 %" in result.stdout
    assert "█" in result.stdout
    assert "exactly 1646978/2553" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_the_step_of_add1_is_about_a_euro_in_a_small_currency_and_is_said() -> None:
    result = run(count_command, str(DATA / "pabulib" / "Hungary_Budapest_2024.pb"), "--json")
    told = json.loads(result.stdout)

    assert told["rule"]["increment"] == 10_000
    assert any("10000 cents a voter" in sentence for sentence in told["rule_text"])
    assert told["selected"]


def test_a_loser_is_explained() -> None:
    result = run(explain_command, SWIECIE, "c8")

    assert result.exit_code == 0
    assert "88.5 %" in result.stdout
    assert "verified by a recount" in result.stdout
    told = json.loads(run(explain_command, SWIECIE, "c8", "--json").stdout)
    assert told["fate"] == "does-not-fit"
    assert told["more_supporters"]["verified"]


def test_rules_stand_side_by_side() -> None:
    result = run(compare_command, SWIECIE)

    assert result.exit_code == 0
    assert "greedy-votes-per-cost" in result.stdout
    assert "●" in result.stdout
    told = json.loads(run(compare_command, SWIECIE, "--json").stdout)
    assert len(told) == 7


@pytest.mark.parametrize("command", [count_command, compare_command])
def test_a_bad_file_gives_one_line_with_the_row_and_exit_code_2(command: Any, tmp_path: Path) -> None:
    path = tmp_path / "bad.pb"
    path.write_text(Path(SWIECIE).read_text().replace("v3;c6,c22,c13", "v3;c6,c99,c13"))
    result = run(command, str(path))

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == "bad.pb: Line 43: The ballot names “c99”, which is not a project.\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("c999",), "There is no project"),
        (("c8", "--lots", "c1,c999"), "not a project"),
        (("c8", "--increment", "0"), "one cent"),
    ],
)
def test_a_wrong_option_gives_exit_code_2(arguments: tuple[str, ...], words: str) -> None:
    result = run(explain_command, SWIECIE, *arguments)

    assert result.exit_code == 2
    assert words in result.stderr


def test_a_file_of_blank_ballots_has_no_result(tmp_path: Path) -> None:
    path = tmp_path / "blank.pb"
    path.write_text(
        "META\nkey;value\nnum_projects;1\nnum_votes;1\nbudget;10\nvote_type;approval\n"
        "PROJECTS\nproject_id;cost\n1;5\nVOTES\nvoter_id;vote\na;\n"
    )
    result = run(count_command, str(path))

    assert result.exit_code == 2
    assert result.stderr == "blank.pb: No valid ballots were cast, so there is no result.\n"


def test_lots_break_a_tie_and_their_absence_is_said(tmp_path: Path) -> None:
    path = tmp_path / "tie.pb"
    path.write_text(
        "META\nkey;value\nnum_projects;2\nnum_votes;2\nbudget;5\nvote_type;approval\n"
        "PROJECTS\nproject_id;cost\n1;5\n2;5\nVOTES\nvoter_id;vote\na;1\nb;2\n"
    )
    greedy = ("--rule", "greedy-votes", "--ties", "lots")

    assert json.loads(run(count_command, str(path), *greedy, "--lots", "2,1", "--json").stdout)[
        "selected"
    ] == ["2"]
    assert "No lots were given" in run(count_command, str(path), *greedy).stdout
