"""A roll is taken in whole or not at all, and tells nothing of the residents or their codes."""

import threading

import pytest

from pb.engine.journal import find_break
from pb.kernel.errors import ConflictError, NotFoundError, NotNowError
from pb.kernel.ids import CycleId
from pb.storage.database import Database
from pb.web.passwords import verify_password
from tests.support.dump import dump_database
from tests.support.voting_world import (
    CLERK,
    NORTH,
    ROUND,
    SHORTLIST,
    SOUTH,
    VotingWorld,
    declare_projects,
    declare_vote,
    make_world,
)
from voting.core.letter_code import read_letter_code
from voting.roll_import import RollFaultsError, check_roll, empty_roll, import_roll
from voting.storage.electoral_roll import count_residents, find_code_holder, find_resident

FILE = b"reference;area\nA-1;north\nA-2;Etel\xc3\xa4\nA-3;north\n"


@pytest.fixture
def world(database: Database) -> VotingWorld:
    world = make_world(database)
    world.start(declare_vote({"projects": declare_projects(SHORTLIST)}))
    return world


def count(world: VotingWorld) -> dict[str | None, int]:
    with world.database.read() as work:
        return {area: number for area, number in count_residents(work, ROUND).items()}


def test_every_resident_gets_a_code_that_finds_them(world: VotingWorld) -> None:
    told: list[int] = []
    issued = import_roll(world.desk, ROUND, FILE, CLERK, told.append)
    assert told == [1, 2, 3]
    assert count(world) == {NORTH: 2, SOUTH: 1}
    assert [(one.reference, one.area) for one in issued] == [("A-1", NORTH), ("A-2", SOUTH), ("A-3", NORTH)]
    for one in issued:
        code = read_letter_code(one.code)
        assert code is not None
        with world.database.read() as work:
            holder = find_code_holder(work, ROUND, code.lookup)
            assert holder is not None
            assert find_resident(work, ROUND, holder.resident.id) == holder.resident
            assert find_resident(work, CycleId("2028"), holder.resident.id) is None
        assert holder.resident.area == one.area
        assert verify_password(holder.code_hash, code.secret)
        assert not verify_password(holder.code_hash, code.secret[::-1])


def test_second_file_adds_to_the_roll(world: VotingWorld) -> None:
    import_roll(world.desk, ROUND, FILE, CLERK)
    import_roll(world.desk, ROUND, b"reference;area\nB-1;south\n", CLERK)
    assert count(world) == {NORTH: 2, SOUTH: 2}


def test_one_bad_line_keeps_the_whole_file_out(world: VotingWorld) -> None:
    with pytest.raises(RollFaultsError) as caught:
        import_roll(world.desk, ROUND, FILE + b"A-4;west\nA-1;north\n", CLERK)
    assert [fault.line for fault in caught.value.faults] == [5, 6]
    assert count(world) == {}


def test_resident_who_is_on_the_roll_already_is_a_fault(world: VotingWorld) -> None:
    import_roll(world.desk, ROUND, FILE, CLERK)
    with pytest.raises(RollFaultsError) as caught:
        check_roll(world.desk, ROUND, b"reference;area\nA-9;north\nA-3;north\n")
    assert [(fault.line, str(fault.reason)) for fault in caught.value.faults] == [
        (3, "This reference is on the roll already.")
    ]


def test_two_who_take_one_file_in_at_once_make_one_roll(world: VotingWorld) -> None:
    outcomes: list[str] = []
    together = threading.Barrier(4)

    def take_in() -> None:
        together.wait()
        try:
            import_roll(world.desk, ROUND, FILE, CLERK)
            outcomes.append("taken in")
        except (ConflictError, RollFaultsError):
            outcomes.append("refused")

    threads = [threading.Thread(target=take_in) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "refused", "refused", "taken in"]
    assert count(world) == {NORTH: 2, SOUTH: 1}


def test_journal_tells_how_many_and_never_a_code(world: VotingWorld) -> None:
    issued = import_roll(world.desk, ROUND, FILE, CLERK)
    empty_roll(world.desk, ROUND, CLERK)
    with world.database.read() as work:
        journal = work.read_journal(ROUND)
    assert find_break(journal) is None
    assert [(entry.event.act, entry.event.details) for entry in journal[1:]] == [
        ("import-roll", {"residents": 3}),
        ("clear-roll", {"residents": 3}),
    ]
    assert count(world) == {}
    assert not any(one.code in repr(journal) for one in issued)


def test_roll_stands_still_once_voting_is_open(world: VotingWorld) -> None:
    import_roll(world.desk, ROUND, FILE, CLERK)
    world.open_voting()
    for act in (
        lambda: import_roll(world.desk, ROUND, b"reference;area\nB-1;north\n", CLERK),
        lambda: empty_roll(world.desk, ROUND, CLERK),
    ):
        with pytest.raises(NotNowError, match="begun"):
            act()
    assert count(world) == {NORTH: 2, SOUTH: 1}


def test_unknown_cycle_has_no_roll(world: VotingWorld) -> None:
    with pytest.raises(NotFoundError):
        import_roll(world.desk, CycleId("1999"), FILE, CLERK)


def test_database_holds_no_reference_and_no_code(world: VotingWorld) -> None:
    issued = import_roll(world.desk, ROUND, FILE, CLERK)
    dump = dump_database(world.database)
    assert "electoral_roll" in dump
    for one in issued:
        code = read_letter_code(one.code)
        assert code is not None
        assert code.secret not in dump
        assert one.code not in dump
        assert one.reference not in dump
