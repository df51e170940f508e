"""The Merkle tree of RFC 6962 over a growing list of entries, with proofs of inclusion and of consistency.

The tree keeps the hash of every complete subtree, 64 bytes an entry, so that roots and proofs of any size take
logarithmic time. Checking a proof needs no tree (RFC 9162 section 2.1 has the algorithms).
"""

import hashlib
from collections.abc import Iterable, Sequence

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def hash_entry(entry: bytes) -> bytes:
    """Return the hash of a leaf."""
    return hashlib.sha256(b"\x00" + entry).digest()


def hash_children(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class MerkleTree:
    """A tree that grows at its right edge. Sizes and indices count entries, indices from 0."""

    def __init__(self, entries: Iterable[bytes] = ()) -> None:
        """Start with these entries."""
        self._levels: list[list[bytes]] = [[]]
        for entry in entries:
            self.append(entry)

    @property
    def size(self) -> int:
        """The number of entries."""
        return len(self._levels[0])

    def append(self, entry: bytes) -> None:
        """Add an entry."""
        node = hash_entry(entry)
        for level, nodes in enumerate(self._levels):
            nodes.append(node)
            if len(nodes) % 2:
                return
            node = hash_children(nodes[-2], nodes[-1])
            if level + 1 == len(self._levels):
                self._levels.append([])

    def root(self, size: int | None = None) -> bytes:
        """Return the root of the whole tree, or of its first ``size`` entries."""
        size = self.size if size is None else size
        if not 0 <= size <= self.size:
            raise ValueError(f"the tree has {self.size} entries")
        return self._hash_range(0, size) if size else EMPTY_ROOT

    def prove_inclusion(self, index: int, size: int) -> list[bytes]:
        """Return the audit path of an entry in the tree of the first ``size`` entries."""
        if not 0 <= index < size <= self.size:
            raise ValueError(f"no entry {index} among {size} of {self.size}")
        path = []
        start, stop = 0, size
        while stop - start > 1:
            middle = start + _split(stop - start)
            if index < middle:
                path.append(self._hash_range(middle, stop))
                stop = middle
            else:
                path.append(self._hash_range(start, middle))
                start = middle
        return path[::-1]

    def prove_consistency(self, old: int, new: int) -> list[bytes]:
        """Return the proof that the first ``old`` entries are a beginning of the first ``new`` ones."""
        if not 0 < old <= new <= self.size:
            raise ValueError(f"no sizes {old} and {new} in a tree of {self.size}")
        path: list[bytes] = []
        start, stop, whole = 0, new, True
        while stop != old:
            middle = start + _split(stop - start)
            if old <= middle:
                path.append(self._hash_range(middle, stop))
                stop = middle
            else:
                path.append(self._hash_range(start, middle))
                start, whole = middle, False
        return ([] if whole else [self._hash_range(start, stop)]) + path[::-1]

    def _hash_range(self, start: int, stop: int) -> bytes:
        size = stop - start
        level = size.bit_length() - 1
        if size == 1 << level:
            return self._levels[level][start >> level]
        middle = start + _split(size)
        return hash_children(self._hash_range(start, middle), self._hash_range(middle, stop))


def is_included(entry: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Say whether ``path`` proves that ``entry`` is number ``index`` of the tree with this size and root."""
    if not 0 <= index < size:
        return False
    node, last, left = hash_entry(entry), size - 1, list(path)
    while last:
        if not index % 2 and index == last:
            # A right edge without a sibling moves up unchanged.
            index, last = index >> 1, last >> 1
            continue
        if not left:
            return False
        sibling = left.pop(0)
        node = hash_children(sibling, node) if index % 2 else hash_children(node, sibling)
        index, last = index >> 1, last >> 1
    return not left and node == root


def is_consistent(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Say whether ``path`` proves that the tree of size ``old`` is a beginning of the one of size ``new``."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not path and old_root == new_root
    # A tree of a power of two is itself the first node: the proof leaves it out.
    nodes = [old_root, *path] if old & (old - 1) == 0 else list(path)
    return bool(nodes) and _fold(old - 1, new - 1, nodes) == (old_root, new_root)


def _fold(index: int, last: int, nodes: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Return both roots that a consistency proof leads to; None when it has too many or too few nodes."""
    while index % 2:
        index, last = index >> 1, last >> 1
    first = second = nodes[0]
    for node in nodes[1:]:
        if not last:
            return None
        if index % 2 or index == last:
            first, second = hash_children(node, first), hash_children(node, second)
            while index and not index % 2:
                index, last = index >> 1, last >> 1
        else:
            second = hash_children(second, node)
        index, last = index >> 1, last >> 1
    return None if last else (first, second)


def _split(size: int) -> int:
    """Return the largest power of two below ``size``."""
    return 1 << (size - 1).bit_length() - 1
