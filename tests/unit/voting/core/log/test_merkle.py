"""The tree is RFC 6962's, and its proofs prove nothing else."""

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.core.log.merkle import (
    EMPTY_ROOT,
    MerkleTree,
    hash_children,
    hash_entry,
    is_consistent,
    is_included,
)

ENTRIES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
"""The reference tree of the Certificate Transparency project: roots after one to eight of these entries."""

SIZES = st.integers(1, 70)


def make_tree(size: int) -> MerkleTree:
    return MerkleTree(f"entry {number}".encode() for number in range(size))


def hash_plainly(entries: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, word for word."""
    if len(entries) == 1:
        return hash_entry(entries[0])
    split = 1
    while split * 2 < len(entries):
        split *= 2
    return hash_children(hash_plainly(entries[:split]), hash_plainly(entries[split:]))


def test_roots_are_those_of_the_reference_tree() -> None:
    tree = MerkleTree()
    assert tree.root() == EMPTY_ROOT == hashlib.sha256(b"").digest()
    for entry, root in zip(ENTRIES, ROOTS, strict=True):
        tree.append(entry)
        assert tree.root().hex() == root
    assert [tree.root(size).hex() for size in range(1, 9)] == list(ROOTS)


def test_roots_of_all_small_trees_are_the_definition() -> None:
    entries = [f"entry {number}".encode() for number in range(40)]
    tree = MerkleTree(entries)
    assert all(tree.root(size) == hash_plainly(entries[:size]) for size in range(1, 41))


def test_every_entry_is_included_in_every_later_tree() -> None:
    tree = make_tree(20)
    for size in range(1, 21):
        for index in range(size):
            path = tree.prove_inclusion(index, size)
            assert is_included(f"entry {index}".encode(), index, size, path, tree.root(size))


@given(SIZES, st.data())
def test_path_proves_its_own_entry_only(size: int, data: st.DataObject) -> None:
    index, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size - 1))
    tree = make_tree(size)
    path, root = tree.prove_inclusion(index, size), tree.root()
    assert is_included(f"entry {other}".encode(), index, size, path, root) == (other == index)
    assert not is_included(f"entry {index}".encode(), index, size, [*path, bytes(32)], root)
    if path:
        assert not is_included(f"entry {index}".encode(), index, size, path[:-1], root)
        assert not is_included(f"entry {index}".encode(), index, size, [bytes(32), *path[1:]], root)


def test_index_outside_the_tree_is_not_included() -> None:
    assert not is_included(b"x", 1, 1, [], hash_entry(b"x"))
    assert not is_included(b"x", -1, 1, [], hash_entry(b"x"))


def test_every_tree_is_a_beginning_of_every_later_one() -> None:
    tree = make_tree(20)
    for new in range(1, 21):
        for old in range(1, new + 1):
            assert is_consistent(old, new, tree.root(old), tree.root(new), tree.prove_consistency(old, new))


@given(SIZES, SIZES)
def test_rewritten_history_is_not_consistent(first: int, second: int) -> None:
    old, new = sorted((first, second))
    tree = make_tree(new)
    rewritten = MerkleTree([b"another", *(f"entry {number}".encode() for number in range(1, new))])
    path = rewritten.prove_consistency(old, new)
    assert not is_consistent(old, new, tree.root(old), rewritten.root(), path)
    assert not is_consistent(
        old, new, tree.root(old), tree.root(), [*tree.prove_consistency(old, new), bytes(32)]
    )


def test_two_roots_of_one_size_are_not_consistent() -> None:
    assert not is_consistent(5, 5, bytes(32), EMPTY_ROOT, [])
    assert not is_consistent(0, 5, EMPTY_ROOT, EMPTY_ROOT, [])
    assert not is_consistent(3, 5, EMPTY_ROOT, EMPTY_ROOT, [])


def test_sizes_that_the_tree_has_not_are_refused() -> None:
    tree = make_tree(3)
    for ask in (
        lambda: tree.root(4),
        lambda: tree.prove_inclusion(3, 3),
        lambda: tree.prove_consistency(2, 4),
    ):
        with pytest.raises(ValueError, match=r"no |entries"):
            ask()


def test_root_changes_with_every_entry() -> None:
    tree = make_tree(9)
    assert all(old != new for old, new in pairwise(tree.root(size) for size in range(10)))
