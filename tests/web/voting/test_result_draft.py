"""After an advisory vote a body decides: nothing is confirmed without its reasons, and corrections take two people."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from litestar.testing import TestClient

from pb.engine.acts import Act
from pb.engine.declaration import Rule
from pb.kernel.errors import NotNowError
from pb.web.roles import Role
from tests.support.databases import open_database
from tests.support.shelf import lend_app
from tests.support.voting_app import Visitor, VotingHouse, add_staff, make_settings
from tests.support.voting_world import (
    CHAIR,
    CLERK,
    PUBLICATION,
    RESIDENTS,
    ROUND,
    SHORTLIST,
    VotingWorld,
    declare_projects,
    declare_vote,
    make_world,
)
from tests.web.voting.test_results import RESULTS, cast_and_count, read_text
from voting.next_version import CONFIRM, CORRECT
from voting.storage.outcomes import find_result

DRAFT = f"/en/admin/cycles/{ROUND}/result"
ADVISORY: Mapping[str, Rule] = {
    "mode": "advisory",
    "body": {"fi": "Lautakunta", "sv": "Nämnden", "en": "The committee"},
}
REASON = {"reason-1_fi": "Ranta kaivetaan auki.", "reason-1_sv": "Stranden grävs upp."}
NOTICE = {"notice_fi": "Hanke 3 vedettiin pois.", "notice_sv": "Projekt 3 drogs tillbaka."}


@contextmanager
def open_round(
    url: str, folder: Path, publication: Mapping[str, Rule], *, publish: bool = True
) -> Iterator[VotingHouse]:
    with open_database(url) as database:
        world = make_world(database)
        rules: Mapping[str, Rule] = {"maximum": 2, "projects": declare_projects(SHORTLIST)}
        world.start(declare_vote(rules, publication=publication), RESIDENTS)
        world.open_voting()
        with lend_app(make_settings(url, folder), world.clock) as app, TestClient(app) as running:
            house = VotingHouse(world, app, running.blocking_portal)
            cast_and_count(house, publish=publish)
            yield house


@pytest.fixture
def advisory(sqlite: str, tmp_path: Path) -> Iterator[VotingHouse]:
    """A published advisory vote: project 3 has two votes, project 1 has one."""
    with open_round(sqlite, tmp_path, ADVISORY) as house:
        yield house


@pytest.fixture
def binding(sqlite: str, tmp_path: Path) -> Iterator[VotingHouse]:
    """A published binding vote with the same ballots."""
    with open_round(sqlite, tmp_path, {}) as house:
        yield house


def employ(house: VotingHouse) -> Visitor:
    official = house.visit()
    official.sign_in(add_staff(house.world.database, Role.ADMINISTRATOR))
    official.open(DRAFT)
    return official


def decide(official: Visitor, *chosen: str, **more: str) -> None:
    answers: dict[str, str | list[str]] = {
        "meeting": "2027-03-16",
        "minutes": "https://example.org/m",
        "chosen": list(chosen),
        **more,
    }
    official.send(answers, "/result")


def correct(world: VotingWorld) -> None:
    with world.database.write() as work:
        act = Act(PUBLICATION, CORRECT)
        world.engine.request(ROUND, act, work, CLERK, world.clock.now(), "correction")
        world.engine.approve(ROUND, act, work, CHAIR, world.clock.now())
        work.commit()


def test_advisory_vote_names_no_winner_before_the_decision(advisory: VotingHouse) -> None:
    text = read_text(advisory.visit().open(RESULTS).text)
    assert "The vote was advisory" in text
    assert "The committee decides which projects are carried out." in text
    assert "3 Plants by the market 2 €8,500" in text
    assert "will be carried out" not in text
    assert "Waits for the decision." in read_text(advisory.visit().open(f"{RESULTS}/north").text)
    with pytest.raises(NotNowError, match="has not been entered"):
        advisory.world.act(PUBLICATION, CONFIRM)


def test_departure_without_a_reason_is_not_published(advisory: VotingHouse) -> None:
    official = employ(advisory)
    decide(official, "3")
    assert "without a public reason: 1." in official.page
    with pytest.raises(NotNowError, match="without a public reason"):
        advisory.world.act(PUBLICATION, CONFIRM)
    decide(official, "3", **{"reason-1_fi": "Ranta kaivetaan auki."})
    with pytest.raises(NotNowError, match="without a public reason"):
        advisory.world.act(PUBLICATION, CONFIRM)
    decide(official, "3", **REASON)
    assert "The draft is complete" in official.page
    assert "Ranta kaivetaan" not in advisory.visit().open(f"{RESULTS}/north").text
    advisory.world.act(PUBLICATION, CONFIRM)
    text = read_text(advisory.visit().open(f"{RESULTS}/north").text)
    assert "The committee decided on 16 March 2027 which projects are carried out." in text
    assert "The deciding body did not choose it. Reason: Ranta kaivetaan auki." in text
    assert "Confirmed result" in text
    assert 'href="https://example.org/m"' in advisory.visit().open(RESULTS).text


def test_decision_beyond_the_money_is_not_published(advisory: VotingHouse) -> None:
    official = employ(advisory)
    reasons = {f"reason-{project}_{language}": "Syy." for project in "1234" for language in ("fi", "sv")}
    decide(official, "1", "2", "3", "4", **reasons)
    assert "of an area cost more than its money" in official.page


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ({"meeting": "16.3."}, "Write the day as year-month-day"),
        ({"meeting": ""}, "Fill in: Day of the meeting."),
        ({"minutes": "javascript:alert(1)"}, "begins with https://"),
        ({"minutes": "http://example.org"}, "begins with https://"),
        ({"minutes": "https://[x"}, "begins with https://"),
    ],
)
def test_faulty_decision_is_said_at_its_field(
    advisory: VotingHouse, answers: dict[str, str], fault: str
) -> None:
    official = employ(advisory)
    decide(official, "3", **answers)
    assert official.answer.status_code == 422
    assert fault in official.page
    with advisory.world.database.read() as work:
        assert find_result(work, ROUND) is not None
    with pytest.raises(NotNowError, match="has not been entered"):
        advisory.world.act(PUBLICATION, CONFIRM)


def test_page_tells_no_count_before_publication(sqlite: str, tmp_path: Path) -> None:
    with open_round(sqlite, tmp_path, ADVISORY, publish=False) as house:
        official = employ(house)
        assert "Nobody sees the count before two people have published it." in official.page
        assert "Plants by the market" not in official.page


def test_binding_result_is_confirmed_as_it_is(binding: VotingHouse) -> None:
    binding.world.act(PUBLICATION, CONFIRM)
    page = binding.visit().open(RESULTS).text
    assert "Confirmed result" in page
    assert "History of this result" in page
    with pytest.raises(NotNowError, match="confirmed already"):
        binding.world.act(PUBLICATION, CONFIRM)


def test_correction_takes_a_notice_a_change_and_two_people(binding: VotingHouse) -> None:
    official = employ(binding)
    official.send({"withdrawn": ["3"]}, "/result")
    assert "A correction needs a public notice in Finnish and Swedish." in official.page
    official.send({"withdrawn": [], **NOTICE}, "/result")
    assert "The correction changes nothing." in official.page
    official.send({"withdrawn": ["3"], **NOTICE}, "/result")
    assert "The draft is complete" in official.page
    with pytest.raises(NotNowError, match="Two people"):
        binding.world.act(PUBLICATION, CORRECT)
    correct(binding.world)
    text = read_text(binding.visit().open(f"{RESULTS}/north").text)
    assert "This result has been corrected Hanke 3 vedettiin pois." in text
    assert "Will not be carried out. Was withdrawn." in text
    assert "✓ Will be carried out" in text
    history = read_text(binding.visit().open(RESULTS).text)
    assert "Version 2" in history
    assert "Version 1" in history


def test_changed_draft_makes_an_approval_void(binding: VotingHouse) -> None:
    official = employ(binding)
    official.send({"withdrawn": ["3"], **NOTICE}, "/result")
    world = binding.world
    act = Act(PUBLICATION, CORRECT)
    with world.database.write() as work:
        world.engine.request(ROUND, act, work, CLERK, world.clock.now(), "correction")
        work.commit()
    official.send({"withdrawn": ["1"], **NOTICE}, "/result")
    with world.database.write() as work, pytest.raises(NotNowError):
        world.engine.approve(ROUND, act, work, CHAIR, world.clock.now())


def test_draft_can_be_discarded(binding: VotingHouse) -> None:
    official = employ(binding)
    official.send({"withdrawn": ["3"], **NOTICE}, "/result")
    official.send({}, "/result/discard")
    assert "The draft has been discarded." in official.page
    assert "Hanke 3" not in official.page
