"""What residents write: a draft that only its writer sees, and a proposal that anyone may read.

The two are kept apart by type and by table, so that no list of proposals can ever show a draft. The contact address is
private: it leaves only towards the proposer, never into a page, a journal or open data.
"""

from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum

from pb.kernel.canonical import JSON
from pb.kernel.ids import AreaId, CycleId, ProposalId
from pb.kernel.language import Language, LocalizedText


class ProposalStatus(StrEnum):
    """What became of a sent proposal. It is never deleted, so that its number stays explained."""

    SENT = "sent"
    WITHDRAWN = "withdrawn"
    HIDDEN = "hidden"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class ProposalText:
    """What the form asks for, as typed and cleaned; a draft may leave any of it empty."""

    title: str = ""
    text: str = ""
    why: str = ""
    area: str = ""
    proposer: str = ""
    contact: str = ""

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
        return ProposalText(title, text, why, self.area, self.proposer, self.contact)

    def open_data(self) -> dict[str, JSON]:
        """Return what anyone may download: never the contact address, and no text that isn't public."""
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
            "proposer": self.proposer,
            "language": self.language.value,
            "sent_at": self.sent_at.isoformat(),
        }


def localized(text: LocalizedText) -> dict[str, JSON]:
    """Return a text by language code, without the languages it isn't written in."""
    return {language.value: getattr(text, language) for language in Language if getattr(text, language)}


def in_one_language(text: str, language: Language) -> LocalizedText:
    """Return a text written in one language only."""
    return LocalizedText(**{language.value: text})
