"""Opening and closing the ballot box: the two moves between a cycle's stage and its board.

Opening makes the manifest and the board's first entry, closing its last one. Both happen within the stage's transaction.
"""

from datetime import datetime

from pb.engine.cycle import Cycle
from pb.kernel.handoff import SealedBox, Shortlist
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from voting.core.board.ballot_box import BallotBox
from voting.core.board.entries import CloseEntry, ManifestEntry, read_entry
from voting.core.board.hours import write_hour
from voting.core.board.manifest import Custody
from voting.core.board.opening import make_first_manifest, make_server_key
from voting.core.board.server_keys import ServerKeys
from voting.core.log.merkle import MerkleTree
from voting.core.rules import read_rules
from voting.core.tally.closing import Closing, close_board
from voting.core.tally.files import BOARD
from voting.storage.ballot_box import count_entitled
from voting.storage.ballot_paper import find_ballot_paper
from voting.storage.board import append_entries, hold_board, read_lines, sequence_ballots, sign_checkpoint
from voting.storage.elections import (
    Election,
    find_election,
    find_manifest,
    keep_ceremony,
    keep_manifest,
    list_manifests,
)
from voting.storage.electoral_roll import count_residents


def refuse_opening(work: Work, cycle: Cycle) -> tuple[Message, ...]:
    """Return what the box lacks before it can be opened; empty when it lacks nothing."""
    is_kept_by_trustees = read_rules(cycle.declaration).custody is Custody.TRUSTEES
    if is_kept_by_trustees and find_election(work, cycle.id) is None:
        return (Message("The trustees have not made the key of the ballot box yet."),)
    return ()


def open_box(work: Work, cycle: Cycle, shortlist: Shortlist, keys: ServerKeys, now: datetime) -> None:
    """Make the first manifest, the board and, where the server keeps it, the key. A second call does nothing."""
    if find_manifest(work, cycle.id) is not None:
        return
    rules = read_rules(cycle.declaration)
    election = find_election(work, cycle.id)
    if election is None:
        ceremony, share = make_server_key(keys.name_board(cycle.id))
        election = Election(ceremony, keys.lock_share(cycle.id, share))
        keep_ceremony(work, cycle.id, election)
    board_key = keys.board_key(cycle.id)
    manifest = make_first_manifest(cycle, rules, shortlist, election.ceremony, board_key)
    sealed = keep_manifest(work, cycle.id, manifest)
    hold_board(work, cycle.id)
    append_entries(work, cycle.id, [ManifestEntry(1, sealed.digest, write_hour(now))])
    sign_checkpoint(work, cycle.id, keys)


def close_box(work: Work, cycle: Cycle, keys: ServerKeys, now: datetime) -> SealedBox:
    """Put the last ballots and the close on the board, sign the last checkpoint, and return what is handed on."""
    hold_board(work, cycle.id)
    sequence_ballots(work, cycle.id)
    roll = sum(count_residents(work, cycle.id).values())
    append_entries(work, cycle.id, [CloseEntry(roll, write_hour(now))])
    sign_checkpoint(work, cycle.id, keys)
    closing, box = read_closing(work, cycle.id)
    return SealedBox(
        shortlist=find_ballot_paper(work, cycle),
        entitled=count_entitled(work, cycle),
        cast=box.ballots,
        closing=closing.digest.hex(),
    )


def read_closing(work: Work, cycle_id: CycleId) -> tuple[Closing, BallotBox]:
    """Return the closing of a closed box, and the box as its board gives it. Raises FormatError for a bad line."""
    manifests = [(sealed.manifest, sealed.digest) for sealed in list_manifests(work, cycle_id)]
    box, log = BallotBox(manifests), MerkleTree()
    for number, line in enumerate(read_lines(work, cycle_id), 1):
        box.append(read_entry(line, f"{BOARD} line {number}"))
        log.append(line)
    return close_board(*manifests[-1], log), box
