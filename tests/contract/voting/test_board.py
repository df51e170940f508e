"""From ballots taken in to the public board: what is signed holds for the verifier, on both databases."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select, update

from pb.kernel.errors import ConflictError
from pb.kernel.handoff import SealedBox
from pb.storage.database import Database
from tests.support.board_copy import verify_board
from tests.support.voting_world import KEYS, ROUND, SOUTH, VOTING, VotingWorld, open_vote
from voting.core.board.entries import BallotEntry, read_entry
from voting.core.channel import Channel
from voting.core.log.checkpoint import Promise, read_checkpoint, read_promise
from voting.opened_box import read_closed_box
from voting.sequencer import tend_boards
from voting.storage.ballot_box import find_mark, find_receipt
from voting.storage.board import cancel_ballots, count_entries, find_checkpoint, read_lines
from voting.storage.elections import require_manifest
from voting.storage.look_up import Standing, find_ballot
from voting.storage.tables import BoardEntryRow, ParticipationRow


@pytest.fixture
def world(database: Database) -> Iterator[VotingWorld]:
    with open_vote(database, {"revote": True}) as opened:
        yield opened


def read_tags(world: VotingWorld) -> list[bytes]:
    with world.database.read() as work:
        entries = [read_entry(line, "line") for line in read_lines(work, ROUND)]
    return [entry.tag for entry in entries if isinstance(entry, BallotEntry)]


def test_ballots_go_on_the_board_in_batches_under_signed_checkpoints(world: VotingWorld) -> None:
    world.cast(world.find(0), "1", "first")
    world.cast(world.find(2), "4", "second", SOUTH)
    tend_boards(world.database, KEYS)
    with world.database.read() as work:
        checkpoint = find_checkpoint(work, ROUND)
        key = require_manifest(work, ROUND).manifest.board_key
    assert checkpoint is not None
    assert checkpoint.number == 2, "the first covers the manifest alone"
    assert read_checkpoint(checkpoint.note, key).size == checkpoint.size == 3
    tend_boards(world.database, KEYS)
    with world.database.read() as work:
        assert count_entries(work, ROUND) == 3, "nothing new, nothing signed"
        assert find_checkpoint(work, ROUND, 3) is None
    world.cast(world.find(1), "2", "third")
    world.close_voting()
    board = verify_board(world.database, ROUND)
    assert (board.box.ballots, board.log.size) == (3, 5)
    assert board.box.close is not None
    assert board.box.close.roll == 3


def test_place_on_the_board_tells_nothing_of_the_order_of_casting(world: VotingWorld) -> None:
    codes = {world.cast(world.find(position), "1", "key") for position in range(2)}
    tend_boards(world.database, KEYS)
    with world.database.read() as work:
        places = sorted(
            (ballot.position or 0, ballot.digest)
            for code in codes
            if (ballot := find_ballot(work, ROUND, code))
        )
    assert [digest for _, digest in places] == sorted(digest for _, digest in places)


def test_last_ballot_of_a_voter_stands_and_the_verifier_agrees(world: VotingWorld) -> None:
    voter = world.find()
    first = world.cast(voter, "1", "first key")
    tend_boards(world.database, KEYS)
    second = world.cast(voter, "2", "second key")
    third = world.cast(voter, "3", "third key")
    assert world.cast(voter, "1", "first key") == first, "a page that is sent again replaces nothing"
    tend_boards(world.database, KEYS)
    with world.database.read() as work:
        standings = [
            ballot.standing for code in (first, second, third) if (ballot := find_ballot(work, ROUND, code))
        ]
        mark = find_mark(work, ROUND, voter)
        newest = find_receipt(work, ROUND, voter, "third key")
    assert standings == [Standing.REPLACED, Standing.REPLACED, Standing.STANDS]
    assert mark is not None
    assert mark.turn == 3
    assert newest is not None
    assert len(set(read_tags(world))) == 1
    world.close_voting()
    board = verify_board(world.database, ROUND)
    assert board.box.ballots == 1
    world.open_ballots()
    with world.database.read() as work:
        sealed = work.load_handoff(ROUND, VOTING)
        assert isinstance(sealed, SealedBox)
        opened = read_closed_box(work, work.read_cycle(ROUND), sealed)
    assert [area.ballots for area in opened.areas] == [({"3": 1},), ()]


def test_paper_ballot_cancels_what_was_cast_over_the_web(world: VotingWorld) -> None:
    voter = world.find()
    code = world.cast(voter, "1", "key")
    with world.database.write() as work:
        work.hold_cycle(ROUND)
        mark = find_mark(work, ROUND, voter, is_held=True)
        assert mark is not None
        work.connection.execute(
            update(ParticipationRow)
            .where(ParticipationRow.resident_id == voter)
            .values(channel=Channel.PAPER.value)
        )
        cancel_ballots(work, ROUND, mark.tag, "paper", world.clock.now())
        work.commit()
    with world.database.read() as work:
        found = find_ballot(work, ROUND, code)
    assert found is not None
    assert found.standing is Standing.CANCELLED
    with pytest.raises(ConflictError, match="on paper"):
        world.cast(voter, "2", "another key")
    world.close_voting()
    assert verify_board(world.database, ROUND).box.ballots == 0


def test_promise_is_signed_by_the_board_and_names_the_ballot(world: VotingWorld) -> None:
    voter = world.find()
    world.cast(voter, "1", "key")
    with world.database.read() as work:
        receipt = find_receipt(work, ROUND, voter, "key")
        key = require_manifest(work, ROUND).manifest.board_key
    assert receipt is not None
    promise = read_promise(receipt.promise(KEYS, ROUND, key.name), key)
    assert promise == Promise(key.name, receipt.digest, "2027-02-03T09:00Z")


def test_changed_line_of_the_board_is_noticed_before_the_box_is_handed_on(world: VotingWorld) -> None:
    world.cast(world.find(0), "1", "key")
    tend_boards(world.database, KEYS)
    with world.database.write() as work:
        line = work.session.scalars(select(BoardEntryRow.line).where(BoardEntryRow.position == 1)).one()
        changed = line.replace(b"T07:00Z", b"T08:00Z")
        assert changed != line
        work.session.execute(update(BoardEntryRow).where(BoardEntryRow.position == 1).values(line=changed))
        work.commit()
    with pytest.raises(RuntimeError, match="isn't the one that was signed"):
        world.close_voting()
