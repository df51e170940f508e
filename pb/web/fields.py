"""The kinds of fields a form can have. Each knows its label, its limits and how to read what was typed."""

import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

from pb.kernel.message import Message
from pb.kernel.money import Cents, parse_amount
from pb.web.text import clean_line, clean_lines

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_LONGEST_NUMBER = 20


class Fault(Exception):
    """A field can't be read; `message` tells the person why."""

    def __init__(self, message: Message) -> None:
        """Refuse the field with ``message``."""
        super().__init__(message.text)
        self.message = message


@dataclass(frozen=True, slots=True)
class Field(ABC, Generic[T_co]):
    """A field by its name in the form and the label people see. Kinds differ in `read`."""

    name: str
    label: Message

    @property
    def is_multiple(self) -> bool:
        """Whether several values may come under the name."""
        return False

    @property
    def is_shown_again(self) -> bool:
        """Whether what was typed may stand in the form when it is shown again."""
        return True

    @abstractmethod
    def read(self, texts: tuple[str, ...]) -> T_co:
        """Return the value of what was sent. Raises Fault."""

    def missing(self) -> Fault:
        """Return the fault of an empty field."""
        return Fault(Message("Fill in: %(field)s.", {"field": self.label}))

    def malformed(self) -> Fault:
        """Return the fault of a value that can't be read."""
        return Fault(Message("Check this: %(field)s.", {"field": self.label}))


@dataclass(frozen=True, slots=True)
class TextField(Field[str]):
    """Text of at most ``maximum`` characters; one line, or several with ``lines``."""

    maximum: int = 200
    required: bool = True
    lines: bool = False

    def read(self, texts: tuple[str, ...]) -> str:
        """Return the cleaned text."""
        text = (clean_lines if self.lines else clean_line)(texts[0] if texts else "")
        if text is None:
            raise Fault(Message("Remove invisible control characters: %(field)s.", {"field": self.label}))
        if self.required and not text:
            raise self.missing()
        if len(text) > self.maximum:
            raise Fault(
                Message(
                    "Too long: %(field)s. At most %(maximum)s characters, now %(length)s.",
                    {"field": self.label, "maximum": self.maximum, "length": len(text)},
                )
            )
        return text


@dataclass(frozen=True, slots=True)
class SecretField(Field[str]):
    """A password or code: read as it is, in composed form (RFC 8265), and never shown again."""

    maximum: int = 256

    @property
    def is_shown_again(self) -> bool:
        """Secrets are typed anew."""
        return False

    def read(self, texts: tuple[str, ...]) -> str:
        """Return the secret."""
        text = unicodedata.normalize("NFC", texts[0] if texts else "")
        if not text:
            raise self.missing()
        if len(text) > self.maximum or "\0" in text:
            raise self.malformed()
        return text


@dataclass(frozen=True, slots=True)
class ChoiceField(Field[str]):
    """One of ``choices``, as by radio buttons or a list."""

    choices: Collection[str] = ()

    def read(self, texts: tuple[str, ...]) -> str:
        """Return the choice."""
        if not texts or not texts[0]:
            raise Fault(Message("Choose one: %(field)s.", {"field": self.label}))
        if texts[0] not in self.choices:
            raise self.malformed()
        return texts[0]


@dataclass(frozen=True, slots=True)
class ChoicesField(Field[tuple[str, ...]]):
    """Any of ``choices``, as by checkboxes, each at most once, in the order sent."""

    choices: Collection[str] = ()
    minimum: int = 0

    @property
    def is_multiple(self) -> bool:
        """Several values come under one name."""
        return True

    def read(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """Return the choices."""
        if any(text not in self.choices for text in texts) or len(set(texts)) != len(texts):
            raise self.malformed()
        if len(texts) < self.minimum:
            raise Fault(
                Message(
                    "Choose at least %(minimum)s: %(field)s.", {"minimum": self.minimum, "field": self.label}
                )
            )
        return texts


@dataclass(frozen=True, slots=True)
class FlagField(Field[bool]):
    """A checkbox. One that has to be ticked says so in ``must``."""

    must: Message | None = None

    def read(self, texts: tuple[str, ...]) -> bool:
        """Return whether it was ticked."""
        is_ticked = bool(texts and texts[0])
        if self.must is not None and not is_ticked:
            raise Fault(self.must)
        return is_ticked


@dataclass(frozen=True, slots=True)
class NumberField(Field[int]):
    """A whole number from ``minimum`` to ``maximum``."""

    minimum: int = 0
    maximum: int = 2**31 - 1

    def read(self, texts: tuple[str, ...]) -> int:
        """Return the number."""
        text = "".join((texts[0] if texts else "").split()).replace("\N{MINUS SIGN}", "-")
        if not text:
            raise self.missing()
        digits = text.removeprefix("-")
        if len(text) > _LONGEST_NUMBER or not (digits.isascii() and digits.isdigit()):
            raise Fault(Message("Write a whole number: %(field)s.", {"field": self.label}))
        if not self.minimum <= int(text) <= self.maximum:
            raise Fault(
                Message(
                    "Write a number from %(minimum)s to %(maximum)s: %(field)s.",
                    {"field": self.label, "minimum": self.minimum, "maximum": self.maximum},
                )
            )
        return int(text)


@dataclass(frozen=True, slots=True)
class MoneyField(Field[Cents]):
    """An amount of money as people type it, see `pb.kernel.money.parse_amount`."""

    def read(self, texts: tuple[str, ...]) -> Cents:
        """Return the amount in cents."""
        text = (texts[0] if texts else "").strip()
        if not text:
            raise self.missing()
        try:
            return parse_amount(text)
        except ValueError:
            raise Fault(
                Message("Write an amount such as 12 000 or 12 000,50: %(field)s.", {"field": self.label})
            ) from None


@dataclass(frozen=True, slots=True)
class OptionalField(Field[T | None]):
    """Another field that may be left empty; its value is then None."""

    inner: "Field[T] | None" = None

    @property
    def is_shown_again(self) -> bool:
        """As the inner field."""
        return self.inner is None or self.inner.is_shown_again

    def read(self, texts: tuple[str, ...]) -> T | None:
        """Return None for an empty field, else the inner field's value."""
        if self.inner is None or not texts or not texts[0].strip():
            return None
        return self.inner.read(texts)


def optional(field: Field[T]) -> OptionalField[T]:
    """Return ``field`` as one that may be left empty."""
    return OptionalField(field.name, field.label, field)
