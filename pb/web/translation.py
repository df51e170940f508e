"""Sentences in the reader's language, from the catalogues under ``pb/locale``.

Catalogues are read once, at start, and compiled in memory. There is never one current language of the
process: each call says which one it wants. A sentence missing from a catalogue appears in English, as it
stands in the code.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property, lru_cache
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations as Catalogue

from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.web.formats import day, moment


class Translations:
    """The catalogues of all languages."""

    def __init__(self, folder: Path, zone: ZoneInfo) -> None:
        """Read ``folder/<language>/*.po``; moments inside sentences are told in ``zone``."""
        self._folder = folder
        self._zone = zone

    @cached_property
    def catalogues(self) -> Mapping[Language, Catalogue]:
        """One merged catalogue a language."""
        return {language: _read(*_name_files(self._folder / language)) for language in Language}

    def translate(self, message: Message, language: Language) -> str:
        """Return ``message`` in ``language``, its dates written and its inner messages translated."""
        text = self.catalogues[language].ugettext(message.text)
        return text % {name: self._place(value, language) for name, value in message.values.items()}

    def _place(self, value: "str | int | date | datetime | Message", language: Language) -> str:
        if isinstance(value, Message):
            return self.translate(value, language)
        if isinstance(value, datetime):
            return moment(value, language, self._zone)
        if isinstance(value, date):
            return day(value, language, self._zone)
        return str(value)


def _name_files(folder: Path) -> tuple[tuple[Path, int], ...]:
    """Return the catalogues of a folder, each with when it was written last."""
    return tuple((path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.po")))


@lru_cache(maxsize=16)
def _read(*files: tuple[Path, int]) -> Catalogue:
    """Read the files into one catalogue, once for each state of the files: nobody changes what is returned."""
    merged = Catalogue()
    for path, _written in files:
        with path.open("rb") as source:
            catalogue = read_po(source, locale=path.parent.name)
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        merged.merge(Catalogue(compiled))
    return merged
