"""Money, dates and numbers as people write them in each language. Times are told in the town's zone."""

import re
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent

from pb.kernel.language import Language
from pb.kernel.money import Cents

LOCALES = {
    Language.FI: Locale("fi", "FI"),
    Language.SV: Locale("sv", "FI"),
    Language.EN: Locale("en", "GB"),
}

_DAY = {Language.FI: "d.M.y", Language.SV: "d.M.y", Language.EN: "d MMMM y"}
_DAY_LONG = {Language.FI: "EEEE d.M.y", Language.SV: "EEEE d.M.y", Language.EN: "EEEE d MMMM y"}
# A line never ends between the word and the hour: "klo" alone says nothing.
_MOMENT = {
    Language.FI: "{day} klo\N{NO-BREAK SPACE}{hour}.{minute:02}",
    Language.SV: "{day} kl.\N{NO-BREAK SPACE}{hour}.{minute:02}",
}
_NUMBER_AND_WORD = re.compile(r"(\d) (?=\w)")
_MOMENT_EN = "{day} at {hour}:{minute:02}"


def money(cents: Cents | int, language: Language, currency: str = "EUR") -> str:
    """Write an amount, decimals only where there are cents: ``12 000 €`` (no-break spaces), ``€12,000``."""
    amount = Decimal(cents) / 100
    locale = LOCALES[language]
    if cents % 100 == 0:
        return format_currency(amount, currency, locale=locale, currency_digits=False, format=_whole(locale))
    return format_currency(amount, currency, locale=locale)


def number(value: int, language: Language) -> str:
    """Write a whole number with its thousands apart."""
    return format_decimal(value, locale=LOCALES[language])


def percent(part: int, whole: int, language: Language) -> str:
    """Write ``part`` of ``whole`` as a percentage with one decimal; a dash when there is no whole."""
    if whole == 0:
        return "\N{EN DASH}"
    return format_percent(
        Decimal(part) / Decimal(whole), format=_percent_pattern(language), locale=LOCALES[language]
    )


def day(value: date | datetime, language: Language, zone: ZoneInfo, *, weekday: bool = False) -> str:
    """Write a date: ``23.2.2027``; with ``weekday`` as it stands in a sentence, ``tiistaina 23.2.2027``."""
    if isinstance(value, datetime):
        value = value.astimezone(zone).date()
    # CLDR's weekdays come in the form of a sentence: "tiistaina", on Tuesday. Only its Sunday does not.
    text = format_date(value, (_DAY_LONG if weekday else _DAY)[language], locale=LOCALES[language])
    return text.replace("sunnuntai ", "sunnuntaina ")


def moment(value: datetime, language: Language, zone: ZoneInfo, *, weekday: bool = False) -> str:
    """Write a moment: ``23.2.2027 klo 20.00``, ``23.2.2027 kl. 20.00``, ``23 February 2027 at 20:00``.

    Before the hour stands a no-break space in Finnish and Swedish.
    """
    local = value.astimezone(zone)
    pattern = _MOMENT.get(language, _MOMENT_EN)
    return pattern.format(
        day=day(value, language, zone, weekday=weekday), hour=local.hour, minute=local.minute
    )


def hour(value: datetime, language: Language, zone: ZoneInfo) -> str:
    """Write the time of day, for the end of something whose day is told already: ``20.00``, ``20:00``."""
    local = value.astimezone(zone)
    return f"{local.hour}{':' if language is Language.EN else '.'}{local.minute:02}"


def keep_numbers_with_nouns(text: str) -> str:
    """Put a no-break space after every number that a word follows, so that no line ends between the two."""
    return type(text)(_NUMBER_AND_WORD.sub("\\1\N{NO-BREAK SPACE}", text))


def _whole(locale: Locale) -> str:
    return str(locale.currency_formats["standard"].pattern).replace("0.00", "0")


def _percent_pattern(language: Language) -> str:
    return "#,##0.0%" if language is Language.EN else "#,##0.0\N{NO-BREAK SPACE}%"
