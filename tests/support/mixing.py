"""A shuffle to prove and to attack: a table of blocks under a known key."""

from dataclasses import dataclass, replace

from voting.core.encryption.elgamal import CIPHERTEXT_BYTES, encrypt, split_ciphertext
from voting.core.encryption.group import Point, draw_scalar, multiply, multiply_base, subtract
from voting.core.mixing.prove import prove_shuffle
from voting.core.mixing.shuffle import ShuffleSecret, shuffle
from voting.core.mixing.statement import ShuffleStatement

SECRET = draw_scalar()
KEY = multiply_base(SECRET)


@dataclass(frozen=True, slots=True)
class Mixed:
    """A shuffle with everything its mixer knows."""

    statement: ShuffleStatement
    secret: ShuffleSecret

    def prove(self) -> bytes:
        """Return an encoded proof of the statement as it stands."""
        return prove_shuffle(self.statement, self.secret).to_bytes()

    def change_after(self, after: bytes) -> "Mixed":
        """Return the same with another table coming out."""
        return replace(self, statement=replace(self.statement, after=after))


def make_table(rows: int, width: int, first: int = 1) -> bytes:
    """Encrypt first*G, (first+1)*G, ... as a table."""
    return b"".join(encrypt(KEY, multiply_base(first + at), draw_scalar()) for at in range(rows * width))


def mix(rows: int, width: int) -> Mixed:
    """Shuffle a fresh table."""
    before = make_table(rows, width)
    after, secret = shuffle(KEY, before, width)
    return Mixed(ShuffleStatement((b"election", b"round 1"), KEY, width, before, after), secret)


def open_rows(table: bytes, width: int) -> list[tuple[Point, ...]]:
    """Decrypt a table, sorted."""
    points = []
    for at in range(0, len(table), CIPHERTEXT_BYTES):
        first, second = split_ciphertext(table[at : at + CIPHERTEXT_BYTES])
        points.append(subtract(second, multiply(SECRET, first)))
    return sorted(tuple(points[at : at + width]) for at in range(0, len(points), width))
