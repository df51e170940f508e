"""Money, dates and numbers as people write them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from pb.kernel.language import Language
from pb.web.formats import day, hour, moment, money, number, percent

HELSINKI = ZoneInfo("Europe/Helsinki")
CLOSING = datetime(2027, 2, 23, 18, tzinfo=UTC)
FI, SV, EN = Language.FI, Language.SV, Language.EN
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("cents", "language", "text"),
    [
        (12_000_00, FI, f"12{NBSP}000{NBSP}€"),
        (12_000_00, SV, f"12{NBSP}000{NBSP}€"),
        (12_000_00, EN, "€12,000"),
        (12_345_05, FI, f"12{NBSP}345,05{NBSP}€"),
        (0, FI, f"0{NBSP}€"),
        (9_007_199_254_740_993, EN, "€90,071,992,547,409.93"),
    ],
)
def test_money_shows_cents_only_where_there_are_any(cents: int, language: Language, text: str) -> None:
    assert money(cents, language) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [(FI, "23.2.2027 klo\u00a020.00"), (SV, "23.2.2027 kl.\u00a020.00"), (EN, "23 February 2027 at 20:00")],
)
def test_moments_are_told_in_the_towns_zone(language: Language, text: str) -> None:
    assert moment(CLOSING, language, HELSINKI) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [(FI, "tiistaina 23.2.2027"), (SV, "tisdag 23.2.2027"), (EN, "Tuesday 23 February 2027")],
)
def test_weekdays_come_as_in_a_sentence(language: Language, text: str) -> None:
    assert day(date(2027, 2, 23), language, HELSINKI, weekday=True) == text


def test_day_of_a_moment_is_the_towns_day() -> None:
    assert day(datetime(2027, 2, 23, 22, 30, tzinfo=UTC), FI, HELSINKI) == "24.2.2027"


def test_numbers_and_shares_follow_the_language() -> None:
    assert number(2318, FI) == f"2{NBSP}318"
    assert percent(1, 8, FI) == f"12,5{NBSP}%"
    assert percent(1, 8, EN) == "12.5%"
    assert percent(0, 0, FI) == "\N{EN DASH}"


def test_finnish_days_are_all_in_the_form_of_a_sentence() -> None:
    week = [day(date(2027, 2, 22 + later), FI, HELSINKI, weekday=True).split()[0] for later in range(7)]
    assert week == [
        "maanantaina",
        "tiistaina",
        "keskiviikkona",
        "torstaina",
        "perjantaina",
        "lauantaina",
        "sunnuntaina",
    ]


def test_hour_is_told_by_the_towns_clock() -> None:
    assert [hour(CLOSING, language, HELSINKI) for language in (FI, SV, EN)] == ["20.00", "20.00", "20:00"]
