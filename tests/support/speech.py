"""What the screens say in a language, so that one journey can be walked in all three.

The sentences are looked up by the English ones of the catalogues; a sentence that is in none of them is a fault of the
test. A journey in three languages runs without scripts in one of them.
"""

import re
from zoneinfo import ZoneInfo

import pytest

from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.web.resources import catalogues
from pb.web.translation import Translations

in_three_languages = pytest.mark.parametrize(
    ("language", "scripted"),
    [(Language.FI, True), (Language.SV, False), (Language.EN, True)],
    ids=["fi-script", "sv-plain", "en-script"],
)


class Speech:
    """Says a sentence of the catalogues in one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._translations = Translations(catalogues(), ZoneInfo("Europe/Helsinki"))

    def __call__(self, english: str, **values: str | int) -> str:
        """Return the sentence with its values. Raises LookupError for one that no catalogue has."""
        if english not in self._translations.catalogues[self._language]._catalog:
            raise LookupError(english)
        return self._translations.translate(Message(english, values), self._language)

    def begin(self, english: str) -> str:
        """Return the sentence up to its first value."""
        return self(english, **dict.fromkeys(re.findall(r"%\((\w+)\)s", english), "\0")).partition("\0")[0]

    def many(self, one: str, several: str, count: int) -> str:
        """Return the sentence about ``count`` things, which it calls ``num``."""
        said: str = self._translations.catalogues[self._language].ungettext(one, several, count)
        return said % {"num": count}
