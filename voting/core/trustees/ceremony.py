"""The key ceremony as it stands: what has come, whose turn it is, and what a file that comes now is.

The election office only gathers files here. Each is checked when it comes, by itself and against the ones before it, and
named for what it is; nothing is taken twice and nothing out of turn. Holds no secret: every file here is public.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pb.kernel.canonical import JSON, canonical_bytes
from pb.kernel.message import Message
from voting.core.reading import FormatError, read_canonical
from voting.core.trustees.complaint import judge_complaint, read_complaint
from voting.core.trustees.deal import Deal, read_deal
from voting.core.trustees.election_key import Ceremony, Confirmation, ElectionKey, read_confirmation
from voting.core.trustees.roster import Roster, TrusteeCard, read_card, read_roster

ROSTER = "roster.json"
LARGEST_FILE = 64 * 1024


class OutOfTurnError(ValueError):
    """The file is sound, but not wanted now; `reason` says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Verdict:
    """A complaint that was judged: who complained about whose deal, and which of the two is at fault."""

    complainer: int
    dealer: int
    guilty: int


@dataclass(frozen=True, slots=True)
class KeyCeremony:
    """What has come so far. `cards` by their names in the order they came; deals and confirmations by trustee."""

    election: str
    cards: Mapping[str, TrusteeCard] = field(default_factory=dict)
    roster: Roster | None = None
    deals: Mapping[int, Deal] = field(default_factory=dict)
    confirmations: Mapping[int, Confirmation] = field(default_factory=dict)
    verdicts: tuple[Verdict, ...] = ()

    @property
    def election_key(self) -> ElectionKey | None:
        """The key, once every trustee has dealt."""
        if self.roster is None or len(self.deals) < len(self.roster.cards):
            return None
        return ElectionKey(self.roster, tuple(self.deals[number] for number in sorted(self.deals)))

    @property
    def finished(self) -> Ceremony | None:
        """The finished ceremony, once every trustee has confirmed."""
        key = self.election_key
        if key is None or len(self.confirmations) < len(key.roster.cards):
            return None
        return Ceremony(key, tuple(self.confirmations[number] for number in sorted(self.confirmations)))


def read_ceremony_files(election: str, files: Mapping[str, bytes]) -> KeyCeremony:
    """Return the ceremony of kept files. Raises FormatError for one that was changed since it was taken."""
    state = KeyCeremony(election)
    ordered = sorted(files, key=lambda name: (_ORDER.index(name.partition("-")[0].partition(".")[0]), name))
    for name in ordered:
        if name == ROSTER:
            state = _with(state, roster=read_roster(read_canonical(files[name]), name))
        else:
            taken, state = take_file(state, files[name])
            if taken != name:
                raise FormatError(f"{name}: this is {taken}")
    return state


def take_file(state: KeyCeremony, content: bytes) -> tuple[str, KeyCeremony]:
    """Say what a file is called, and return the ceremony with it.

    Raises FormatError for a file that is none of the ceremony or doesn't hold, OutOfTurnError for one not wanted now.
    """
    value = read_canonical(content.removesuffix(b"\n"))
    match sorted(value) if isinstance(value, dict) else []:
        case ["key", "name", "proof"]:
            return _take_card(state, value)
        case ["commitments", "dealer", "proof", "shares"]:
            return _take_deal(state, value)
        case ["proof", "trustee"]:
            return _take_confirmation(state, value)
        case ["complainer", "dealer", "proof", "shared_point"]:
            return _take_complaint(state, value)
        case _:
            raise FormatError("not a file of the key ceremony")


def fix_roster(state: KeyCeremony, threshold: int) -> tuple[str, bytes]:
    """Return the roster's file: the trustees as they have come, any ``threshold`` of whom open the box.

    Raises OutOfTurnError when it is fixed already or so many trustees aren't there.
    """
    if state.roster is not None:
        raise OutOfTurnError(Message("The list of trustees is fixed already."))
    if not 1 <= threshold <= len(state.cards):
        raise OutOfTurnError(Message("So many trustees have not joined yet."))
    roster = Roster(state.election, threshold, tuple(state.cards.values()))
    return ROSTER, canonical_bytes(roster.to_plain())


_ORDER = ("card", "roster", "deal", "confirmation", "complaint")


def _take_card(state: KeyCeremony, value: JSON) -> tuple[str, KeyCeremony]:
    if state.roster is not None:
        raise OutOfTurnError(Message("The list of trustees is fixed already."))
    card = read_card(value, "card")
    if any(card.name == other.name or card.key == other.key for other in state.cards.values()):
        raise OutOfTurnError(Message("The card of %(name)s is here already.", {"name": card.name}))
    name = f"card-{len(state.cards) + 1:02}.json"
    return name, _with(state, cards={**state.cards, name: card})


def _take_deal(state: KeyCeremony, value: JSON) -> tuple[str, KeyCeremony]:
    if state.roster is None:
        raise OutOfTurnError(Message("Fix the list of trustees first."))
    deal = read_deal(value, state.roster, "deal")
    if deal.dealer in state.deals:
        whose = state.roster.card_of(deal.dealer).name
        raise OutOfTurnError(Message("The part from %(name)s is here already.", {"name": whose}))
    return f"deal-{deal.dealer:02}.json", _with(state, deals={**state.deals, deal.dealer: deal})


def _take_confirmation(state: KeyCeremony, value: JSON) -> tuple[str, KeyCeremony]:
    key = state.election_key
    if key is None:
        raise OutOfTurnError(Message("Not every trustee has sent a part yet."))
    confirmation = read_confirmation(value, key, "confirmation")
    number = confirmation.trustee
    if number in state.confirmations:
        whose = key.roster.card_of(number).name
        raise OutOfTurnError(Message("The confirmation of %(name)s is here already.", {"name": whose}))
    confirmed = {**state.confirmations, number: confirmation}
    return f"confirmation-{number:02}.json", _with(state, confirmations=confirmed)


def _take_complaint(state: KeyCeremony, value: JSON) -> tuple[str, KeyCeremony]:
    complaint = read_complaint(value, "complaint")
    deal = state.deals.get(complaint.dealer)
    if state.roster is None or deal is None:
        raise OutOfTurnError(Message("The part that this complaint is about is not here."))
    guilty = judge_complaint(state.roster, deal, complaint)
    verdict = Verdict(complaint.complainer, complaint.dealer, guilty)
    name = f"complaint-{complaint.complainer:02}-{complaint.dealer:02}.json"
    return name, _with(state, verdicts=(*state.verdicts, verdict))


def _with(state: KeyCeremony, **changes: object) -> KeyCeremony:
    return replace(state, **changes)  # type: ignore[arg-type]  # each call names a field and its type
