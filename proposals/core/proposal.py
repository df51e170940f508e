"""What residents write: a draft that only its writer sees, and a proposal that anyone may read.

The two are kept apart by type and by table, so that no list of proposals can ever show a draft. The contact address
and the name of a class's teacher are private: they leave only towards the proposer, never into a page, a journal or
open data.
"""

from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from pb.kernel.canonical import JSON
from pb.kernel.ids import AreaId, CycleId, ProposalId
from pb.kernel.language import Language, LocalizedText
from proposals.core.place import Point, parse_point


class ProposalStatus(StrEnum):
    """What became of a sent proposal. It is never deleted, so that its number stays explained."""

    SENT = "sent"
    WITHDRAWN = "withdrawn"
    HIDDEN = "hidden"
    MERGED = "merged"


DRAFT_KEPT = timedelta(days=180)
"""After the last touch; then a draft is forgotten with its attachments."""


class AuthorKind(StrEnum):
    """Who proposes. `CLASS` is a school class, with a teacher who answers for it (private)."""

    ALONE = "alone"
    GROUP = "group"
    ASSOCIATION = "association"
    CLASS = "class"


@dataclass(frozen=True, slots=True)
class ProposalText:
    """What the form asks for, as typed and cleaned; a draft may leave any of it empty."""

    title: str = ""
    text: str = ""
    why: str = ""
    area: str = ""
    proposer: str = ""
    contact: str = ""
    theme: str = ""
    address: str = ""
    point: str = ""
    author_kind: str = AuthorKind.ALONE.value
    guide: str = ""

    def as_typed(self) -> dict[str, str]:
        """Return the text by field name, for showing it in the form again."""
        return {part.name: getattr(self, part.name) for part in fields(self)}


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal not sent yet. Its id becomes the proposal's, which makes sending it twice harmless."""

    id: ProposalId
    cycle: CycleId
    content: ProposalText
    language: Language
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sent proposal. `number` is unique in its cycle and is what people call it by; `language` is the author's.

    `merged_into` is the number of the one it was merged into, while it is; `split_from` of the one it was split off.
    `theme` is one of the round's, or empty; `guide` is the private name of whoever answers for a school class.
    """

    id: ProposalId
    cycle: CycleId
    number: int
    title: LocalizedText
    text: LocalizedText
    why: LocalizedText
    area: AreaId
    proposer: str
    contact: str
    language: Language
    sent_at: datetime
    changed_at: datetime
    status: ProposalStatus = ProposalStatus.SENT
    unit: str = ""
    removal_reason: LocalizedText = field(default_factory=LocalizedText)
    removed_at: datetime | None = None
    merged_into: int | None = None
    split_from: int | None = None
    theme: str = ""
    address: str = ""
    point: Point | None = None
    author_kind: AuthorKind = AuthorKind.ALONE
    guide: str = ""

    @property
    def is_public(self) -> bool:
        """Whether it stands: anyone may read it among the others, and it goes its own way."""
        return self.status is ProposalStatus.SENT

    @property
    def needs_answer(self) -> bool:
        """Whether the city owes it an answer: none to a removed one; a merged one has its joint proposal's."""
        return self.status is ProposalStatus.SENT

    def content(self) -> ProposalText:
        """Return the text as its author wrote it, for changing it."""
        title, text, why = (getattr(part, self.language) for part in (self.title, self.text, self.why))
        return ProposalText(
            title,
            text,
            why,
            self.area,
            self.proposer,
            self.contact,
            self.theme,
            self.address,
            str(self.point or ""),
            self.author_kind.value,
            self.guide,
        )

    def rewrite(self, content: ProposalText) -> Self:
        """Return the proposal saying ``content``, in its author's language."""
        return replace(
            self,
            title=in_one_language(content.title, self.language),
            text=in_one_language(content.text, self.language),
            why=in_one_language(content.why, self.language),
            area=AreaId(content.area),
            proposer=content.proposer,
            contact=content.contact,
            theme=content.theme,
            address=content.address,
            point=parse_point(content.point),
            author_kind=AuthorKind(content.author_kind),
            guide=content.guide,
        )

    def open_data(self) -> dict[str, JSON]:
        """Return what anyone may download: nothing private, and no text that isn't public."""
        known: dict[str, JSON] = {"number": self.number, "status": self.status.value}
        if self.status in (ProposalStatus.WITHDRAWN, ProposalStatus.HIDDEN):
            return {**known, "reason": localized(self.removal_reason)}
        return {
            **known,
            **({} if self.merged_into is None else {"merged_into": self.merged_into}),
            **({} if self.split_from is None else {"split_from": self.split_from}),
            "title": localized(self.title),
            "text": localized(self.text),
            "why": localized(self.why),
            "area": self.area,
            **({"theme": self.theme} if self.theme else {}),
            **({"address": self.address} if self.address else {}),
            **({"point": str(self.point)} if self.point else {}),
            "proposer": self.proposer,
            "author_kind": self.author_kind.value,
            "language": self.language.value,
            "sent_at": self.sent_at.isoformat(),
        }


Written = Draft | Proposal
"""What somebody writes, before and after it is sent. Both have one id, so attachments stay with it."""


def localized(text: LocalizedText) -> dict[str, JSON]:
    """Return a text by language code, without the languages it isn't written in."""
    return {language.value: getattr(text, language) for language in Language if getattr(text, language)}


def in_one_language(text: str, language: Language) -> LocalizedText:
    """Return a text written in one language only."""
    return LocalizedText(**{language.value: text})
