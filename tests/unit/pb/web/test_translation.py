"""Sentences in the reader's language."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.web.resources import catalogues
from pb.web.translation import Translations

HELSINKI = ZoneInfo("Europe/Helsinki")


@pytest.fixture(scope="module")
def translations() -> Translations:
    return Translations(catalogues(), HELSINKI)


def test_messages_are_translated_with_their_values(translations: Translations) -> None:
    message = Message("Fill in: %(field)s.", {"field": Message("Password")})
    assert translations.translate(message, Language.FI) == "Täytä kohta: Salasana."
    assert translations.translate(message, Language.SV) == "Fyll i: Lösenord."
    assert translations.translate(message, Language.EN) == "Fill in: Password."


def test_dates_in_messages_are_written_in_the_readers_way(translations: Translations) -> None:
    closing = Message("%(date)s", {"date": datetime(2027, 2, 23, 18, tzinfo=UTC)})
    assert translations.translate(closing, Language.EN) == "23 February 2027 at 20:00"
    assert (
        translations.translate(Message("%(date)s", {"date": date(2027, 2, 23)}), Language.FI) == "23.2.2027"
    )


def test_sentence_missing_from_a_catalogue_appears_as_in_the_code(translations: Translations) -> None:
    assert (
        translations.translate(Message("Nobody translated this."), Language.FI) == "Nobody translated this."
    )


def test_every_catalogue_of_a_language_is_read(tmp_path: Path) -> None:
    for language in Language:
        (tmp_path / language).mkdir()
    for domain, text in (("pb", "yksi"), ("voting", "kaksi")):
        (tmp_path / "fi" / f"{domain}.po").write_text(
            f'msgid "{domain}"\nmsgstr "{text}"\n', encoding="utf-8"
        )
    translations = Translations(tmp_path, HELSINKI)
    assert [translations.translate(Message(name), Language.FI) for name in ("pb", "voting")] == [
        "yksi",
        "kaksi",
    ]
    assert translations.translate(Message("pb"), Language.SV) == "pb"
