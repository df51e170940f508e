"""Joining proposals that want the same, with their authors' consent, and parting them again.

One of them keeps its number and carries the joint text; the others keep their own number and text and lead to it.
Nothing is lost by it: what stood before is kept word for word, and an undo puts it back. Proposals of different areas
are never joined: each area has its own money.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pb.kernel.errors import ConflictError
from pb.kernel.ids import CycleId
from pb.kernel.language import Language, LocalizedText
from pb.kernel.message import Message
from proposals.core.proposal import Proposal, ProposalStatus

MOST = 6
"""Proposals joined at once; more can't be read side by side."""


class Consent(StrEnum):
    """What an author has said to a merge."""

    WAITING = "waiting"
    AGREED = "agreed"
    REFUSED = "refused"


class MergeState(StrEnum):
    """How far a merge has come. Only `ASKED` waits; only `DONE` can be undone."""

    ASKED = "asked"
    DONE = "done"
    REFUSED = "refused"
    LAPSED = "lapsed"
    STOPPED = "stopped"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Wording:
    """The public text of a proposal."""

    title: LocalizedText
    text: LocalizedText
    why: LocalizedText


@dataclass(frozen=True, slots=True)
class Party:
    """A proposal in a merge, by its number, with its author's answer and the text that the author was asked about."""

    number: int
    consent: Consent
    answered_at: datetime | None
    before: Wording


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge as it stands. ``into`` is the number of the party that carries the joint text.

    `later` is what stood there when the merge was undone, if somebody had changed the joint text.
    """

    id: str
    cycle: CycleId
    into: int
    parties: tuple[Party, ...]
    wording: Wording
    state: MergeState
    asked_at: datetime
    due_at: datetime
    settled_at: datetime | None = None
    later: Wording | None = None

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of all parties."""
        return tuple(party.number for party in self.parties)

    def party(self, number: int) -> Party | None:
        """Return the party of that number, or None."""
        return next((party for party in self.parties if party.number == number), None)


@dataclass(frozen=True, slots=True)
class Split:
    """A proposal made two: the source keeps its number, the part has a new one.

    `before` is the source's text until then; `later` is what stood there when the split was undone, if it had changed.
    """

    id: str
    cycle: CycleId
    source: int
    part: int
    before: Wording
    at: datetime
    undone_at: datetime | None = None
    later: Wording | None = None


def wording_of(proposal: Proposal) -> Wording:
    """Return the words of a proposal as they stand."""
    return Wording(proposal.title, proposal.text, proposal.why)


def require_mergeable(proposals: Sequence[Proposal], answered: Iterable[int]) -> None:
    """Raise ConflictError unless these can be joined: two or more, standing, of one area, none answered yet."""
    if not 2 <= len({proposal.number for proposal in proposals}) == len(proposals):
        raise ConflictError(Message("Choose at least two proposals, each once."))
    if len(proposals) > MOST:
        raise ConflictError(Message("At most %(most)s proposals can be merged at once.", {"most": MOST}))
    for proposal in proposals:
        if proposal.status is not ProposalStatus.SENT:
            raise ConflictError(
                Message("Proposal %(number)s does not stand any more.", {"number": proposal.number})
            )
    if len({proposal.area for proposal in proposals}) > 1:
        raise ConflictError(
            Message("The proposals are about different areas. Only proposals of one area can be merged.")
        )
    given = sorted(set(answered) & {proposal.number for proposal in proposals})
    if given:
        raise ConflictError(
            Message(
                "The city has answered proposal %(number)s already. It stays as it is.", {"number": given[0]}
            )
        )


def check_wording(wording: Wording, prefix: str = "") -> dict[str, Message]:
    """Return what is missing of a text, by field with ``prefix`` before its name; empty when it is whole.

    A language is either written with its title and text, or not at all; one at least is.
    """
    faults: dict[str, Message] = {}
    for language in Language:
        title, text, why = (getattr(part, language) for part in (wording.title, wording.text, wording.why))
        if bool(title) != bool(text) or (why and not text):
            missing = "text" if title and not text else "title"
            faults[f"{prefix}{missing}_{language}"] = Message("Write both the name and the text.")
    if not faults and wording.title == LocalizedText():
        faults[""] = Message("Write a name and a text.")
    return faults


def decide(parties: Iterable[Party], *, is_due: bool, silence_agrees: bool) -> MergeState:
    """Return what the authors' answers make of a merge. One refusal ends it; silence counts only once it is due."""
    answers = {party.consent for party in parties}
    if Consent.REFUSED in answers:
        return MergeState.REFUSED
    if Consent.WAITING not in answers:
        return MergeState.DONE
    if not is_due:
        return MergeState.ASKED
    return MergeState.DONE if silence_agrees else MergeState.LAPSED


def list_left_out(before: Wording, joint: Wording, language: Language) -> tuple[str, ...]:
    """Return the sentences of a text that don't stand word for word in the joint one, for reading without colours."""
    kept = _sentences(joint, language)
    return tuple(sentence for sentence in _sentences(before, language) if sentence not in kept)


def _sentences(wording: Wording, language: Language) -> tuple[str, ...]:
    parts = (getattr(part, language) for part in (wording.text, wording.why))
    marked = " ".join(parts).replace("\n", " ").replace("? ", "?\n").replace("! ", "!\n").replace(". ", ".\n")
    return tuple(" ".join(sentence.split()) for sentence in marked.split("\n") if sentence.strip())
