"""What a proposal said at each time: everything public in it, so that anyone can see what was changed and when.

The contact address and whatever else is private is no part of a version, by its type.
"""

from dataclasses import dataclass
from datetime import datetime

from pb.kernel.language import Language, LocalizedText
from proposals.core.differences import Piece, compare_words
from proposals.core.proposal import AuthorKind, Proposal

_TEXTS = ("title", "text", "why")
_WORDS = ("theme", "area", "address", "point", "author_kind", "proposer")


@dataclass(frozen=True, slots=True)
class PublicText:
    """What anyone may read of a proposal and an author may change."""

    title: LocalizedText
    text: LocalizedText
    why: LocalizedText
    area: str
    proposer: str
    theme: str = ""
    address: str = ""
    point: str = ""
    author_kind: str = AuthorKind.ALONE.value


@dataclass(frozen=True, slots=True)
class Version:
    """A text and when it came into force; `number` counts from 1."""

    number: int
    content: PublicText
    since: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """A field that differs between two versions, in one language, or in none for what is the same in all."""

    field: str
    language: Language | None
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def public_text(proposal: Proposal) -> PublicText:
    """Return what is public in a proposal."""
    return PublicText(
        proposal.title,
        proposal.text,
        proposal.why,
        proposal.area,
        proposal.proposer,
        proposal.theme,
        proposal.address,
        str(proposal.point or ""),
        proposal.author_kind.value,
    )


def list_changes(before: PublicText, after: PublicText) -> tuple[Change, ...]:
    """Return what differs, in the order of the form; empty for equal texts."""
    pairs: list[tuple[str, Language | None, str, str]] = [
        (name, language, getattr(getattr(before, name), language), getattr(getattr(after, name), language))
        for name in _TEXTS
        for language in Language
    ]
    pairs += [(name, None, getattr(before, name), getattr(after, name)) for name in _WORDS]
    return tuple(
        Change(name, language, *compare_words(old, new)) for name, language, old, new in pairs if old != new
    )
