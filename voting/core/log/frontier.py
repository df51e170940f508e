"""The right edge of a Merkle tree: all that is needed to add entries and to know the root (RFC 6962).

Kept beside each checkpoint, so that the next one costs as much as there are new entries, however long the board is.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from voting.core.log.merkle import EMPTY_ROOT, HASH_BYTES, hash_children, hash_entry


@dataclass(frozen=True, slots=True)
class Frontier:
    """A tree of ``size`` entries as the roots of its complete subtrees, the largest and leftmost first.

    Raises ValueError unless there is one root for each bit of the size.
    """

    size: int = 0
    roots: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if len(self.roots) != self.size.bit_count() or any(len(root) != HASH_BYTES for root in self.roots):
            raise ValueError(f"a tree of {self.size} entries has {self.size.bit_count()} complete subtrees")

    def extend(self, entries: Iterable[bytes]) -> "Frontier":
        """Return the tree with these entries added."""
        size, roots = self.size, list(self.roots)
        for entry in entries:
            node, filled = hash_entry(entry), size
            while filled % 2:
                node, filled = hash_children(roots.pop(), node), filled // 2
            roots.append(node)
            size += 1
        return Frontier(size, tuple(roots))

    def root(self) -> bytes:
        """Return the root of the whole tree."""
        if not self.roots:
            return EMPTY_ROOT
        *left, node = self.roots
        for root in reversed(left):
            node = hash_children(root, node)
        return node

    def to_bytes(self) -> bytes:
        """Return the roots joined; the size is kept beside them."""
        return b"".join(self.roots)


def read_frontier(size: int, content: bytes) -> Frontier:
    """Read what `Frontier.to_bytes` gave. Raises ValueError when it doesn't fit the size."""
    return Frontier(size, tuple(content[at : at + HASH_BYTES] for at in range(0, len(content), HASH_BYTES)))
