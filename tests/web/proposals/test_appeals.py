"""An author appeals, somebody else decides, an upheld appeal is on the ballot; the stage waits for every decision."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from pb.engine.acts import Actor
from pb.engine.engine import Engine
from pb.kernel.errors import ConflictError, NotFoundError, NotNowError
from pb.kernel.handoff import Shortlist
from pb.kernel.ids import StageKey
from pb.kernel.language import LocalizedText
from pb.kernel.money import Cents
from pb.storage.accounts import list_accounts
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.roles import Role
from proposals.appeal_stage import AppealStage
from proposals.core.appeals import APPEAL
from proposals.stages import ReviewStage, SubmissionStage
from proposals.storage.appeals import decide_appeal, file_appeal, find_appeal
from proposals.storage.proposals import find_proposal
from proposals.storage.review_acts import answer_proposal
from proposals.storage.tables import ReviewRow
from tests.support.cycles import CHAIR, CLERK, DAY, START, declare, plan
from tests.support.databases import copy_sqlite, open_database
from tests.support.proposals import FEASIBLE, NOT_FEASIBLE, ROUND, plans, send, skip_disk_waits
from tests.support.visitors import Town, Visitor, run_town

REASON = LocalizedText("Paikka löytyi.", "En plats hittades.")
CHANGED = Cents(9_000_00)


def make_engine() -> Engine[Work]:
    return Engine([SubmissionStage(), ReviewStage(), AppealStage()])


def run_until(database: Database, days: int) -> None:
    while True:
        with database.write() as work:
            if make_engine().run_due(ROUND, work, START + days * DAY) is None:
                return
            work.commit()


def begin(database: Database) -> None:
    """A round with appeals from day 30 to day 50, taken in for five days; the first proposal is refused."""
    appeals = replace(plan("appeal", 30), closes_at=START + 50 * DAY, rules={"days": 5})
    with database.write() as work:
        make_engine().start(declare(*plans(), appeals, currency="EUR"), work, CLERK, START)
        work.commit()
    run_until(database, 0)
    for _ in range(2):
        send(database)
    run_until(database, 20)
    with database.write() as work:
        work.load_cycle(ROUND)
        for number, verdict in ((1, NOT_FEASIBLE), (2, FEASIBLE)):
            found = find_proposal(work, ROUND, number)
            answer_proposal(work, found, verdict, 0, CLERK, "Parks", START + 21 * DAY)
        work.commit()
    run_until(database, 30)


def appeal(database: Database, number: int = 1, moment: datetime = START + 31 * DAY) -> None:
    with database.write() as work:
        held = work.load_cycle(ROUND)
        file_appeal(work, held, find_proposal(work, ROUND, number), "Maa on kaupungin.", moment)
        work.commit()


def decide(database: Database, cost: Cents | None, actor: Actor = CHAIR) -> None:
    with database.write() as work:
        work.load_cycle(ROUND)
        found = find_proposal(work, ROUND, 1)
        decide_appeal(work, found, REASON, actor, "Streets", START + 36 * DAY, cost)
        work.commit()


def shortlist(database: Database, stage: StageKey) -> dict[str, int] | None:
    with database.read() as work:
        handed = work.load_handoff(ROUND, stage)
    return {p.id: p.cost for p in handed.projects} if isinstance(handed, Shortlist) else None


def test_upheld_appeal_is_on_the_ballot_with_its_cost(database: Database) -> None:
    begin(database)
    appeal(database)
    run_until(database, 51)
    assert shortlist(database, APPEAL) is None, "the stage waits for the decision"
    decide(database, CHANGED)
    run_until(database, 51)
    assert shortlist(database, StageKey("review")) == {"2": FEASIBLE.cost}
    assert shortlist(database, APPEAL) == {"1": CHANGED, "2": FEASIBLE.cost}


def test_dismissed_appeal_leaves_the_answer(database: Database) -> None:
    begin(database)
    appeal(database)
    decide(database, None)
    run_until(database, 51)
    assert shortlist(database, APPEAL) == {"2": FEASIBLE.cost}
    with pytest.raises(ConflictError):
        decide(database, CHANGED)


def test_first_reviewer_decides_nothing(database: Database) -> None:
    begin(database)
    appeal(database)
    with pytest.raises(ConflictError, match="Somebody else"):
        decide(database, CHANGED, CLERK)
    with database.read() as work:
        kept = find_appeal(work, find_proposal(work, ROUND, 1))
    assert kept is not None
    assert kept.upheld is None


def test_appeal_is_one_in_time_and_against_a_no(database: Database) -> None:
    begin(database)
    with pytest.raises(NotNowError):
        appeal(database, moment=START + 35 * DAY)
    with pytest.raises(ConflictError):
        appeal(database, number=2)
    with pytest.raises(NotFoundError):
        decide(database, CHANGED)
    appeal(database)
    with pytest.raises(ConflictError):
        appeal(database)


def test_no_appeal_before_the_release_or_without_the_stage(database: Database) -> None:
    with database.write() as work:
        make_engine().start(declare(*plans(), currency="EUR"), work, CLERK, START)
        work.commit()
    run_until(database, 0)
    send(database)
    run_until(database, 20)
    with pytest.raises(NotNowError):
        appeal(database, moment=START + 21 * DAY)


@pytest.fixture
def town(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Town]:
    url = copy_sqlite(migrated_sqlite, tmp_path / "pb.sqlite3")
    with open_database(url) as database:
        skip_disk_waits(database)
        begin(database)
        with run_town(database, url, tmp_path, START + 31 * DAY) as town:
            skip_disk_waits(town.client.app.state.toolkit.database)
            yield town


def author_of(town: Town, number: int = 1) -> Visitor:
    with town.database.read() as work:
        proposal = find_proposal(work, ROUND, number)
    author = town.visitor()
    author.open(f"/en/cycles/2027/propose/link/{proposal.id}")
    return author


def test_author_appeals_and_a_second_official_decides_on_pages(town: Town) -> None:
    author = author_of(town)
    assert "propose/appeal/1" in author.page
    author.open("/en/cycles/2027/propose/appeal/1")
    author.send({"grounds": ""}, "/appeal/1", status=422)
    author.send({"grounds": "The land is the city's."}, "/appeal/1")
    assert "The author has appealed" in author.page
    assert "The land is the city" not in town.visitor().open("/en/cycles/2027/proposals/1")

    official = town.staff("Bertil S.", Role.OFFICIAL, unit="Streets")
    assert "Appeal waits for a decision" in official.open("/en/cycles/2027/review/audit?place=appealed")
    official.open("/en/cycles/2027/review/1/appeal")
    official.send({"decision": "upheld", "reason_fi": "Paikka löytyi."}, "/appeal", status=422)
    assert "Write what the project costs." in official.page
    assert "Write the reason in Swedish." in official.page
    typed = {"decision": "upheld", "cost": "9 000", "reason_fi": "Paikka löytyi.", "reason_sv": "Hittades."}
    official.send(typed, "/appeal")
    page = town.visitor().open("/en/cycles/2027/proposals/1")
    assert "The appeal was upheld." in page
    assert "Goes to the vote" in page
    assert "propose/appeal" not in author.open("/en/cycles/2027/propose/done/1")
    data = town.client.get("/en/cycles/2027/data.json").json()
    assert "The land" not in str(data)


def test_others_and_authors_of_chosen_proposals_see_no_appeal(town: Town) -> None:
    town.visitor().open("/en/cycles/2027/propose/appeal/1", 404)
    author_of(town, 2).open("/en/cycles/2027/propose/appeal/2", 409)
    official = town.staff("Bertil S.", Role.OFFICIAL)
    official.open("/en/cycles/2027/review/1/appeal", 404)


def test_who_answered_sees_that_somebody_else_decides(town: Town) -> None:
    appeal(town.database)
    official = town.staff("Aino V.", Role.OFFICIAL)
    with town.database.write() as work:
        account = next(one.id for one in list_accounts(work) if one.name == "Aino V.")
        work.session.execute(update(ReviewRow).values(reviewer=account))
        work.commit()
    assert "Somebody else has to decide" in official.open("/en/cycles/2027/review/1/appeal")
    data = {"decision": "dismissed", "reason_fi": "Ei.", "reason_sv": "Nej."}
    official.post("/en/cycles/2027/review/1/appeal", data, 409)
