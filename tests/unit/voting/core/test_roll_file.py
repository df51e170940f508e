"""A roll file is read with every fault named by its line."""

import pytest

from pb.engine.declaration import Area
from pb.kernel.ids import AreaId
from pb.kernel.language import LocalizedText
from voting.core.roll_file import RollFile, read_roll_file

AREAS = (
    Area(AreaId("north"), LocalizedText("Pohjoinen", "Norr", "North side")),
    Area(AreaId("south"), LocalizedText("Etelä", "Söder", "South side")),
)


def read(text: str, *, needs_area: bool = True) -> RollFile:
    return read_roll_file(text.encode(), AREAS, needs_area=needs_area)


def faults(text: str, *, needs_area: bool = True) -> list[tuple[int, str]]:
    return [(fault.line, str(fault.reason)) for fault in read(text, needs_area=needs_area).faults]


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
    (line,) = read("Area;Name;Reference\nsouth side;x;7\n").lines
    assert (line.reference, line.area) == ("7", "south")


def test_each_fault_is_named_with_its_line() -> None:
    text = "reference;area\n1;north\n;north\n1;south\n=2+3;north\n3;west\n4;\n5;south\n"
    assert faults(text) == [
        (3, "The reference is missing."),
        (4, "The same reference stands in line 2."),
        (5, "A reference has letters, digits and hyphens, 64 signs at most."),
        (6, "There is no such area: west."),
        (7, "The area is missing."),
    ]
    assert [line.reference for line in read(text).lines] == ["1", "5"]


def test_area_may_be_missing_where_residents_choose() -> None:
    (line,) = read("reference;area\n1;\n", needs_area=False).lines
    assert line.area is None


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", 1, "name the columns"),
        (b"1;north\n", 1, "name the columns"),
        (b"reference;area\n\n", 1, "no residents"),
        (b"reference;area\n1;north\n\xe4\xe4;north\n", 3, "not UTF-8"),
        (b'reference;area\n1;"north\n2;south\n', 3, "stray quotation mark"),
        (b"\x89PNG\r\n\x1a\n\0\0", 1, "UTF-8"),
        (b"reference;area\n1\0;north\n", 2, "letters, digits"),
    ],
)
def test_file_that_is_no_roll_is_refused(content: bytes, line: int, words: str) -> None:
    (fault,) = read_roll_file(content, AREAS, needs_area=True).faults
    assert fault.line == line
    assert words in str(fault.reason)
