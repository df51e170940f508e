"""Bad files: each is refused with one sentence and the line where it is wrong."""

import pytest

from voting.core.pabulib import PbFormatError, parse_election

GOOD = (
    "META\nkey;value\nnum_projects;2\nnum_votes;2\nbudget;100\nvote_type;cumulative\n"
    "PROJECTS\nproject_id;cost;name\n1;50;Swings\n2;60;Trees\n"
    "VOTES\nvoter_id;vote;points\na;1,2;3,4\nb;2;5\n"
)
APPROVAL = (
    GOOD.replace("cumulative", "approval").replace(";points", "").replace(";3,4", "").replace(";5\n", "\n")
)

FAULTS = {
    "empty": ("", 1, "META"),
    "no_meta": (GOOD.removeprefix("META\n"), 1, "META"),
    "text": ("Hello\n", 1, "META"),
    "lower_case_section": (GOOD.replace("META", "meta"), 1, "META"),
    "meta_only": ("META\nkey;value\nbudget;1", 3, "PROJECTS"),
    "no_projects": (GOOD.replace("PROJECTS\n", ""), 7, "columns"),
    "no_votes_section": (GOOD[: GOOD.index("VOTES")], 10, "VOTES"),
    "votes_before_projects": (GOOD.replace("PROJECTS", "X").replace("VOTES", "PROJECTS"), 7, "columns"),
    "no_header_in_votes": (GOOD[: GOOD.index("voter_id")], 11, "column names"),
    "no_header_in_meta": ("META\nPROJECTS\n", 2, "column names"),
    "meta_header": (GOOD.replace("key;value", "name;value"), 2, "key;value"),
    "project_header": (GOOD.replace("project_id;cost", "id;cost"), 8, "project_id"),
    "no_cost": (GOOD.replace("project_id;cost", "project_id;price"), 8, "cost"),
    "vote_header": (GOOD.replace("voter_id;vote;", "voter;vote;"), 12, "voter_id;vote"),
    "no_points_column": (GOOD.replace(";points", ";score"), 12, "points"),
    "column_twice": (GOOD.replace("cost;name", "cost;cost"), 8, "twice"),
    "meta_entry_twice": (GOOD.replace("budget;100", "budget;100\nbudget;200"), 6, "second time"),
    "no_budget": (GOOD.replace("budget;100", "x;100"), 2, "budget"),
    "empty_budget": (GOOD.replace("budget;100", "budget;"), 5, "budget"),
    "budget_in_words": (GOOD.replace("budget;100", "budget;much"), 5, "much"),
    "budget_zero": (GOOD.replace("budget;100", "budget;0"), 5, "above zero"),
    "budget_negative": (GOOD.replace("budget;100", "budget;-5"), 5, "-5"),
    "budget_huge": (GOOD.replace("budget;100", "budget;" + "9" * 18), 5, "too large"),
    "budget_endless": (GOOD.replace("budget;100", "budget;" + "9" * 5000), 5, "number"),
    "budget_infinite": (GOOD.replace("budget;100", "budget;inf"), 5, "inf"),
    "budget_not_a_number": (GOOD.replace("budget;100", "budget;NaN"), 5, "NaN"),
    "budget_exponent": (GOOD.replace("budget;100", "budget;1e999999"), 5, "1e999999"),
    "vote_type": (GOOD.replace("cumulative", "astrology"), 6, "astrology"),
    "num_projects": (GOOD.replace("num_projects;2", "num_projects;3"), 3, "3"),
    "num_votes": (GOOD.replace("num_votes;2", "num_votes;1"), 4, "2 rows"),
    "num_votes_in_words": (GOOD.replace("num_votes;2", "num_votes;two"), 4, "two"),
    "num_votes_fraction": (GOOD.replace("num_votes;2", "num_votes;2.0"), 4, "2.0"),
    "cost_empty": (GOOD.replace("1;50", "1;"), 9, "cost"),
    "cost_in_words": (GOOD.replace("1;50", "1;free"), 9, "free"),
    "cost_zero": (GOOD.replace("2;60", "2;0"), 10, "above zero"),
    "cost_negative": (GOOD.replace("2;60", "2;-60"), 10, "-60"),
    "cost_grouped": (GOOD.replace("2;60", "2;1 000"), 10, "1 000"),
    "cost_parts_of_a_cent": (GOOD.replace("2;60", "2;60.001"), 10, "parts of a cent"),
    "cost_other_digits": (GOOD.replace("2;60", "2;٦٠"), 10, "number"),
    "project_twice": (GOOD.replace("2;60", "1;60"), 10, "second time"),
    "project_without_id": (GOOD.replace("2;60", ";60"), 10, "id"),
    "project_id_with_comma": (GOOD.replace("2;60", '"1,2";60'), 10, "1,2"),
    "votes_of_project": (GOOD.replace("cost;name", "cost;votes"), 9, "Swings"),
    "too_few_columns": (GOOD.replace("2;60;Trees", "2;60"), 10, "2 columns"),
    "too_many_columns": (GOOD.replace("b;2;5", "b;2;5;x"), 14, "4 columns"),
    "empty_line": (GOOD.replace("a;1,2", "\na;1,2"), 13, "empty line"),
    "unknown_project": (GOOD.replace("a;1,2", "a;1,7"), 13, "7"),
    "space_in_vote": (GOOD.replace("a;1,2", "a;1, 2"), 13, " 2"),
    "trailing_comma": (GOOD.replace("b;2;5", "b;2,;5"), 14, "not a project"),
    "voter_twice": (GOOD.replace("b;2;5", "a;2;5"), 14, "second time"),
    "points_missing": (GOOD.replace("b;2;5", "b;2;"), 14, "no points"),
    "points_too_many": (GOOD.replace("b;2;5", "b;2;5,6"), 14, "2 numbers"),
    "points_negative": (GOOD.replace("b;2;5", "b;2;-5"), 14, "-5"),
    "points_in_words": (GOOD.replace("b;2;5", "b;2;lots"), 14, "lots"),
    "points_huge": (GOOD.replace("b;2;5", "b;2;" + "9" * 12), 14, "too large"),
    "choose_one_names_two": (APPROVAL.replace("approval", "choose-1"), 13, "more than one"),
    "section_again": (GOOD + "PROJECTS\n", 15, "out of place"),
    "open_quote": (GOOD.replace("1;50;Swings", '1;50;"Swings'), 9, "never closed"),
    "nul": (GOOD.replace("Trees", "Tr\0ees"), 10, "NUL"),
    "many_projects_on_one_line": (GOOD.replace("a;1,2;", "a;" + "1," * 9000 + "x;"), 13, "“x”"),
}


def test_the_good_files_are_good() -> None:
    assert parse_election(GOOD).voters == parse_election(APPROVAL).voters == 2


@pytest.mark.parametrize("fault", FAULTS)
def test_a_bad_file_is_refused_with_its_line(fault: str) -> None:
    source, line, words = FAULTS[fault]
    with pytest.raises(PbFormatError) as refusal:
        parse_election(source)

    assert refusal.value.line == line
    assert words in str(refusal.value)
    assert str(refusal.value).startswith(f"Line {line}: ")
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 160


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (GOOD.replace("Trees", "Träd").encode("latin-1"), 10),
        (GOOD.encode("utf-16"), 1),
        (GOOD.encode("utf-16-be"), 1),
        (b"\x89PNG\r\n\x1a\n\0", 1),
        (GOOD.encode() + b"\xff", 15),
    ],
)
def test_another_encoding_is_refused_with_its_line(source: bytes, line: int) -> None:
    with pytest.raises(PbFormatError) as refusal:
        parse_election(source)

    assert refusal.value.line == line
