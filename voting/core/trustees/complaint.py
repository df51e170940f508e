"""When a trustee's share is wrong: a complaint that anyone can judge.

The complainer shows the one point that decrypts the share in question, with a proof that it is the right one. Then
either the share doesn't fit the commitments and the dealer cheated, or it does and the complaint is false.
"""

from dataclasses import dataclass

from pb.kernel.canonical import JSON
from voting.core.encryption.group import BYTES, Draw, EncodingError, Point, draw_scalar, multiply, read_point
from voting.core.encryption.hashing import write_count
from voting.core.encryption.proofs import Proof, check_equality, prove_equality, read_proof
from voting.core.reading import Fields, FormatError
from voting.core.trustees.deal import Deal, open_share
from voting.core.trustees.roster import Roster

_DOMAIN = "trustee-complaint"


@dataclass(frozen=True, slots=True)
class Complaint:
    """That ``dealer`` sent ``complainer`` a wrong share; `shared_point` lets everyone decrypt it."""

    dealer: int
    complainer: int
    shared_point: Point
    proof: Proof

    def to_plain(self) -> dict[str, JSON]:
        """Return the form that travels."""
        return {
            "complainer": self.complainer,
            "dealer": self.dealer,
            "proof": self.proof.to_bytes().hex(),
            "shared_point": self.shared_point.hex(),
        }


def make_complaint(
    roster: Roster, deal: Deal, complainer: int, card_secret: int, draw: Draw = draw_scalar
) -> Complaint:
    """Complain about the share in ``deal``. It uncovers that share, so it is made only for a wrong one."""
    first = Point(deal.shares[complainer - 1][:BYTES])
    shared_point = multiply(card_secret, first)
    state = _state(roster, (deal.dealer, complainer), shared_point)
    return Complaint(
        deal.dealer, complainer, shared_point, prove_equality(_DOMAIN, state, first, card_secret, draw)
    )


def read_complaint(value: JSON, place: str) -> Complaint:
    """Read a complaint; whether it is right, `judge_complaint` says. Raises FormatError naming ``place``."""
    fields = Fields(value, place)
    try:
        complaint = Complaint(
            fields.integer("dealer", least=1),
            fields.integer("complainer", least=1),
            read_point(fields.octets("shared_point")),
            read_proof(fields.octets("proof"), 1),
        )
    except EncodingError as error:
        raise FormatError(f"{place}: {error}") from None
    fields.finish()
    return complaint


def judge_complaint(roster: Roster, deal: Deal, complaint: Complaint) -> int:
    """Return the trustee at fault: the dealer, or the complainer whose complaint doesn't hold."""
    card = roster.card_of(complaint.complainer)
    state = _state(roster, (deal.dealer, complaint.complainer), complaint.shared_point)
    first = Point(deal.shares[complaint.complainer - 1][:BYTES])
    honest = complaint.dealer == deal.dealer and check_equality(
        _DOMAIN, state, first, (card.key, complaint.shared_point), complaint.proof
    )
    if not honest or open_share(roster, deal, complaint.complainer, complaint.shared_point) is not None:
        return complaint.complainer
    return deal.dealer


def _state(roster: Roster, parties: tuple[int, int], shared_point: Point) -> list[bytes]:
    return [roster.digest(), *map(write_count, parties), roster.card_of(parties[1]).key, shared_point]
