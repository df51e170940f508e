"""A trustee's part in making the election key: a secret polynomial, committed to and dealt out in encrypted shares.

Feldman's sharing, run by every trustee at once (Pedersen 1991). One proof covers a whole deal: it shows knowledge of
every coefficient (nobody can choose a part that cancels the others' parts) and signs the deal with the card's key.
The coefficients are needed for the deal only; the caller drops them with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pb.kernel.canonical import JSON
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
    read_point,
    read_scalar,
    write_scalar,
)
from voting.core.encryption.hashing import hash_wide, write_count
from voting.core.encryption.proofs import Proof, check_knowledge, prove_knowledge, read_proof
from voting.core.reading import Fields, FormatError, read_octets
from voting.core.trustees.roster import Roster

_DOMAIN = "trustee-deal"


@dataclass(frozen=True, slots=True)
class Deal:
    """What one trustee sends to all: commitments to the coefficients and, in roster order, the encrypted shares."""

    dealer: int
    commitments: tuple[Point, ...]
    shares: tuple[bytes, ...]
    proof: Proof

    def to_plain(self) -> dict[str, JSON]:
        """Return the form that travels and stands in the manifest."""
        return {
            "commitments": [point.hex() for point in self.commitments],
            "dealer": self.dealer,
            "proof": self.proof.to_bytes().hex(),
            "shares": [share.hex() for share in self.shares],
        }


def make_deal(roster: Roster, dealer: int, card_secret: int, draw: Draw = draw_scalar) -> Deal:
    """Draw a polynomial and deal it. Raises FormatError when ``dealer`` isn't on the roster or has another secret."""
    if roster.card_of(dealer).key != multiply_base(card_secret):
        raise FormatError(f"this key file isn't the one of trustee {dealer}")
    coefficients = [draw() for _ in range(roster.threshold)]
    commitments = tuple(multiply_base(coefficient) for coefficient in coefficients)
    shares = []
    for receiver, card in enumerate(roster.cards, 1):
        ephemeral = draw()
        pad = _derive_pad(roster, (dealer, receiver), multiply_base(ephemeral), multiply(ephemeral, card.key))
        share = write_scalar(evaluate(coefficients, receiver))
        shares.append(multiply_base(ephemeral) + _mask(share, pad))
    state = _state(roster, dealer, commitments, shares)
    return Deal(
        dealer,
        commitments,
        tuple(shares),
        prove_knowledge(_DOMAIN, state, [*coefficients, card_secret], draw),
    )


def read_deal(value: JSON, roster: Roster, place: str) -> Deal:
    """Read a deal and check its proof. Raises FormatError naming ``place`` and, where it is known, the dealer."""
    fields = Fields(value, place)
    dealer = fields.integer("dealer", least=1)
    card = roster.card_of(dealer)
    try:
        commitments = tuple(
            read_point(read_octets(point, place, BYTES)) for point in fields.elements("commitments")
        )
        shares = tuple(read_octets(share, place, 2 * BYTES) for share in fields.elements("shares"))
        for share in shares:
            read_point(share[:BYTES])
        proof = read_proof(fields.octets("proof"), len(commitments) + 1)
    except EncodingError as error:
        raise FormatError(f"{place}: {error} (trustee {dealer}, {card.name})") from None
    fields.finish()
    if len(commitments) != roster.threshold or len(shares) != len(roster.cards):
        raise FormatError(f"{place}: trustee {dealer}, {card.name}, dealt for another roster")
    if not check_knowledge(
        _DOMAIN, _state(roster, dealer, commitments, shares), [*commitments, card.key], proof
    ):
        raise FormatError(f"{place}: the proof of trustee {dealer}, {card.name}, doesn't hold")
    return Deal(dealer, commitments, shares, proof)


def open_share(roster: Roster, deal: Deal, receiver: int, shared_point: Point) -> int | None:
    """Return the share dealt to ``receiver``, or None when it isn't the one committed to.

    ``shared_point`` is the receiver's card secret times the first half of the encrypted share.
    """
    encrypted = deal.shares[receiver - 1]
    pad = _derive_pad(roster, (deal.dealer, receiver), Point(encrypted[:BYTES]), shared_point)
    try:
        share = read_scalar(_mask(encrypted[BYTES:], pad))
    except EncodingError:
        return None
    return share if multiply_base(share) == evaluate_commitments(deal.commitments, receiver) else None


def evaluate(coefficients: Sequence[int], at: int) -> int:
    """Return the polynomial's value modulo the order; the first coefficient is the constant one."""
    value = 0
    for coefficient in reversed(coefficients):
        value = (value * at + coefficient) % ORDER
    return value


def evaluate_commitments(commitments: Sequence[Point], at: int) -> Point:
    """Return the committed polynomial's value times the base point."""
    value = IDENTITY
    for commitment in reversed(commitments):
        value = add(multiply(at, value), commitment)
    return value


def _state(roster: Roster, dealer: int, commitments: Sequence[Point], shares: Sequence[bytes]) -> list[bytes]:
    return [
        roster.digest(),
        write_count(dealer),
        roster.card_of(dealer).key,
        b"".join(commitments),
        b"".join(shares),
    ]


def _derive_pad(roster: Roster, parties: tuple[int, int], ephemeral: Point, shared_point: Point) -> bytes:
    parts = [roster.digest(), *map(write_count, parties), ephemeral, shared_point]
    return hash_wide("share-pad", parts)[:BYTES]


def _mask(content: bytes, pad: bytes) -> bytes:
    return bytes(left ^ right for left, right in zip(content, pad, strict=True))
