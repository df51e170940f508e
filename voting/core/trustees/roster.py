"""Who the trustees are: each one's card, and the roster that puts them in order and sets how many open the box.

A card's key encrypts the shares sent to its trustee and signs what the trustee sends. Everything later is bound to the
roster's digest; trustees compare it by voice before they go on, because a card swapped on the way would show there.
"""

from dataclasses import dataclass

from pb.kernel.canonical import JSON, canonical_bytes
from voting.core.encryption.group import Draw, EncodingError, Point, draw_scalar, multiply_base, read_point
from voting.core.encryption.hashing import hash_short
from voting.core.encryption.proofs import Proof, check_knowledge, prove_knowledge, read_proof
from voting.core.reading import Fields, FormatError

MOST_TRUSTEES = 50
"""Enough for any body that meets; it bounds what a hostile file can make us compute."""

_DOMAIN = "trustee-card"


@dataclass(frozen=True, slots=True)
class TrusteeCard:
    """A trustee's name and public key, with a proof of holding the secret one."""

    name: str
    key: Point
    proof: Proof

    def to_plain(self) -> dict[str, JSON]:
        """Return the form that travels and stands in the manifest."""
        return {"key": self.key.hex(), "name": self.name, "proof": self.proof.to_bytes().hex()}


@dataclass(frozen=True, slots=True)
class Roster:
    """The trustees in order, counted from 1, and how many of them open the box.

    Raises ValueError for an impossible threshold, too many trustees, and a name or key that stands there twice.
    """

    election: str
    threshold: int
    cards: tuple[TrusteeCard, ...]

    def __post_init__(self) -> None:
        if not 1 <= self.threshold <= len(self.cards) <= MOST_TRUSTEES:
            raise ValueError(f"{self.threshold} of {len(self.cards)} trustees can't open a box")
        for values in ({card.name for card in self.cards}, {card.key for card in self.cards}):
            if len(values) != len(self.cards):
                raise ValueError("two trustees have one name or one key")

    def to_plain(self) -> dict[str, JSON]:
        """Return the form that travels and stands in the manifest."""
        cards = [card.to_plain() for card in self.cards]
        return {"cards": cards, "election": self.election, "threshold": self.threshold}

    def digest(self) -> bytes:
        """Return the 32 bytes that trustees compare and everything later is bound to."""
        return hash_short("roster", [canonical_bytes(self.to_plain())])

    def card_of(self, index: int) -> TrusteeCard:
        """Return the card of a trustee, counted from 1. Raises FormatError when there is none."""
        if not 1 <= index <= len(self.cards):
            raise FormatError(f"there is no trustee {index}")
        return self.cards[index - 1]


def make_card(name: str, secret: int, draw: Draw = draw_scalar) -> TrusteeCard:
    """Return the card of whoever holds ``secret``."""
    key = multiply_base(secret)
    return TrusteeCard(name, key, prove_knowledge(_DOMAIN, [name.encode(), key], [secret], draw))


def read_card(value: JSON, place: str) -> TrusteeCard:
    """Read a card and check its proof. Raises FormatError naming ``place``."""
    fields = Fields(value, place)
    name = fields.text("name")
    try:
        card = TrusteeCard(name, read_point(fields.octets("key")), read_proof(fields.octets("proof"), 1))
    except EncodingError as error:
        raise FormatError(f"{place}: {error}") from None
    fields.finish()
    if not name.strip() or len(name) > 100:
        raise FormatError(f"{place}: a trustee has a name of at most 100 letters")
    if not check_knowledge(_DOMAIN, [name.encode(), card.key], [card.key], card.proof):
        raise FormatError(f"{place}: {name} didn't prove to hold the key's secret")
    return card


def read_roster(value: JSON, place: str) -> Roster:
    """Read a roster and check every card. Raises FormatError naming ``place``."""
    fields = Fields(value, place)
    election, threshold = fields.text("election"), fields.integer("threshold", least=1)
    cards = fields.elements("cards")
    fields.finish()
    try:
        return Roster(
            election,
            threshold,
            tuple(read_card(card, f"{place}: card {n}") for n, card in enumerate(cards, 1)),
        )
    except FormatError:
        raise
    except ValueError as error:
        raise FormatError(f"{place}: {error}") from None
