"""Web and desk at the same moment, and a visit taken back in mid-cast: one outcome, and no mark without its ballot.

Attacks 3 and 19, on both databases, at the box itself, where every page ends.
"""

import threading
from collections import Counter
from collections.abc import Callable
from secrets import token_bytes, token_hex

import pytest

from pb.kernel.errors import ConflictError, DomainError
from pb.kernel.ids import AccountId, ProjectId, ResidentId
from pb.storage.accounts import Account, add_account
from pb.storage.database import Database
from pb.web.roles import Role
from tests.support.dump import dump_rows
from tests.support.voting_world import (
    NORTH,
    OPENS,
    ROUND,
    SHORTLIST,
    VOTING,
    VotingWorld,
    declare_projects,
    declare_vote,
    make_world,
)
from voting.core.ballot.sealing import TAG_BYTES
from voting.core.board.admission import seal_and_admit
from voting.core.channel import Channel
from voting.core.desk import Assistance, Document, State, name_hour
from voting.storage.ballot_box import Cast, cast_sealed, find_mark
from voting.storage.desk import (
    add_assistance,
    find_assistance,
    list_open_assistances,
    redeem_code,
    require_standing,
    take_back,
)
from voting.storage.elections import require_manifest

TRIALS = 8
HELMI = AccountId("helmi")


@pytest.fixture
def world(database: Database) -> VotingWorld:
    """An open vote with a resident for each trial, and an official."""
    opened = make_world(database)
    rules = {"maximum": 2, "channels": ["code", "desk"], "projects": declare_projects(SHORTLIST)}
    opened.start(declare_vote(rules), [(str(1000 + number), NORTH) for number in range(TRIALS + 1)])
    opened.open_voting()
    with database.write() as work:
        add_account(work, Account(HELMI, "helmi", "Helmi", frozenset([Role.DESK])), OPENS)
        work.commit()
    return opened


def open_visit(world: VotingWorld, resident: ResidentId, code: str | None = None) -> Assistance:
    now = world.clock.now()
    made = Assistance(token_hex(16), ROUND, resident, HELMI, Document.PASSPORT, name_hour(now))
    with world.database.write() as work:
        add_assistance(work, made, code, now.replace(hour=23) if code else None)
        work.commit()
    return made


def prepare_cast(
    world: VotingWorld, resident: ResidentId, channel: Channel, visit: str = ""
) -> Callable[[], str]:
    """Return the act of casting one ballot as the web does, which says how it went."""
    with world.database.read() as work:
        manifest = require_manifest(work, ROUND)
    ballot = seal_and_admit(manifest, NORTH, token_bytes(TAG_BYTES), ((ProjectId("1"), 1),))

    def cast() -> str:
        try:
            with world.database.write() as work:
                cast_sealed(work, Cast(ROUND, resident, channel, ballot, token_hex(8)), world.clock.now())
                require_standing(work, ROUND, visit)
                work.commit()
        except DomainError as error:
            return error.code
        return f"cast by {channel}"

    return cast


def do_at_once(*acts: Callable[[], str]) -> list[str]:
    together, said = threading.Barrier(len(acts)), [""] * len(acts)

    def run(place: int) -> None:
        together.wait()
        said[place] = acts[place]()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def count_ballots(world: VotingWorld) -> int:
    return len(dump_rows(world.database)["sealed_ballots"])


def test_web_and_desk_at_once_leave_one_ballot_and_its_own_channel(world: VotingWorld) -> None:
    alone = world.find(TRIALS)
    assert prepare_cast(world, alone, Channel.DESK, open_visit(world, alone).id)() == "cast by desk"
    seen: Counter[str] = Counter()
    for number in range(TRIALS):
        resident = world.find(number)
        visit = open_visit(world, resident)
        said = do_at_once(
            prepare_cast(world, resident, Channel.CODE),
            prepare_cast(world, resident, Channel.DESK, visit.id),
        )
        with world.database.read() as work:
            mark = find_mark(work, ROUND, resident)
        assert mark is not None
        assert sorted(said) == sorted([f"cast by {mark.channel}", "conflict"])
        seen[mark.channel] += 1
    assert count_ballots(world) == TRIALS + 1
    assert sum(seen.values()) == TRIALS


def test_visit_taken_back_in_mid_cast_is_either_cast_or_taken_back(world: VotingWorld) -> None:
    for number in range(TRIALS):
        resident = world.find(number)
        visit = open_visit(world, resident)

        def withdraw(visit: Assistance = visit) -> str:
            try:
                with world.database.write() as work:
                    take_back(work, ROUND, visit.id, HELMI)
                    work.commit()
            except ConflictError:
                return "too late"
            return "taken back"

        said = do_at_once(prepare_cast(world, resident, Channel.DESK, visit.id), withdraw)
        assert said in (["cast by desk", "too late"], ["not-now", "taken back"])
        with world.database.read() as work:
            kept, mark = find_assistance(work, visit.id), find_mark(work, ROUND, resident)
        assert kept is not None
        assert (kept.state is State.OPEN) == (mark is not None)
    assert count_ballots(world) == len(dump_rows(world.database)["participations"])


def test_code_used_at_once_on_many_devices_opens_one(world: VotingWorld) -> None:
    visit = open_visit(world, world.find(0), "hashed-code")

    def redeem() -> str:
        with world.database.write() as work:
            found = redeem_code(work, ROUND, "hashed-code", world.clock.now())
            work.commit()
        return found.id if found else "nothing"

    assert Counter(do_at_once(*[redeem] * 8)) == {visit.id: 1, "nothing": 7}


def test_visits_after_the_vote_are_over(world: VotingWorld) -> None:
    resident = world.find(0)
    visit = open_visit(world, resident)
    with world.database.read() as work:
        assert [one.id for one in list_open_assistances(work, ROUND, HELMI)] == [visit.id]
    world.act(VOTING, "close-early")
    assert prepare_cast(world, resident, Channel.DESK, visit.id)() == "not-now"
    assert count_ballots(world) == 0
