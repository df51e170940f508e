"""Dates and moments as people type them."""

from datetime import UTC, date, datetime

import pytest

from pb.kernel.message import Message
from pb.web.fields import Fault
from pb.web.times import DateField, DateTimeField

DAY = DateField("day", Message("Opens"))
MOMENT = DateTimeField("moment", Message("Opens"))


@pytest.mark.parametrize("text", ["2027-02-23", "23.2.2027", " 23.02.2027 "])
def test_days_are_read_in_both_forms(text: str) -> None:
    assert DAY.read((text,)) == date(2027, 2, 23)


@pytest.mark.parametrize(
    "text",
    ["2027-02-23T20:00", "2027-02-23 20:00", "23.2.2027 20.00", "23.2.2027 klo 20.00", "23.2.2027 kl. 20:00"],
)
def test_moments_are_read_in_the_towns_zone(text: str) -> None:
    assert MOMENT.read((text,)) == datetime(2027, 2, 23, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["", "tomorrow", "31.2.2027", "2027-02-23", "23.2.2027 25.00", "1.1.0001 10.00", "٢٣.2.2027 10.00"],
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(Fault):
        MOMENT.read((text,))


@pytest.mark.parametrize("text", ["", "23.2.2027 20.00", "32.1.2027", "9999-01-01"])
def test_other_days_are_refused(text: str) -> None:
    with pytest.raises(Fault):
        DAY.read((text,))


def test_hour_that_spring_skips_is_refused_and_the_one_autumn_repeats_is_the_first() -> None:
    with pytest.raises(Fault):
        MOMENT.read(("28.3.2027 3.30",))
    assert MOMENT.read(("31.10.2027 3.30",)) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_what_a_field_writes_it_reads_again() -> None:
    moment = datetime(2027, 7, 1, 9, 15, tzinfo=UTC)
    assert MOMENT.write(moment) == "2027-07-01T12:15"
    assert MOMENT.read((MOMENT.write(moment),)) == moment
    assert DAY.read((DAY.write(date(2027, 2, 3)),)) == date(2027, 2, 3)
