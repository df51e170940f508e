"""Writes the shared test vectors: fixed inputs, fixed randomness, every byte that comes out.

Run as `python -m tests.vectors.write_vectors` when the protocol changes on purpose; a test fails while the files and the
code differ. Randomness is the stream that `Stream` describes, so that another implementation can repeat all of it.
"""

import json
from pathlib import Path

from pb.kernel.canonical import JSON
from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from tests.support.ballots import make_style
from tests.vectors.outcome_vectors import make_outcomes
from voting.core.ballot.choices import Choices, decode_choices, encode_choices
from voting.core.ballot.rule import BallotKind, BallotRule
from voting.core.ballot.sealing import BallotContext, digest_sealed, seal_choices
from voting.core.ballot.style import BallotStyle
from voting.core.encryption.elgamal import encrypt
from voting.core.encryption.encoding import encode_integer
from voting.core.encryption.group import Draw, multiply_base, write_scalar
from voting.core.encryption.hashing import hash_short, hash_to_point, hash_to_scalar, hash_wide, write_count
from voting.core.encryption.sodium import derive_public_key
from voting.core.log.checkpoint import Checkpoint, Promise
from voting.core.log.merkle import MerkleTree
from voting.core.log.note import NoteKey
from voting.core.mixing.prove import prove_shuffle
from voting.core.mixing.shuffle import ShuffleSecret, shuffle
from voting.core.mixing.statement import ShuffleStatement
from voting.core.receipt import make_receipt_code
from voting.core.trustees.deal import make_deal
from voting.core.trustees.election_key import Ceremony, ElectionKey, confirm, take_share
from voting.core.trustees.opening import OpeningStatement, combine_shares, make_shares
from voting.core.trustees.roster import Roster, make_card

FOLDER = Path(__file__).parent


class Stream:
    """Scalars for vectors: the i-th is the protocol's hash to a scalar of (seed, i) under the domain ``vector``."""

    def __init__(self, seed: str) -> None:
        """Start at 0."""
        self._seed, self._next = seed.encode(), 0

    def __call__(self) -> int:
        """Return the next scalar."""
        scalar = hash_to_scalar("vector", [self._seed, write_count(self._next)])
        self._next += 1
        return scalar


def make_all() -> dict[str, JSON]:
    """Return every vector file's content."""
    return {
        "hashing": _make_hashing(),
        "encoding": _make_encoding(),
        "sealing": [_seal(name, style, choices) for name, style, choices in _list_ballots()],
        "shuffle": [_shuffle("shuffle-1", 3, 1, (2, 0, 1)), _shuffle("shuffle-2", 2, 2, (1, 0))],
        "trustees": _make_trustees(),
        "log": _make_log(),
        "outcome": _make_outcome(),
    }


def to_text(value: JSON) -> str:
    """Return a vector file's text: indented, for people too."""
    return json.dumps(value, indent=1, sort_keys=True) + "\n"


def _make_hashing() -> JSON:
    statements = [
        ("test", []),
        ("test", [b""]),
        ("test", [b"ab", b"c"]),
        ("test", [b"a", b"bc"]),
        ("other", [b"\x00"]),
    ]
    return [
        {
            "domain": domain,
            "parts": [part.hex() for part in parts],
            "point": hash_to_point(domain, parts).hex(),
            "scalar": write_scalar(hash_to_scalar(domain, parts)).hex(),
            "short": hash_short(domain, parts).hex(),
            "wide": hash_wide(domain, parts).hex(),
        }
        for domain, parts in statements
    ]


def _make_encoding() -> JSON:
    numbers = [(0, 1), (1, 1), (2**224 - 1, 1), (2**224, 2), (10**100, 2), (0, 3)]
    return [
        {
            "blocks": blocks,
            "number": str(number),
            "points": [point.hex() for point in encode_integer(number, blocks)],
        }
        for number, blocks in numbers
    ]


def _list_ballots() -> list[tuple[str, BallotStyle, Choices]]:
    def choose(*pairs: tuple[int, int]) -> Choices:
        return tuple((ProjectId(f"p{project}"), value) for project, value in pairs)

    approval = make_style(BallotRule(BallotKind.APPROVAL, maximum=3, blank=True), 5)
    return [
        ("approval", approval, choose((1, 1), (4, 1))),
        ("blank", approval, ()),
        ("wide approval", make_style(BallotRule(BallotKind.APPROVAL), 230), choose((1, 1), (230, 1))),
        (
            "knapsack",
            make_style(BallotRule(BallotKind.KNAPSACK, budget=Cents(250)), 5),
            choose((2, 1), (3, 1)),
        ),
        (
            "points",
            make_style(BallotRule(BallotKind.POINTS, top=10, most_total=10), 24),
            choose((9, 4), (13, 3)),
        ),
        ("scores", make_style(BallotRule(BallotKind.SCORES, top=5), 7), choose((1, 5), (7, 2))),
        ("ranking", make_style(BallotRule(BallotKind.RANKING, maximum=3), 8), choose((8, 1), (2, 2), (5, 3))),
        ("wide ranking", make_style(BallotRule(BallotKind.RANKING), 60), choose((60, 1), (1, 2))),
        ("single", make_style(BallotRule(BallotKind.SINGLE, maximum=1), 9), choose((9, 1))),
    ]


def _seal(name: str, style: BallotStyle, choices: Choices) -> JSON:
    stream = Stream(f"sealing {name}")
    secret = stream()
    context = BallotContext(hash_short("vector", [b"manifest"]), bytes(range(16)), multiply_base(secret))
    draws: list[int] = []

    def draw() -> int:
        draws.append(stream())
        return draws[-1]

    sealing = seal_choices(context, style, choices, draw)
    digest = digest_sealed(context, style, sealing.sealed)
    number = encode_choices(style, choices)
    assert decode_choices(style, number) == choices
    return {
        "choices": [[project, value] for project, value in choices],
        "code": make_receipt_code(digest),
        "digest": digest.hex(),
        "draws": [write_scalar(scalar).hex() for scalar in draws],
        "key": context.key.hex(),
        "manifest": context.manifest.hex(),
        "name": name,
        "number": str(number),
        "sealed": sealing.sealed.hex(),
        "secret": write_scalar(secret).hex(),
        "style": style.to_plain(),
        "tag": context.tag.hex(),
        "width": style.width,
    }


def _shuffle(seed: str, rows: int, width: int, permutation: tuple[int, ...]) -> JSON:
    draw = Stream(seed)
    key = multiply_base(draw())
    before = b"".join(encrypt(key, encode_integer(number, 1)[0], draw()) for number in range(rows * width))
    secret = ShuffleSecret(permutation, tuple(tuple(draw() for _ in range(width)) for _ in range(rows)))
    after, _ = shuffle(key, before, width, secret=secret)
    context = (b"first part", b"second part")
    proof = prove_shuffle(ShuffleStatement(context, key, width, before, after), secret, draw=draw)
    return {
        "after": after.hex(),
        "before": before.hex(),
        "context": [part.hex() for part in context],
        "key": key.hex(),
        "permutation": list(permutation),
        "proof": proof.to_bytes().hex(),
        "seed": seed,
        "width": width,
    }


def _make_trustees() -> JSON:
    draw: Draw = Stream("trustees")
    secrets = [draw() for _ in range(3)]
    cards = tuple(make_card(name, secret, draw) for name, secret in zip("ABC", secrets, strict=True))
    roster = Roster("vectors", 2, cards)
    deals = tuple(make_deal(roster, index, secret, draw) for index, secret in enumerate(secrets, 1))
    election_key = ElectionKey(roster, deals)
    ceremony = Ceremony(
        election_key, tuple(confirm(election_key, i, one, draw) for i, one in enumerate(secrets, 1))
    )
    shares = [take_share(election_key, index, secret) for index, secret in enumerate(secrets, 1)]
    numbers = (5, 2**200 + 7)
    points = [encode_integer(number, 1)[0] for number in numbers]
    table = b"".join(encrypt(election_key.key, point, draw()) for point in points)
    statements = [OpeningStatement((b"context",), election_key, trustee, table) for trustee in (1, 2, 3)]
    opened = [make_shares(one, share, draw=draw) for one, share in zip(statements, shares, strict=True)]
    used = {1: opened[0][:-64], 3: opened[2][:-64]}
    return {
        "card_secrets": [write_scalar(secret).hex() for secret in secrets],
        "ceremony": ceremony.to_plain(),
        "combined": combine_shares(table, used).hex(),
        "context": [b"context".hex()],
        "deals_digest": election_key.digest().hex(),
        "numbers": [str(number) for number in numbers],
        "roster_digest": roster.digest().hex(),
        "secret_shares": [write_scalar(share).hex() for share in shares],
        "share_keys": [election_key.share_key(trustee).hex() for trustee in (1, 2, 3)],
        "shares": [one.hex() for one in opened],
        "table": table.hex(),
    }


def _make_outcome() -> JSON:
    draw: Draw = Stream("outcome")
    secrets = [draw() for _ in range(3)]
    cards = tuple(make_card(name, secret, draw) for name, secret in zip("ABC", secrets, strict=True))
    roster = Roster("vectors", 2, cards)
    election_key = ElectionKey(
        roster, tuple(make_deal(roster, index, secret, draw) for index, secret in enumerate(secrets, 1))
    )
    shares = [take_share(election_key, index, secret) for index, secret in enumerate(secrets, 1)]
    return {
        "deals_digest": election_key.digest().hex(),
        **make_outcomes(Ceremony(election_key, ()), shares, draw),
    }


def _make_log() -> JSON:
    seed = bytes(range(32))
    key = NoteKey("pb.example/2027", derive_public_key(seed))
    entries = [f"entry {number}".encode() for number in range(7)]
    tree = MerkleTree(entries)
    digest = bytes(range(32))
    return {
        "checkpoint": Checkpoint(key.name, 7, tree.root()).sign(seed).decode(),
        "code": make_receipt_code(digest),
        "consistency_3_7": [node.hex() for node in tree.prove_consistency(3, 7)],
        "digest": digest.hex(),
        "entries": [entry.decode() for entry in entries],
        "inclusion_4_7": [node.hex() for node in tree.prove_inclusion(4, 7)],
        "key": str(key),
        "promise": Promise(key.name, digest, "2027-03-01T14:00Z").sign(seed).decode(),
        "roots": [tree.root(size).hex() for size in range(8)],
        "seed": seed.hex(),
    }


if __name__ == "__main__":
    for file, content in make_all().items():
        (FOLDER / f"{file}.json").write_text(to_text(content))
