"""Merkle trees of whole boards, kept in memory for proofs; they only ever grow by the entries that are new.

A tree is a picture of the database, never a source: it is made anew when the board in the database is another one.
"""

import threading
from weakref import WeakKeyDictionary

from pb.kernel.ids import CycleId
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from voting.core.log.frontier import read_frontier
from voting.core.log.merkle import MerkleTree
from voting.storage.board import read_lines
from voting.storage.tables import CheckpointRow

_trees: WeakKeyDictionary[Database, dict[CycleId, MerkleTree]] = WeakKeyDictionary()
_growing = threading.Lock()


def grow_tree(database: Database, work: Work, cycle_id: CycleId, checkpoint: CheckpointRow) -> MerkleTree:
    """Return the tree of a board, at least as large as ``checkpoint`` says."""
    expected = read_frontier(checkpoint.size, checkpoint.frontier).root()
    with _growing:
        trees = _trees.setdefault(database, {})
        tree = trees.get(cycle_id, MerkleTree())
        for line in read_lines(work, cycle_id, tree.size, checkpoint.size):
            tree.append(line)
        if tree.size < checkpoint.size or tree.root(checkpoint.size) != expected:
            tree = MerkleTree(read_lines(work, cycle_id, 0, checkpoint.size))
        trees[cycle_id] = tree
    return tree
