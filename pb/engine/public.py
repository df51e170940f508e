"""What a stage tells the public beside its pages: slides, news, appointments for calendars, resources for programs.

Plain values in no language and no layout. Each is public the moment it is returned, so none may hold anything of a count
before publication, or anything about a person that the pages don't show.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from pb.engine.cycle import Cycle
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message
from pb.kernel.money import Cents

Words = Message | LocalizedText
"""A sentence of the service, or a text that somebody wrote in some of the languages."""

W_contra = TypeVar("W_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, drawn as a bar and told in words; in cents where `is_money`, else heads."""

    part: int
    whole: int
    is_money: bool = False


@dataclass(frozen=True, slots=True)
class SlideLine:
    """One line of a slide: words, and beside them an amount, a short figure, or a share of a whole."""

    words: Words
    amount: Cents | None = None
    figure: Words | None = None
    share: Share | None = None


@dataclass(frozen=True, slots=True)
class Slide:
    """One thing to read on a screen from afar. `path`, below the cycle's page, is where a reader goes on by phone.

    The host splits a slide whose lines are too many for one look, so lines should make sense on their own. `above` names
    what the slide is about when the heading stands on several, such as an area.
    """

    key: str
    heading: Words
    lines: tuple[SlideLine, ...]
    path: str = ""
    above: Words | None = None


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened, for those who follow a cycle. `key` is unique and lasting within the cycle."""

    key: str
    at: datetime
    heading: Message
    about: LocalizedText | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Appointment:
    """Somewhere to go during a cycle, for calendars. `key` is lasting; `path` is below the cycle's page."""

    key: str
    starts_at: datetime
    ends_at: datetime
    name: LocalizedText
    where: str
    path: str
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A count of the year's report by its lasting key: what it is called and what exactly it counts.

    `is_money`: the value is in cents. Figures of one key are added up over the rounds of a year.
    """

    key: str
    label: Message
    meaning: Message
    value: int
    is_money: bool = False


@dataclass(frozen=True, slots=True)
class Resource(Generic[W_contra]):
    """A list of public values that programs may read, by its name in the address.

    `form` is the frozen dataclass of each; `about` describes the list in English, for the description of the interface.
    """

    name: str
    about: str
    form: type[object]
    read: Callable[[Cycle, W_contra], Sequence[object]]
