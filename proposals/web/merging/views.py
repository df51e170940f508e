"""A merge as pages show it: each proposal beside the others, with what of it isn't in the joint text."""

from collections.abc import Sequence
from dataclasses import dataclass

from pb.kernel.language import Language
from pb.kernel.message import Message
from proposals.core.merge import Consent, Merge, Wording, list_left_out, wording_of
from proposals.core.proposal import Proposal
from proposals.web.merging.words import CONSENT


@dataclass(frozen=True, slots=True)
class Side:
    """One proposal beside others. ``left_out``: its sentences that the joint text doesn't have word for word."""

    number: int
    wording: Wording
    proposer: str
    language: Language
    supports: int
    left_out: tuple[str, ...] = ()
    consent: tuple[Message, str] | None = None
    has_contact: bool = False


def show_beside(proposals: Sequence[Proposal], supports: dict[int, int]) -> list[Side]:
    """Return proposals to be read side by side."""
    return [
        Side(
            one.number,
            wording_of(one),
            one.proposer,
            one.language,
            supports.get(one.number, 0),
            has_contact=bool(one.contact),
        )
        for one in proposals
    ]


def show_parties(merge: Merge, proposals: Sequence[Proposal], supports: dict[int, int]) -> list[Side]:
    """Return the proposals of a merge with the texts their authors were asked about, and what they said."""
    known = {proposal.number: proposal for proposal in proposals}
    return [
        Side(
            party.number,
            party.before,
            known[party.number].proposer,
            known[party.number].language,
            supports.get(party.number, 0),
            list_left_out(party.before, merge.wording, known[party.number].language),
            CONSENT[party.consent],
            bool(known[party.number].contact),
        )
        for party in merge.parties
    ]


def waits_for(merge: Merge, numbers: Sequence[int]) -> list[int]:
    """Return which of ``numbers`` are parties whose author hasn't answered."""
    return [
        party.number
        for party in merge.parties
        if party.number in numbers and party.consent is Consent.WAITING
    ]
