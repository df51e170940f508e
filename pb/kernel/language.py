"""The three languages, and text that exists in some or all of them."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language of the service, by its ISO 639-1 code."""

    FI = "fi"
    SV = "sv"
    EN = "en"


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """One text in up to three languages. An empty string means: not written in that language."""

    fi: str = ""
    sv: str = ""
    en: str = ""

    def in_language(self, language: Language) -> str:
        """Return the text in ``language``, else in the first language that has one."""
        return getattr(self, language) or self.fi or self.sv or self.en

    def language_shown(self, language: Language) -> Language:
        """Return the language that `in_language` answers in, for the ``lang`` attribute of the page."""
        candidates = (language, Language.FI, Language.SV, Language.EN)
        return next((candidate for candidate in candidates if getattr(self, candidate)), language)
