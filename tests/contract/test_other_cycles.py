"""Other kinds of round run on the same engine and the same stages, by their declaration alone, on both databases."""

from collections.abc import Sequence
from datetime import timedelta
from secrets import token_bytes

from pb.engine.acts import Act, Actor
from pb.engine.declaration import CycleDeclaration, read_declaration
from pb.engine.engine import Engine
from pb.kernel.clock import SetClock
from pb.kernel.handoff import Outcome
from pb.kernel.ids import AccountId, AreaId, ProjectId, StageKey
from pb.main.installation import make_engine
from pb.main.scheduler import run_due_moves
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from tests.support.cycles import DAY, START
from tests.support.hosts import TEST_HOST
from voting.core.ballot.sealing import TAG_BYTES
from voting.core.board.admission import seal_and_admit
from voting.core.board.server_keys import ServerKeys
from voting.core.channel import Channel
from voting.core.letter_code import read_letter_code
from voting.core.roll_file import RollLine
from voting.enrolment import enrol_lines
from voting.next_version import PUBLISH
from voting.roll_desk import RollDesk
from voting.storage.ballot_box import Cast, cast_sealed
from voting.storage.elections import require_manifest
from voting.storage.electoral_roll import find_code_holder
from voting.tally import TallyDesk, open_ballots

SECRETARY = Actor(AccountId("secretary"), "Secretary")
TEACHER = Actor(AccountId("teacher"), "Teacher")
NAMES = {"fi": "Kierros", "sv": "Omgång", "en": "Round"}

ASSOCIATION_AWARD = {
    "id": "award",
    "name": NAMES,
    "areas": [{"id": "all", "name": {"fi": "Koko kaupunki", "sv": "Hela staden", "en": "Whole city"}}],
    "stages": [
        {
            "key": "voting",
            "opens_at": START.isoformat(),
            "closes_at": (START + 7 * DAY).isoformat(),
            "rules": {
                "ballot": "approval",
                "maximum": 1,
                "custody": "server",
                "projects": [
                    {"id": "1", "title": "Rowing club"},
                    {"id": "2", "title": "Village association"},
                    {"id": "3", "title": "Theatre"},
                ],
            },
        },
        {
            "key": "publication",
            "opens_at": (START + 7 * DAY).isoformat(),
            "closes_at": (START + 60 * DAY).isoformat(),
        },
    ],
}

PRACTICE_VOTE = {
    "id": "class-4c",
    "name": NAMES,
    "currency": "EUR",
    "areas": [{"id": "class", "name": {"fi": "4C", "sv": "4C", "en": "4C"}, "budget": 100_00}],
    "stages": [
        {
            "key": "voting",
            "opens_at": START.isoformat(),
            "closes_at": (START + timedelta(minutes=45)).isoformat(),
            "rules": {
                "ballot": "knapsack",
                "custody": "server",
                "projects": [
                    {"id": "1", "title": {"fi": "Pallo", "sv": "Boll", "en": "Ball"}, "cost": 40_00},
                    {"id": "2", "title": {"fi": "Peli", "sv": "Spel", "en": "Game"}, "cost": 70_00},
                    {"id": "3", "title": {"fi": "Kasvi", "sv": "Växt", "en": "Plant"}, "cost": 30_00},
                ],
            },
        },
        {
            "key": "publication",
            "opens_at": (START + timedelta(minutes=45)).isoformat(),
            "closes_at": (START + DAY).isoformat(),
        },
    ],
}


def run_round(
    database: Database, declaration: CycleDeclaration, actor: Actor, votes: Sequence[Sequence[str]]
) -> Outcome:
    """Run a round from its declaration to its outcome, one resident a vote."""
    engine = make_engine(TEST_HOST)
    clock = SetClock(START - DAY)
    area = declaration.areas[0].id
    with database.write() as work:
        engine.start(declaration, work, actor, START - DAY)
        work.commit()
    desk = RollDesk(database, TEST_HOST.secret, clock)
    codes = enrol_lines(desk, declaration.id, [RollLine(n, f"r{n}", area) for n in range(len(votes))], actor)
    clock.moment = START
    run_due_moves(database, engine, clock)
    with database.write() as work:
        for issued, choices in zip(codes, votes, strict=True):
            cast_sealed(
                work, make_cast(work, declaration, area, issued.code, choices), START + timedelta(minutes=5)
            )
        work.commit()
    clock.moment = declaration.stages[0].closes_at
    run_due_moves(database, engine, clock)
    open_ballots(TallyDesk(database, ServerKeys(TEST_HOST.secret, TEST_HOST.name)), declaration.id)
    run_due_moves(database, engine, clock)
    return publish(database, engine, declaration, actor, clock)


def make_cast(
    work: Work, declaration: CycleDeclaration, area: AreaId, typed: str, choices: Sequence[str]
) -> Cast:
    code = read_letter_code(typed)
    assert code is not None
    holder = find_code_holder(work, declaration.id, code.lookup)
    assert holder is not None
    approved = tuple((ProjectId(choice), 1) for choice in choices)
    ballot = seal_and_admit(require_manifest(work, declaration.id), area, token_bytes(TAG_BYTES), approved)
    return Cast(declaration.id, holder.resident.id, Channel.CODE, ballot, f"key-{typed}")


def publish(
    database: Database, engine: Engine[Work], declaration: CycleDeclaration, actor: Actor, clock: SetClock
) -> Outcome:
    key = StageKey("publication")
    with database.write() as work:
        engine.perform(declaration.id, Act(key, PUBLISH), work, actor, clock.moment)
        work.commit()
    clock.moment = declaration.stages[-1].closes_at
    run_due_moves(database, engine, clock)
    with database.read() as work:
        assert work.read_cycle(declaration.id).is_over
        outcome = work.load_handoff(declaration.id, key)
    assert isinstance(outcome, Outcome)
    return outcome


def test_association_award_without_money_ranks_the_nominees(database: Database) -> None:
    declaration = read_declaration(ASSOCIATION_AWARD)
    outcome = run_round(database, declaration, SECRETARY, [["2"], ["2"], ["1"], ["2"], ["1"]])
    assert not declaration.has_money
    ranking = [(project.project, project.support) for project in outcome.areas[0].projects]
    assert ranking[:2] == [("2", 3), ("1", 2)]


def test_class_practices_a_vote_within_a_lesson(database: Database) -> None:
    declaration = read_declaration(PRACTICE_VOTE)
    outcome = run_round(database, declaration, TEACHER, [["1", "3"], ["2", "3"], ["1", "3"], ["1"]])
    funded = {project.project for project in outcome.areas[0].projects if project.funded}
    assert funded == {"1", "3"}
    assert outcome.areas[0].spent == 70_00
