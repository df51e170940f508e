"""Voting and publication on the engine, from the roll to the published outcome, on both databases."""

from datetime import timedelta

import pytest

from pb.engine.acts import OPEN, Act
from pb.kernel.errors import NotFoundError, NotNowError
from pb.kernel.handoff import Outcome, SealedBox, Shortlist
from pb.kernel.message import Message
from pb.kernel.plain import to_plain
from pb.storage.database import Database
from tests.support.voting_world import (
    CHAIR,
    CLERK,
    CLOSES,
    DAY,
    KEYS,
    NORTH,
    OPENS,
    PUBLICATION,
    RESIDENTS,
    ROUND,
    SHORTLIST,
    SOUTH,
    VOTING,
    VotingWorld,
    declare_projects,
    declare_vote,
    make_world,
    open_vote,
    place_projects_without_money,
)
from voting.publication_stage import PUBLISH, PublicationStage
from voting.storage.ballot_paper import find_ballot_paper
from voting.storage.outcomes import find_published
from voting.voting_stage import VotingStage


def refusals(world: VotingWorld, name: str = OPEN) -> list[str]:
    with world.database.read() as work:
        cycle = work.read_cycle(ROUND)
        act = Act(VOTING, name)  # type: ignore[arg-type]
        return [str(message) for message in world.engine.refusals(cycle, act, work, OPENS)]


def count_ballots(world: VotingWorld) -> None:
    world.cast(world.find(0), "1 3", "first")
    world.cast(world.find(1), "3", "second")
    world.close_voting()
    world.open_publication()


def test_voting_opens_with_projects_and_a_roll_only(database: Database) -> None:
    world = make_world(database)
    north_only = Shortlist(SHORTLIST.projects[:3])
    world.start(declare_vote({"projects": declare_projects(north_only)}))
    assert refusals(world) == [
        "An area has no project to vote on.",
        "The electoral roll is empty. Take the roll in first.",
    ]
    with pytest.raises(NotNowError, match="no project"):
        world.open_voting()


def test_voting_with_unsound_rules_is_never_declared(database: Database) -> None:
    with pytest.raises(NotNowError, match="no such rule: maximun"):
        make_world(database).start(declare_vote({"maximun": 3}))


def test_shortlist_is_frozen_when_voting_opens(database: Database) -> None:
    with open_vote(database):
        cheaper = Shortlist(SHORTLIST.projects[:1])
        with database.write() as work:
            cycle = work.load_cycle(ROUND)
            changed = declare_vote({"projects": declare_projects(cheaper)})
            work.save_cycle(type(cycle)(changed, cycle.states))
            assert find_ballot_paper(work, work.load_cycle(ROUND)) == SHORTLIST


def test_cycle_runs_to_a_published_outcome(database: Database) -> None:
    with open_vote(database) as world:
        count_ballots(world)
        with database.read() as work:
            box = work.load_handoff(ROUND, VOTING)
            assert isinstance(box, SealedBox)
            assert box.cast == 2
            assert find_published(work, ROUND) is None
        with pytest.raises(NotNowError, match="not been published"):
            world.act(PUBLICATION, "close", CLOSES + 61 * DAY)
        world.act(PUBLICATION, PUBLISH)
        with pytest.raises(NotNowError, match="already"):
            world.act(PUBLICATION, PUBLISH)
        world.act(PUBLICATION, "close", CLOSES + 61 * DAY)
        with database.read() as work:
            outcome = work.load_handoff(ROUND, PUBLICATION)
            assert isinstance(outcome, Outcome)
            assert outcome == find_published(work, ROUND)
        assert [(line.project, line.support) for line in outcome.areas[0].projects] == [
            ("3", 2),
            ("1", 1),
            ("2", 0),
        ]


def test_publishing_waits_for_a_second_person_where_declared(database: Database) -> None:
    world = make_world(database)
    rules = {"projects": declare_projects(SHORTLIST)}
    world.start(declare_vote(rules, two_person=["publish"]), RESIDENTS)
    world.open_voting()
    count_ballots(world)
    act = Act(PUBLICATION, PUBLISH)
    with pytest.raises(NotNowError, match="Two people"):
        world.act(PUBLICATION, PUBLISH)
    with database.write() as work:
        world.engine.request(ROUND, act, work, CLERK, world.clock.now(), "request")
        work.commit()
    for actor, works in ((CLERK, False), (CHAIR, True)):
        with database.write() as work:
            if works:
                world.engine.approve(ROUND, act, work, actor, world.clock.now())
                work.commit()
            else:
                with pytest.raises(NotNowError, match="Another person"):
                    world.engine.approve(ROUND, act, work, actor, world.clock.now())
    with database.read() as work:
        assert find_published(work, ROUND) is not None


def test_counting_twice_gives_one_outcome(database: Database) -> None:
    with open_vote(database) as world:
        count_ballots(world)
        with database.write() as work:
            cycle = work.load_cycle(ROUND)
            stage = PublicationStage()
            before = stage.subject_of(cycle, PUBLISH, work)
            stage.open(cycle, work.load_handoff(ROUND, VOTING), work, CLOSES)
            assert stage.subject_of(cycle, PUBLISH, work) == before
            other = SealedBox(SHORTLIST, {NORTH: 9, SOUTH: 9}, 2, "")
            with pytest.raises(RuntimeError, match="differ"):
                stage.open(cycle, other, work, CLOSES)


def test_publication_needs_a_closed_box(database: Database) -> None:
    with open_vote(database), database.read() as work:
        cycle = work.read_cycle(ROUND)
        assert PublicationStage().may_open(cycle, SHORTLIST, work) == (
            Message("There is no closed ballot box to count."),
        )
        with pytest.raises(NotFoundError):
            PublicationStage().may_perform(cycle, "other", work)  # type: ignore[arg-type]


def test_nothing_of_the_count_is_told_before_publication(database: Database) -> None:
    with open_vote(database) as world:
        count_ballots(world)
        told = [_tell(world)]
        world.act(PUBLICATION, PUBLISH)
        told.append(_tell(world))
    embargoed, published = told
    assert "outcome" not in embargoed
    assert "carried out" not in embargoed
    assert "See the results" not in embargoed
    for words in ("outcome", "carried out", "See the results"):
        assert words in published


def test_turnout_is_all_that_is_told_while_voting(database: Database) -> None:
    with open_vote(database) as world:
        world.cast(world.find(0), "1 3", "first")
        with database.read() as work:
            cycle = work.read_cycle(ROUND)
            stage = VotingStage(KEYS)
            assert [(str(fact.label), str(fact.value)) for fact in stage.facts(cycle, work)] == [
                ("Projects on the ballot", "4"),
                ("Voted so far", "1"),
            ]
            assert stage.open_data(cycle, work) == {
                "shortlist": to_plain(SHORTLIST),
                "entitled": 3,
                "voted": 1,
            }
            offer = stage.offer(cycle, work)
            assert offer is not None
            assert offer.path == "vote"
            done = {str(task.label): task.done for task in stage.tasks(cycle, work)}
            assert done["Projects for every area"]
            assert done["Electoral roll and voting codes"]
            assert not done["Rehearsal passed"]


def test_practice_vote_without_money_runs_on_the_same_engine(database: Database) -> None:
    world = make_world(database)
    projects = declare_projects(place_projects_without_money())
    world.start(declare_vote({"projects": projects, "winners": 1}, has_money=False), RESIDENTS)
    world.open_voting()
    count_ballots(world)
    world.act(PUBLICATION, PUBLISH)
    with database.read() as work:
        outcome = find_published(work, ROUND)
    assert outcome is not None
    assert [line.project for line in outcome.areas[0].projects if line.funded] == ["3"]


def test_calendar_opens_and_waits_for_the_opening_of_the_ballots_and_the_publishing(
    database: Database,
) -> None:
    world = make_world(database)
    world.start(declare_vote({"projects": declare_projects(SHORTLIST)}), RESIDENTS)
    done: list[str] = []
    for now in (OPENS, CLOSES, CLOSES, CLOSES, CLOSES + timedelta(days=90)):
        with database.write() as work:
            act = world.engine.run_due(ROUND, work, now)
            work.commit()
        done.append(f"{act.name} {act.stage}" if act else "nothing")
        if act is None and len(done) == 3:
            world.open_ballots()
    assert done == ["open voting", "close voting", "nothing", "open publication", "nothing"]


def _tell(world: VotingWorld) -> str:
    with world.database.read() as work:
        cycle = work.read_cycle(ROUND)
        return "\n".join(
            repr(part)
            for stage in (VotingStage(KEYS), PublicationStage())
            for part in (
                stage.facts(cycle, work),
                stage.offer(cycle, work),
                stage.tasks(cycle, work),
                stage.open_data(cycle, work),
            )
        )
