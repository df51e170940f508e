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
    SECRET,
    SHORTLIST,
    SOUTH,
    VotingWorld,
    declare_projects,
    declare_vote,
    make_world,
)
from voting.core.eligibility import Standing
from voting.core.identity_code import read_identity_code
from voting.core.letter_code import read_letter_code
from voting.core.roll_difference import RollDifference
from voting.enrolment import enrol_file
from voting.roll_import import RollFaultsError, empty_roll, propose_roll, take_roll_in
from voting.storage.electoral_roll import (
    count_residents,
    count_standings,
    find_by_identity,
    find_by_reference,
    find_code_holder,
    find_resident,
)
from voting.storage.roll_keys import find_roll_key

FILE = b"reference;area\nA-1;north\nA-2;Etel\xc3\xa4\nA-3;north\n"
PERSON = "131052-308T"


@pytest.fixture
def world(database: Database) -> VotingWorld:
    world = make_world(database)
    world.start(declare_vote({"projects": declare_projects(SHORTLIST)}))
    return world


def count(world: VotingWorld) -> dict[str | None, int]:
    with world.database.read() as work:
        return {area: number for area, number in count_residents(work, ROUND).items()}


def take_in(world: VotingWorld, content: bytes, *, is_whole: bool = True) -> RollDifference:
    proposal = propose_roll(world.desk, ROUND, content, is_whole=is_whole)
    done = take_roll_in(world.desk, ROUND, proposal.draft, CLERK)
    assert done == proposal.difference
    return done


def sum_up(difference: RollDifference) -> tuple[int, int, int, int]:
    return (
        len(difference.added),
        len(difference.changed),
        len(difference.removed),
        difference.unchanged,
    )


def test_every_resident_gets_a_code_that_finds_them(world: VotingWorld) -> None:
    issued = enrol_file(world.desk, ROUND, FILE, CLERK)
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


def test_file_changes_nothing_before_it_is_agreed_to(world: VotingWorld) -> None:
    proposal = propose_roll(world.desk, ROUND, FILE)
    assert sum_up(proposal.difference) == (3, 0, 0, 0)
    assert count(world) == {}
    take_roll_in(world.desk, ROUND, proposal.draft, CLERK)
    assert count(world) == {NORTH: 2, SOUTH: 1}
    with pytest.raises(ConflictError):
        take_roll_in(world.desk, ROUND, proposal.draft, CLERK)


def test_second_file_is_told_as_the_difference_to_the_roll(world: VotingWorld) -> None:
    take_in(world, FILE)
    second = b"reference;area\nA-2;north\nA-3;north\nB-1;south\n"
    more = take_in(world, second, is_whole=False)
    assert (sum_up(more), more.moved) == ((1, 1, 0, 2), 1)
    assert count(world) == {NORTH: 3, SOUTH: 1}
    whole = take_in(world, second)
    assert sum_up(whole) == (0, 0, 1, 3)
    assert count(world) == {NORTH: 2, SOUTH: 1}
    assert take_in(world, second).is_empty


def test_who_moves_keeps_their_code_and_who_is_removed_loses_it(world: VotingWorld) -> None:
    codes = [read_letter_code(one.code) for one in enrol_file(world.desk, ROUND, FILE, CLERK)]
    take_in(world, b"reference;area\nA-1;south\nA-2;south\n")
    with world.database.read() as work:
        first, _second, third = (find_code_holder(work, ROUND, code.lookup) for code in codes if code)
    assert first is not None
    assert first.resident.area == SOUTH
    assert third is None


def test_one_bad_line_keeps_the_whole_file_out(world: VotingWorld) -> None:
    with pytest.raises(RollFaultsError) as caught:
        propose_roll(world.desk, ROUND, FILE + b"A-4;west\nA-1;north\n")
    assert [fault.line for fault in caught.value.faults] == [5, 6]
    assert count(world) == {}


def test_draft_is_void_when_the_roll_has_changed(world: VotingWorld) -> None:
    take_in(world, FILE)
    late = propose_roll(world.desk, ROUND, b"reference;area\nA-1;south\n")
    with world.database.write() as work:
        world.desk.note(work, ROUND, "test", CLERK, None)
    enrol_file(world.desk, ROUND, b"reference;area\nB-1;north\n", CLERK)
    with pytest.raises(ConflictError, match="changed meanwhile"):
        take_roll_in(world.desk, ROUND, late.draft, CLERK)
    assert count(world) == {NORTH: 3, SOUTH: 1}


def test_two_who_take_one_file_in_at_once_make_one_roll(world: VotingWorld) -> None:
    outcomes: list[str] = []
    together = threading.Barrier(4)
    proposal = propose_roll(world.desk, ROUND, FILE)

    def take_it_in() -> None:
        together.wait()
        try:
            take_roll_in(world.desk, ROUND, proposal.draft, CLERK)
            outcomes.append("taken in")
        except ConflictError:
            outcomes.append("refused")

    threads = [threading.Thread(target=take_it_in) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "refused", "refused", "taken in"]
    assert count(world) == {NORTH: 2, SOUTH: 1}


def test_person_is_found_by_reference_and_by_identity_code_of_this_cycle(world: VotingWorld) -> None:
    take_in(world, f"reference;hetu;area\nA-1;{PERSON};north\nA-2;;south\n".encode())
    code = read_identity_code(PERSON)
    with world.database.read() as work:
        key = find_roll_key(work, SECRET, ROUND)
        assert key is not None
        found = find_by_identity(work, ROUND, key.hash_identity(code))
        assert found is not None
        assert found == find_by_reference(work, ROUND, key.hash_reference("A-1"))
        assert (found.area, found.standing) == (NORTH, Standing.ENTITLED)
        assert find_by_identity(work, CycleId("2028"), key.hash_identity(code)) is None


def test_one_person_under_two_references_is_refused(world: VotingWorld) -> None:
    take_in(world, f"reference;hetu;area\nA-1;{PERSON};north\n".encode())
    with pytest.raises(RollFaultsError) as caught:
        propose_roll(world.desk, ROUND, f"reference;hetu;area\nB-1;{PERSON};north\n".encode(), is_whole=False)
    assert [(fault.line, str(fault.reason)) for fault in caught.value.faults] == [
        (2, "The identity code stands on the roll under another reference.")
    ]
    assert sum_up(take_in(world, f"reference;hetu;area\nB-1;{PERSON};north\n".encode())) == (1, 0, 1, 0)


def test_people_without_the_right_to_vote_stand_apart(database: Database) -> None:
    world = make_world(database)
    rules = {"projects": declare_projects(SHORTLIST), "voters": {"age": 16, "municipality": "491"}}
    world.start(declare_vote(rules))
    take_in(
        world,
        b"viite;syntym\xc3\xa4aika;kotikunta;alue\n1;1.1.2000;491;north\n2;1.1.2015;491;north\n3;1.1.2000;091;\n",
    )
    assert count(world) == {NORTH: 1}
    with world.database.read() as work:
        assert count_standings(work, ROUND) == {
            Standing.ENTITLED: 1,
            Standing.TOO_YOUNG: 1,
            Standing.ELSEWHERE: 1,
        }


def test_journal_tells_how_many_and_never_a_code(world: VotingWorld) -> None:
    take_in(world, FILE)
    empty_roll(world.desk, ROUND, CLERK)
    with world.database.read() as work:
        journal = work.read_journal(ROUND)
    assert find_break(journal) is None
    assert [(entry.event.act, entry.event.details) for entry in journal[1:]] == [
        ("import-roll", {"added": 3, "changed": 0, "removed": 0, "unchanged": 0}),
        ("clear-roll", {"residents": 3}),
    ]
    assert count(world) == {}


def test_roll_stands_still_once_voting_is_open(world: VotingWorld) -> None:
    take_in(world, FILE)
    late = propose_roll(world.desk, ROUND, b"reference;area\nB-1;north\n")
    world.open_voting()
    for act in (
        lambda: propose_roll(world.desk, ROUND, b"reference;area\nB-1;north\n"),
        lambda: take_roll_in(world.desk, ROUND, late.draft, CLERK),
        lambda: empty_roll(world.desk, ROUND, CLERK),
        lambda: enrol_file(world.desk, ROUND, b"reference;area\nB-1;north\n", CLERK),
    ):
        with pytest.raises(NotNowError, match="begun"):
            act()
    assert count(world) == {NORTH: 2, SOUTH: 1}


def test_unknown_cycle_has_no_roll(world: VotingWorld) -> None:
    with pytest.raises(NotFoundError):
        propose_roll(world.desk, CycleId("1999"), FILE)


def test_database_holds_no_reference_no_identity_and_no_code(world: VotingWorld) -> None:
    issued = enrol_file(
        world.desk, ROUND, b"reference;hetu;area\nXQ-17;" + PERSON.encode() + b";north\n", CLERK
    )
    propose_roll(world.desk, ROUND, b"reference;hetu;area\nXQ-18;" + PERSON.encode() + b";north\n")
    dump = dump_database(world.database)
    assert "electoral_roll" in dump
    assert "roll_drafts" in dump
    for one in issued:
        code = read_letter_code(one.code)
        assert code is not None
        assert code.secret not in dump
        assert one.code not in dump
        assert one.reference not in dump
    assert "XQ-18" not in dump
    assert PERSON not in dump
    assert "1952" not in dump
