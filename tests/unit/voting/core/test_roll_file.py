"""A roll file is read with every fault named by its line, and without ever repeating what stands there."""

from collections.abc import Mapping
from datetime import date

import pytest

from pb.engine.declaration import Area
from pb.kernel.ids import AreaId
from pb.kernel.language import LocalizedText
from voting.core.eligibility import AgeBand, Standing
from voting.core.roll_columns import ROLL_COLUMNS, Column, guess_columns
from voting.core.roll_file import RollFile, RollTerms, read_lines
from voting.core.voter_rules import AgeCount, VoterRules
from voting.roll_table import TableError, read_table

NORTH, SOUTH = AreaId("north"), AreaId("south")
AREAS = (
    Area(NORTH, LocalizedText("Pohjoinen", "Norr", "North side")),
    Area(SOUTH, LocalizedText("Etelä", "Söder", "South side")),
)
OPENING = date(2027, 5, 3)
EVERYBODY = VoterRules()


def read(
    text: str | bytes,
    *,
    needs_area: bool = True,
    voters: VoterRules = EVERYBODY,
    columns: Mapping[Column, int] | None = None,
) -> RollFile:
    table = read_table(text.encode() if isinstance(text, str) else text)
    found = guess_columns(table.heading, ROLL_COLUMNS) if columns is None else columns
    return read_lines(table.rows, found, RollTerms(AREAS, needs_area, voters, OPENING))


def faults(text: str, *, needs_area: bool = True, voters: VoterRules = EVERYBODY) -> list[tuple[int, str]]:
    found = read(text, needs_area=needs_area, voters=voters)
    return [(fault.line, str(fault.reason)) for fault in found.faults]


@pytest.mark.parametrize("part", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_file_is_read_with_any_delimiter(part: str, end: str) -> None:
    text = end.join(
        part.join(row) for row in [("reference", "area"), ("A-1", "north"), ("A-2", "Etelä"), ("", "")]
    )
    found = read("\ufeff" + text)
    assert found.faults == ()
    assert [(line.line, line.reference, line.area) for line in found.lines] == [
        (2, "A-1", "north"),
        (3, "A-2", "south"),
    ]


def test_columns_may_stand_in_another_order_with_others_between() -> None:
    (line,) = read("Area;Hobby;Reference\nsouth side;x;7\n").lines
    assert (line.reference, line.area) == ("7", "south")


def test_each_fault_is_named_with_its_line() -> None:
    text = "reference;area\n1;north\n;north\n1;south\n=2+3;north\n3;west\n4;\n5;south\n"
    assert faults(text) == [
        (3, "The reference is missing."),
        (4, "The same reference stands in line 2."),
        (5, "A reference has letters, digits and hyphens, 64 signs at most."),
        (6, "There is no such area."),
        (7, "The area is missing."),
    ]
    assert [line.reference for line in read(text).lines] == ["1", "5"]


def test_no_fault_repeats_what_stands_in_the_line() -> None:
    secret = "131052-308T"
    rows = [
        ("reference;area;born", f"1;{secret};"),
        ("reference;hetu;area", f"1;{secret[:-1]}X;north"),
        ("reference;born;area", f"1;{secret};north"),
        ("reference;kotikunta;area", f"1;{secret};north"),
        ("reference;turvakielto;area", f"1;{secret};north"),
        ("reference;area", f"={secret};north"),
    ]
    for heading, row in rows:
        ((line, reason),) = faults(f"{heading}\n{row}\n", voters=VoterRules(municipality="491"))[:1]
        assert line in (1, 2)
        assert secret[:6] not in reason
    found = read(f"hetu;area\n{secret};north\n")
    assert found.faults == ()
    assert secret not in repr(found)


def test_area_may_be_missing_where_residents_choose() -> None:
    (line,) = read("reference;area\n1;\n", needs_area=False).lines
    assert line.area is None


def test_postal_code_gives_the_area_where_the_line_says_none() -> None:
    voters = VoterRules(postal_codes={NORTH: ("52300", "00100"), SOUTH: ("50100",)})
    found = read("viite;alue;postinumero\n1;;52300\n2;;100\n3;Etelä;52300\n4;;99999\n", voters=voters)
    assert [line.area for line in found.lines] == [NORTH, NORTH, SOUTH]
    assert [(fault.line, str(fault.reason)) for fault in found.faults] == [(5, "The area is missing.")]


def test_identity_code_tells_the_age_and_may_be_the_reference() -> None:
    voters = VoterRules(age=13)
    text = "henkilötunnus;alue\n131052-308T;north\n010594Y9032;north\n"
    found = read(text, voters=voters)
    (line,) = found.lines
    assert (line.reference, line.standing, line.age_band) == ("", Standing.ENTITLED, AgeBand.FROM_75)
    assert line.identity is not None
    assert [fault.line for fault in found.faults] == [3]


def test_person_who_is_not_entitled_is_kept_with_the_reason_and_needs_no_area() -> None:
    voters = VoterRules(age=13, municipality="491")
    text = (
        "tunniste;syntymäaika;kotikunta;alue\n"
        "1;31.12.2014;491;north\n2;1.1.2015;491;\n3;2000-02-29;091;\n4;2000-02-29;91;\n5;2000-02-29;;north\n"
        "6;30.2.2000;491;north\n7;;491;north\n8;4.5.2027;491;north\n"
    )
    found = read(text, voters=voters)
    assert [(line.line, line.standing) for line in found.lines] == [
        (2, Standing.ENTITLED),
        (3, Standing.TOO_YOUNG),
        (4, Standing.ELSEWHERE),
        (5, Standing.ELSEWHERE),
    ]
    assert [(fault.line, str(fault.reason)) for fault in found.faults] == [
        (6, "The home municipality is missing, or it is not a code of three digits."),
        (7, "The date of birth does not exist."),
        (8, "The date of birth is missing."),
        (9, "The date of birth can't be right."),
    ]


def test_age_on_the_day_counts_birthdays_up_to_the_opening() -> None:
    voters = VoterRules(age=13, counted=AgeCount.DAY)
    text = "reference;born;area\n1;3.5.2014;north\n2;4.5.2014;north\n"
    assert [line.standing for line in read(text, voters=voters).lines] == [
        Standing.ENTITLED,
        Standing.TOO_YOUNG,
    ]


def test_rule_that_no_column_answers_refuses_the_file() -> None:
    text = "reference;area\n1;north\n"
    assert "voting age" in faults(text, voters=VoterRules(age=13))[0][1]
    assert "one municipality" in faults(text, voters=VoterRules(municipality="491"))[0][1]


def test_non_disclosure_order_is_read_as_yes_or_no() -> None:
    found = read("reference;area;turvakielto\n1;north;1\n2;north;ei\n3;north;Kyllä\n4;north;\n5;north;ehkä\n")
    assert [line.is_shielded for line in found.lines] == [True, False, True, False]
    assert [fault.line for fault in found.faults] == [6]


def test_progress_is_told_now_and_then() -> None:
    told: list[int] = []
    rows = [(number, [str(number)]) for number in range(2, 2503)]
    terms = RollTerms(AREAS, False, EVERYBODY, OPENING)
    read_lines(rows, {Column.REFERENCE: 0}, terms, told.append)
    assert told == [1000, 2000]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", 1, "tells people apart"),
        (b"1;north\n", 1, "tells people apart"),
        (b"reference;area\n\n", 1, "no residents"),
        (b"reference;area\n1;north\n\xe4\xe4;north\n", 3, "not UTF-8"),
        (b'reference;area\n1;"north\n2;south\n', 3, "stray quotation mark"),
        (b"\x89PNG\r\n\x1a\n\0\0", 1, "UTF-8"),
        (b"reference;area\n1\0;north\n", 2, "letters, digits"),
        (b"PK\x03\x04 not really a workbook", 1, "Excel"),
    ],
)
def test_file_that_is_no_roll_is_refused(content: bytes, line: int, words: str) -> None:
    try:
        (fault,) = read(content).faults
        found = (fault.line, str(fault.reason))
    except TableError as error:
        found = (error.line, str(error.reason))
    assert found[0] == line
    assert words in found[1]
