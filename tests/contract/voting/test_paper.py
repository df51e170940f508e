"""Desks, marks and batches on both databases."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from pb.engine.acts import OPEN
from pb.kernel.errors import ConflictError, NotAllowedError, NotFoundError, NotNowError
from pb.kernel.ids import ResidentId
from pb.storage.database import Database
from tests.support.paper_world import AINO, BERTIL, CARITA, PaperWorld, open_paper_vote
from tests.support.voting_world import CLERK, CLOSES, NORTH, PUBLICATION, ROUND, SOUTH, VOTING, open_vote
from voting.core.board.entries import CancelEntry, read_entry
from voting.core.paper.account import SheetKind
from voting.core.tally.paper import UNREADABLE_SHEET
from voting.opening import read_closing
from voting.storage.ballot_box import find_mark
from voting.storage.board import read_lines
from voting.storage.outcomes import find_outcome_digest
from voting.storage.paper_audit import end_audit, find_audit, fix_record, throw_lot
from voting.storage.paper_ballots import read_paper_ballots, read_record, write_paper_files
from voting.storage.paper_batches import find_batch, list_batches, read_mismatches, read_own
from voting.storage.paper_decisions import read_decisions
from voting.storage.paper_desks import add_desk, list_unbalanced, read_desk_states
from voting.storage.paper_marks import find_paper_mark
from voting.tally import read_closed_box

SUPERSEDES = {"precedence": "paper"}


def test_two_sheets_from_the_desk_to_the_count(database: Database) -> None:
    with open_paper_vote(database) as paper:
        for position in (0, 1):
            assert not paper.mark(paper.world.find(position))
        paper.world.cast(paper.world.find(2), "4", "key", SOUTH)
        paper.world.close_voting()
        batch = paper.open_batch(2)
        for official in (AINO, BERTIL):
            paper.key(batch, official, ["1 2", "1 2 3"])
        paper.write(SheetKind.SPOILED, 1)
        assert [str(lack) for lack in paper.lacks] == ["Library, Pohjoinen / Norr: ballots missing: 7."]
        paper.world.open_ballots()
        with pytest.raises(NotNowError):
            paper.world.act(PUBLICATION, OPEN, CLOSES)
        paper.write(SheetKind.UNUSED, 7)
        assert paper.lacks == ()
        files = paper.read(write_paper_files)
        assert json.loads(files["paper.json"]) == {
            "desks": [{"cast": 2, "desk": "Library", "issued": 10, "spoiled": 1, "unused": 7}]
        }
        assert files["paper/north.jsonl"].splitlines() == [
            b'{"choices":[["1",1],["2",1],["3",1]],"faults":["too-many"]}',
            b'{"choices":[["1",1],["2",1]]}',
        ]
        assert set(files) == {"paper.json", "paper/north.jsonl"}
        paper.world.act(PUBLICATION, OPEN, CLOSES)
        with database.read() as work:
            box = work.load_handoff(ROUND, VOTING)
            counted = read_closed_box(work, work.read_cycle(ROUND), box)  # type: ignore[arg-type]
            assert find_outcome_digest(work, ROUND) is not None
        north, south = counted.areas
        assert north.ballots == ({"1": 1, "2": 1},)
        assert north.invalid == 1
        assert len(south.ballots) == 1


def test_a_vote_without_the_paper_channel_has_no_desk(database: Database) -> None:
    with open_vote(database) as world:
        with database.write() as work, pytest.raises(NotFoundError):
            add_desk(work, ROUND, "Library", "", CLERK, world.clock.now())
        with database.read() as work:
            assert list_unbalanced(work, work.read_cycle(ROUND)) == ()
            assert write_paper_files(work, work.read_cycle(ROUND)) == {}


def test_two_desks_need_two_names(database: Database) -> None:
    with open_paper_vote(database) as paper, pytest.raises(ConflictError):
        paper.do(lambda work: add_desk(work, ROUND, "LIBRARY", "", CLERK, paper.world.clock.now()))


def test_no_more_is_taken_back_than_was_written(database: Database) -> None:
    with open_paper_vote(database, sheets=5) as paper:
        paper.write(SheetKind.ISSUED, -2)
        with pytest.raises(ConflictError):
            paper.write(SheetKind.ISSUED, -4)
        with pytest.raises(ConflictError):
            paper.write(SheetKind.ISSUED, -1, SOUTH)
        (state,) = paper.read(read_desk_states).values()
        assert state.account.issued == 3


def test_a_resident_is_marked_once_and_told_where(database: Database) -> None:
    with open_paper_vote(database) as paper:
        resident = paper.world.find()
        paper.mark(resident)
        with pytest.raises(ConflictError):
            paper.mark(resident)
        mark = paper.read(lambda work, cycle: find_paper_mark(work, cycle.id, resident))
        assert mark is not None
        assert (mark.desk, mark.hour) == ("Library", "2027-02-03T07:00Z")
        assert paper.read(lambda work, cycle: find_paper_mark(work, cycle.id, paper.world.find(1))) is None


def test_nobody_is_marked_who_is_not_on_the_roll_or_after_the_close(database: Database) -> None:
    with open_paper_vote(database) as paper:
        with pytest.raises(NotAllowedError):
            paper.mark(ResidentId("f" * 32))
        resident = paper.world.find()
        paper.world.clock.moment = CLOSES
        with pytest.raises(NotNowError):
            paper.mark(resident)
        paper.world.close_voting()
        with pytest.raises(NotNowError):
            paper.mark(resident)


def test_the_first_vote_stands_by_default(database: Database) -> None:
    with open_paper_vote(database) as paper:
        resident, other = paper.world.find(), paper.world.find(1)
        paper.world.cast(resident, "1", "key")
        with pytest.raises(ConflictError):
            paper.mark(resident)
        paper.mark(other)
        with pytest.raises(ConflictError):
            paper.world.cast(other, "1", "key")
        assert _list_cancelled(paper) == []


def test_paper_supersedes_where_the_rule_says_so_and_the_board_tells(database: Database) -> None:
    with open_paper_vote(database, {**SUPERSEDES, "revote": True}) as paper:
        resident = paper.world.find()
        paper.world.cast(resident, "1", "key")
        paper.world.cast(resident, "2", "key two")
        tag = _find_tag(paper, resident)
        assert paper.mark(resident)
        assert _list_cancelled(paper) == [tag]
        with pytest.raises(ConflictError):
            paper.world.cast(resident, "3", "key three")
        with pytest.raises(ConflictError):
            paper.mark(resident)
        paper.world.close_voting()
        box = paper.read(lambda work, cycle: read_closing(work, cycle.id)[1])
        assert box.ballots == 0
        assert len(box.codes) == 2


def test_a_mark_names_no_sheet_and_the_journal_no_resident(database: Database) -> None:
    with open_paper_vote(database) as paper:
        resident = paper.world.find()
        paper.mark(resident)
        journal = paper.read(lambda work, cycle: work.read_journal(cycle.id))
        assert resident not in json.dumps([entry.event.details for entry in journal])


def test_keying_waits_for_the_close(database: Database) -> None:
    with open_paper_vote(database) as paper, pytest.raises(NotNowError):
        paper.open_batch(1)


def test_nobody_keys_a_batch_twice(database: Database) -> None:
    with _close_with(database, 2) as paper:
        batch = paper.open_batch(2)
        paper.key(batch, AINO, ["1", "2"])
        with pytest.raises(ConflictError):
            paper.key(batch, AINO, ["1", "2"])
        paper.key(batch, BERTIL, ["1", "2"])
        with pytest.raises(ConflictError):
            paper.key(batch, CARITA, ["1", "2"])
        found = paper.read(lambda work, cycle: find_batch(work, cycle.id, batch))
        assert found.is_settled
        assert [entry.name for entry in found.entries] == ["Aino V.", "Bertil S."]


def test_what_one_keyed_is_shown_to_nobody_else_before_both_have_finished(database: Database) -> None:
    with _close_with(database, 1) as paper:
        batch = paper.open_batch(1)
        paper.key(batch, AINO, ["1"])
        paper.key(batch, BERTIL, ["2"], finish=False)

        found = paper.read(lambda work, cycle: find_batch(work, cycle.id, batch))
        own = paper.read(lambda work, _: read_own(work, found, BERTIL.id))
        assert own == {1: '{"choices":[["2",1]]}'}
        assert paper.read(lambda work, _: read_own(work, found, CARITA.id)) == {}
        assert paper.read(lambda work, _: read_mismatches(work, found)) == ()


def test_a_batch_is_finished_when_every_sheet_is_keyed(database: Database) -> None:
    with _close_with(database, 2) as paper:
        batch = paper.open_batch(2)
        with pytest.raises(ConflictError):
            paper.key(batch, AINO, ["1"])
        with pytest.raises(NotFoundError):
            paper.key(batch, AINO, ["1", "2", "3"], finish=False)


def test_two_people_settle_a_sheet_on_which_the_keyers_differ(database: Database) -> None:
    with _close_with(database, 2) as paper:
        batch = paper.open_batch(2)
        paper.key(batch, AINO, ["1", "2"])
        paper.key(batch, BERTIL, ["1", "3"])
        assert str(paper.lacks[0]) == ("Library: batch 1 has not been keyed twice and settled.")
        line = paper.propose(batch, 2, AINO, "3")
        for alone in (AINO, BERTIL):
            with pytest.raises(NotAllowedError):
                paper.confirm(batch, 2, alone, line)
        with pytest.raises(ConflictError):
            paper.confirm(batch, 2, CARITA, paper.write_line("2"))
        with pytest.raises(ConflictError):
            paper.confirm(batch, 1, CARITA, line)
        paper.confirm(batch, 2, CARITA, line)
        with pytest.raises(ConflictError):
            paper.confirm(batch, 2, CARITA, line)
        with pytest.raises(ConflictError):
            paper.propose(batch, 2, CARITA, "1")
        assert paper.read(read_record) == {
            "1-01": b'{"choices":[["1",1]]}',
            "1-02": b'{"choices":[["3",1]]}',
        }
        (found,) = paper.read(lambda work, cycle: list_batches(work, cycle.id))
        assert paper.read(lambda work, _: read_decisions(work, found)) == {}


def test_a_batch_can_be_keyed_anew_and_its_number_is_kept(database: Database) -> None:
    with _close_with(database, 2) as paper:
        batch = paper.open_batch(3)
        paper.key(batch, AINO, ["1", "2", "3"])
        paper.key(batch, BERTIL, ["1", "2", "3"])
        paper.empty(batch, 2)
        assert paper.read(read_record) == {}
        paper.key(batch, BERTIL, ["1", "2"])
        paper.key(batch, CARITA, ["1", "2"])
        assert list(paper.read(read_record)) == ["1-01", "1-02"]
        assert paper.open_batch(1) == 2


def test_a_sheet_nobody_can_read_is_cast_and_counts_nowhere(database: Database) -> None:
    with _close_with(database, 2) as paper:
        batch = paper.open_batch(2)
        for official in (AINO, BERTIL):
            paper.key(batch, official, ["x", "0"])
        ballots = paper.read(read_paper_ballots)[NORTH]
        assert UNREADABLE_SHEET in ballots
        assert all(not ballot.is_valid for ballot in ballots)
        (state,) = paper.read(read_desk_states).values()
        assert state.cast == 2


def test_a_lost_sheet_explains_a_mark(database: Database) -> None:
    with _close_with(database, 2) as paper:
        batch = paper.open_batch(1)
        for official in (AINO, BERTIL):
            paper.key(batch, official, ["1"])
        paper.write(SheetKind.UNUSED, 8)
        assert len(list(paper.lacks)) == 2
        paper.write(SheetKind.LOST, 1)
        assert not list(paper.lacks)


def test_nothing_changes_once_the_votes_are_counted(database: Database) -> None:
    with _close_with(database, 1) as paper:
        batch = paper.open_batch(1)
        for official in (AINO, BERTIL):
            paper.key(batch, official, ["1"])
        paper.write(SheetKind.UNUSED, 9)
        paper.world.open_publication()
        for act in (
            lambda: paper.write(SheetKind.UNUSED, -1),
            lambda: paper.open_batch(1),
            lambda: paper.empty(batch, 0),
            lambda: paper.key(batch, CARITA, ["1"]),
        ):
            with pytest.raises(NotNowError):
                act()


def test_the_audit_fixes_the_record_draws_once_and_keeps_what_it_found(database: Database) -> None:
    with _close_with(database, 2) as paper:
        now = paper.world.clock.now()
        with pytest.raises(NotNowError):
            paper.do(lambda work: fix_record(work, ROUND, AINO, now))
        batch = paper.open_batch(2)
        for official in (AINO, BERTIL):
            paper.key(batch, official, ["1", "2"])
        paper.write(SheetKind.UNUSED, 8)
        with pytest.raises(ConflictError):
            paper.do(lambda work: throw_lot(work, ROUND, "1" * 20, CARITA, now))
        paper.do(lambda work: fix_record(work, ROUND, AINO, now))
        with pytest.raises(ConflictError):
            paper.empty(batch, 2)
        with pytest.raises(ConflictError):
            paper.open_batch(1)
        drawn = paper.do(lambda work: throw_lot(work, ROUND, "1" * 20, CARITA, now))
        assert drawn == ("1-01", "1-02")
        with pytest.raises(ConflictError):
            paper.do(lambda work: throw_lot(work, ROUND, "2" * 20, CARITA, now))
        with pytest.raises(ConflictError):
            paper.do(lambda work: end_audit(work, ROUND, ("1-03",), "Looked at both.", CARITA, now))
        paper.do(lambda work: end_audit(work, ROUND, ("1-02",), "Looked at both.", CARITA, now))
        audit = paper.read(lambda work, cycle: find_audit(work, cycle.id))
        assert audit is not None
        assert audit.finding is not None
        assert audit.finding.differing == ("1-02",)
        assert audit.seed.endswith("-" + "1" * 20)
        assert audit.record in audit.seed


@contextmanager
def _close_with(database: Database, voters: int) -> Iterator[PaperWorld]:
    """Yield a closed vote in which ``voters`` residents were handed a sheet."""
    with open_paper_vote(database) as paper:
        for position in range(voters):
            paper.mark(paper.world.find(position))
        paper.world.close_voting()
        yield paper


def _find_tag(paper: PaperWorld, resident: ResidentId) -> bytes:
    mark = paper.read(lambda work, cycle: find_mark(work, cycle.id, resident))
    assert mark is not None
    return mark.tag


def _list_cancelled(paper: PaperWorld) -> list[bytes]:
    lines = paper.read(lambda work, cycle: list(read_lines(work, cycle.id)))
    entries = [read_entry(line, "board") for line in lines]
    return [entry.tag for entry in entries if isinstance(entry, CancelEntry)]
