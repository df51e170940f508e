"""The election key out of all deals, each trustee's share of its secret, and the confirmation that closes the ceremony.

The public half needs the roster and the deals only, so the verifier repeats it. A confirmation says that its trustee has
checked all deals and holds a share; the key is used only when every trustee on the roster has confirmed the same deals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from pb.kernel.canonical import JSON, canonical_bytes
from voting.core.encryption.group import (
    BYTES,
    IDENTITY,
    ORDER,
    Draw,
    EncodingError,
    Point,
    add,
    draw_scalar,
    multiply,
    multiply_base,
)
from voting.core.encryption.hashing import hash_short, write_count
from voting.core.encryption.proofs import Proof, check_knowledge, prove_knowledge, read_proof
from voting.core.reading import Fields, FormatError
from voting.core.trustees.deal import Deal, evaluate_commitments, open_share, read_deal
from voting.core.trustees.roster import Roster, read_roster

_DOMAIN = "trustee-confirmation"


class BadShareError(Exception):
    """The share from `dealer` isn't the one committed to; a complaint can be made."""

    def __init__(self, dealer: int) -> None:
        """Name the dealer."""
        super().__init__(f"the share from trustee {dealer} doesn't fit the commitments")
        self.dealer = dealer


@dataclass(frozen=True, slots=True)
class ElectionKey:
    """What the ceremony makes public: the key ballots are sealed under, and every trustee's share times the base."""

    roster: Roster
    deals: tuple[Deal, ...]

    def __post_init__(self) -> None:
        if [deal.dealer for deal in self.deals] != list(range(1, len(self.roster.cards) + 1)):
            raise ValueError("there is one deal from each trustee, in the order of the roster")

    @property
    def key(self) -> Point:
        """The public key."""
        return reduce(add, (deal.commitments[0] for deal in self.deals), IDENTITY)

    def share_key(self, trustee: int) -> Point:
        """Return the secret share of a trustee times the base point, from public values."""
        return reduce(add, (evaluate_commitments(deal.commitments, trustee) for deal in self.deals), IDENTITY)

    def digest(self) -> bytes:
        """Return the 32 bytes that confirmations sign."""
        return hash_short(
            "deals", [self.roster.digest(), *(canonical_bytes(deal.to_plain()) for deal in self.deals)]
        )


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A trustee's signature under the deals."""

    trustee: int
    proof: Proof

    def to_plain(self) -> dict[str, JSON]:
        """Return the form that travels and stands in the manifest."""
        return {"proof": self.proof.to_bytes().hex(), "trustee": self.trustee}


@dataclass(frozen=True, slots=True)
class Ceremony:
    """A finished ceremony, as it stands in the manifest."""

    election_key: ElectionKey
    confirmations: tuple[Confirmation, ...]

    def to_plain(self) -> dict[str, JSON]:
        """Return the form that stands in the manifest."""
        return {
            "confirmations": [confirmation.to_plain() for confirmation in self.confirmations],
            "deals": [deal.to_plain() for deal in self.election_key.deals],
            "key": self.election_key.key.hex(),
            "roster": self.election_key.roster.to_plain(),
        }


def take_share(election_key: ElectionKey, trustee: int, card_secret: int) -> int:
    """Return a trustee's share of the election secret. Raises BadShareError naming the dealer of a wrong part."""
    total = 0
    for deal in election_key.deals:
        shared_point = multiply(card_secret, Point(deal.shares[trustee - 1][:BYTES]))
        share = open_share(election_key.roster, deal, trustee, shared_point)
        if share is None:
            raise BadShareError(deal.dealer)
        total += share
    return total % ORDER


def confirm(
    election_key: ElectionKey, trustee: int, card_secret: int, draw: Draw = draw_scalar
) -> Confirmation:
    """Sign that all deals were checked; the caller has taken its share first."""
    return Confirmation(trustee, prove_knowledge(_DOMAIN, _state(election_key, trustee), [card_secret], draw))


def read_confirmation(value: JSON, election_key: ElectionKey, place: str) -> Confirmation:
    """Read a confirmation and check it. Raises FormatError naming ``place``."""
    fields = Fields(value, place)
    trustee = fields.integer("trustee", least=1)
    card = election_key.roster.card_of(trustee)
    try:
        confirmation = Confirmation(trustee, read_proof(fields.octets("proof"), 1))
    except EncodingError as error:
        raise FormatError(f"{place}: {error}") from None
    fields.finish()
    if not check_knowledge(_DOMAIN, _state(election_key, trustee), [card.key], confirmation.proof):
        raise FormatError(
            f"{place}: the confirmation of trustee {trustee}, {card.name}, isn't for these deals"
        )
    return confirmation


def read_election_key(roster: Roster, deals: Sequence[JSON], place: str) -> ElectionKey:
    """Read all deals, in roster order, and check them. Raises FormatError naming ``place`` and the dealer."""
    read = tuple(read_deal(deal, roster, f"{place}: deal {number}") for number, deal in enumerate(deals, 1))
    try:
        election_key = ElectionKey(roster, read)
    except ValueError as error:
        raise FormatError(f"{place}: {error}") from None
    if election_key.key == IDENTITY:
        raise FormatError(f"{place}: the deals cancel each other out")
    return election_key


def read_ceremony(value: JSON, place: str) -> Ceremony:
    """Read a finished ceremony and check all of it. Raises FormatError naming ``place``."""
    fields = Fields(value, place)
    roster = read_roster(fields.take("roster"), f"{place}: roster")
    election_key = read_election_key(roster, fields.elements("deals"), place)
    confirmations = tuple(
        read_confirmation(one, election_key, f"{place}: confirmation {number}")
        for number, one in enumerate(fields.elements("confirmations"), 1)
    )
    if fields.octets("key", BYTES) != election_key.key:
        raise FormatError(f"{place}: key isn't the sum of the deals")
    fields.finish()
    if [one.trustee for one in confirmations] != list(range(1, len(roster.cards) + 1)):
        raise FormatError(f"{place}: not every trustee has confirmed, once and in order")
    return Ceremony(election_key, confirmations)


def holds_share(election_key: ElectionKey, trustee: int, share: int) -> bool:
    """Say whether ``share`` is the secret share of this trustee."""
    return multiply_base(share) == election_key.share_key(trustee)


def _state(election_key: ElectionKey, trustee: int) -> list[bytes]:
    return [election_key.digest(), write_count(trustee), election_key.roster.card_of(trustee).key]
