"""Frozen values to plain data and back, without loss and with strict types.

Plain data is what JSON can hold. Reading is strict: a missing field, an unknown type or a wrong one is refused with the
place where it stands, because what is read may come from a file that a person wrote.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar, cast

import msgspec

from pb.kernel.canonical import JSON
from pb.kernel.message import Message

T = TypeVar("T")

_PLACE = re.compile(r"at `([^`]*)`")
_MISSING = re.compile(r"missing required field `([^`]*)`")


class PlainFormError(ValueError):
    """Data doesn't have the form asked for; the text names the place, and `message` says it to a person."""

    @property
    def message(self) -> Message:
        """What is wrong, and where."""
        text = str(self)
        where = _PLACE.search(text)
        place = where[1].removeprefix("$").lstrip(".") if where else ""
        if missing := _MISSING.search(text):
            return Message("Missing: %(place)s.", {"place": ".".join(filter(None, (place, missing[1])))})
        if "unknown field" in text:
            return Message("Not known: %(place)s.", {"place": place})
        return Message("Not in the right form: %(place)s.", {"place": place or text})


def to_plain(value: object) -> JSON:
    """Return ``value`` (a frozen dataclass of plain parts) as objects, arrays, strings, integers and booleans.

    Sets become sorted arrays: their own order changes from process to process, and digests rest on this form.
    """
    return cast(JSON, msgspec.to_builtins(value, str_keys=True, order="deterministic"))


def from_plain(data: object, form: type[T]) -> T:
    """Read ``data`` as a ``form``. Raises PlainFormError naming the first place that doesn't fit."""
    try:
        return msgspec.convert(data, form)
    except msgspec.ValidationError as error:
        raise PlainFormError(str(error)) from None


def read_plain(data: object, form: type[T]) -> T:
    """Read what a person wrote: as `from_plain`, and a name that the form doesn't know is refused too.

    A misspelt rule would otherwise be silently no rule.
    """
    value = from_plain(data, form)
    stranger = _find_stranger(data, to_plain(value), "$")
    if stranger:
        raise PlainFormError(f"Object has an unknown field - at `{stranger}`")
    return value


def to_moment(text: str) -> datetime:
    """Read an ISO 8601 moment that carries its offset. Raises PlainFormError for others."""
    moment = from_plain(text, datetime)
    if moment.tzinfo is None:
        raise PlainFormError(f"no time zone in {text!r}")
    return moment


def _find_stranger(given: object, read: object, place: str) -> str:
    """Return the place of the first name in ``given`` that is not in ``read``; empty when there is none."""
    if isinstance(given, Mapping) and isinstance(read, Mapping):
        for name, part in given.items():
            here = f"{place}.{name}"
            if name not in read:
                return here
            if stranger := _find_stranger(part, read[name], here):
                return stranger
    if isinstance(given, list | tuple) and isinstance(read, list | tuple):
        for number, (part, twin) in enumerate(zip(given, read, strict=False)):
            if stranger := _find_stranger(part, twin, f"{place}[{number}]"):
                return stranger
    return ""
