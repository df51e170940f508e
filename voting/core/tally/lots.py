"""Lots for ties that nobody can draw again, hold back or know before t trustees open the box.

The lot is the election's secret key times a point that is fixed before the first ballot (a distributed pseudo-random
function: Naor, Pinkas, Reingold 1999). The election key in the manifest is the commitment to it: any t trustees get the
same value, fewer get nothing, and each one's part carries a proof. So there is no second secret that could be lost,
and no last drawer who could keep quiet when the lot displeases.
"""

from collections.abc import Mapping, Sequence

from pb.kernel.canonical import JSON, canonical_bytes
from pb.kernel.ids import ProjectId
from voting.core.ballot.style import BallotStyle
from voting.core.board.manifest import Manifest
from voting.core.encryption.group import (
    BYTES,
    IDENTITY,
    Draw,
    EncodingError,
    Point,
    add,
    draw_scalar,
    multiply,
    read_point,
)
from voting.core.encryption.hashing import hash_short, hash_to_point, write_count
from voting.core.encryption.proofs import check_equality, prove_equality, read_proof
from voting.core.trustees.opening import interpolate_at_zero

_DOMAIN = "lot-share"


def fix_lot_point(manifest: Manifest) -> Point:
    """Return the point that the lot is made of: from the trustees' deals and the styles, which no version changes."""
    styles: list[JSON] = [style.to_plain() for style in manifest.styles]
    return hash_to_point("lots", [manifest.ceremony.election_key.digest(), canonical_bytes(styles)])


def make_lot_share(manifest: Manifest, trustee: int, secret_share: int, draw: Draw = draw_scalar) -> bytes:
    """Return a trustee's part of the lot and its proof: 32 and 64 bytes."""
    point = fix_lot_point(manifest)
    part = multiply(secret_share, point)
    context = _state(manifest, trustee, part)
    return part + prove_equality(_DOMAIN, context, point, secret_share, draw).to_bytes()


def check_lot_share(manifest: Manifest, trustee: int, encoded: bytes) -> Point:
    """Check a trustee's part and return its point. Raises EncodingError naming the trustee."""
    whose = f"trustee {trustee}, {manifest.ceremony.election_key.roster.card_of(trustee).name}"
    try:
        part, proof = read_point(encoded[:BYTES]), read_proof(encoded[BYTES:], 1)
    except EncodingError as error:
        raise EncodingError(f"{whose}: {error}") from None
    products = (manifest.ceremony.election_key.share_key(trustee), part)
    context = _state(manifest, trustee, part)
    if not check_equality(_DOMAIN, context, fix_lot_point(manifest), products, proof):
        raise EncodingError(f"{whose}: the proof of the lot doesn't hold")
    return part


def combine_lot(parts: Mapping[int, Point]) -> Point:
    """Return the lot from checked parts by trustee, exactly as many as the threshold."""
    lot = IDENTITY
    for trustee in sorted(parts):
        lot = add(lot, multiply(interpolate_at_zero(trustee, sorted(parts)), parts[trustee]))
    return lot


def draw_lots(lot: Point, style: BallotStyle) -> tuple[ProjectId, ...]:
    """Return the projects of a style in the order drawn: the first one wins a tie."""
    return tuple(sorted(style.projects, key=lambda project: _hash_project(lot, style, project)))


def _hash_project(lot: Point, style: BallotStyle, project: ProjectId) -> bytes:
    return hash_short("lot", [lot, style.id.encode(), project.encode()])


def _state(manifest: Manifest, trustee: int, part: Point) -> Sequence[bytes]:
    election_key = manifest.ceremony.election_key
    return [election_key.digest(), write_count(trustee), election_key.share_key(trustee), part]
