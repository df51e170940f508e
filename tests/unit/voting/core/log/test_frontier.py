"""The right edge of a tree gives the same roots as the whole tree, however the entries come."""

import pytest

from voting.core.log.frontier import Frontier, read_frontier
from voting.core.log.merkle import MerkleTree

ENTRIES = [str(number).encode() for number in range(70)]


@pytest.mark.parametrize("step", [1, 2, 3, 7, 64, 70])
def test_root_is_that_of_the_whole_tree_at_every_size(step: int) -> None:
    tree, edge = MerkleTree(ENTRIES), Frontier()
    for start in range(0, len(ENTRIES), step):
        assert edge.root() == tree.root(edge.size)
        edge = edge.extend(ENTRIES[start : start + step])
    assert (edge.size, edge.root()) == (70, tree.root())


@pytest.mark.parametrize("size", range(9))
def test_edge_goes_on_from_what_was_kept(size: int) -> None:
    edge = Frontier().extend(ENTRIES[:size])
    assert read_frontier(size, edge.to_bytes()) == edge


@pytest.mark.parametrize(
    ("size", "content"), [(3, b"x" * 32), (0, b"x" * 32), (1, b"x" * 31), (2, b"x" * 33)]
)
def test_edge_that_does_not_fit_its_size_is_refused(size: int, content: bytes) -> None:
    with pytest.raises(ValueError, match="complete subtrees"):
        read_frontier(size, content)
