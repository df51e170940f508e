"""What templates say in one language: sentences, names, money, dates, numbers and addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pb.kernel.language import Language, LocalizedText
from pb.kernel.message import Message
from pb.web import formats
from pb.web.translation import Translations


@dataclass(frozen=True, slots=True)
class Speech:
    """The functions of one language that every template may call by their names here."""

    language: Language
    translations: Translations
    zone: ZoneInfo
    currency: str

    def functions(self) -> dict[str, Callable[..., str]]:
        """Return the functions by name."""
        named = (self.say, self.text, self.text_language, self.page_url)
        written = (self.money, self.day, self.moment, self.hour, self.number, self.percent)
        return {function.__name__: function for function in (*named, *written)}

    def say(self, message: Message | str) -> str:
        """Translate a message; a plain string stays."""
        return (
            self.translations.translate(message, self.language) if isinstance(message, Message) else message
        )

    def text(self, localized: LocalizedText) -> str:
        """Return a text in this language, else in one that it has."""
        return localized.in_language(self.language)

    def text_language(self, localized: LocalizedText) -> str:
        """Return the language that `text` answers in, for a ``lang`` attribute."""
        return localized.language_shown(self.language).value

    def page_url(self, path: str = "") -> str:
        """Return the address of a page in this language; of the front page without ``path``."""
        return f"/{self.language}/{path.lstrip('/')}".rstrip("/")

    def money(self, cents: int, currency: str = "") -> str:
        """Write an amount in the cycle's currency or the town's."""
        return formats.money(cents, self.language, currency or self.currency)

    def day(self, value: date | datetime, *, weekday: bool = False) -> str:
        """Write a date."""
        return formats.day(value, self.language, self.zone, weekday=weekday)

    def moment(self, value: datetime, *, weekday: bool = False) -> str:
        """Write a date and time."""
        return formats.moment(value, self.language, self.zone, weekday=weekday)

    def hour(self, value: datetime) -> str:
        """Write the time of day alone."""
        return formats.hour(value, self.language, self.zone)

    def number(self, value: int) -> str:
        """Write a number."""
        return formats.number(value, self.language)

    def percent(self, part: int, whole: int) -> str:
        """Write a share."""
        return formats.percent(part, whole, self.language)
