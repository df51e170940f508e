"""Officials at the workbench: who answers until when, inner notes, questions to authors, criteria."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from pb.kernel.language import LocalizedText
from pb.kernel.plain import to_plain
from pb.storage.outbox import LetterState, list_letters
from pb.web.roles import Role
from proposals.core.criteria import Criterion
from proposals.storage.proposals import find_proposal
from proposals.storage.review_acts import EVENTS
from tests.support.counted import count_statements
from tests.support.cycles import DAY, START
from tests.support.databases import copy_sqlite, open_database
from tests.support.proposals import ROUND, run_calendar, send, skip_disk_waits, start_round
from tests.support.visitors import Town, Visitor, run_town

REVIEW = "/en/cycles/2027/review"
SECRET = "Kvittering from the neighbour, keep inside"
CRITERIA = to_plain(
    (
        Criterion("land", LocalizedText("Kaupungin maata?", "Stadens mark?", "Is it the city's land?")),
        Criterion("access", LocalizedText("Onko esteetön?", "Är det tillgängligt?", "Is it accessible?")),
    )
)


@pytest.fixture
def town(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Town]:
    """The town on the second day of its review, with two proposals."""
    url = copy_sqlite(migrated_sqlite, tmp_path / "pb.sqlite3")
    with open_database(url) as database:
        skip_disk_waits(database)
        start_round(database, criteria=CRITERIA)
        with run_town(database, url, tmp_path, START + DAY) as town:
            skip_disk_waits(town.client.app.state.toolkit.database)
            send(database)
            send(database)
            run_calendar(database, 20)
            town.clock.moment = START + 21 * DAY
            yield town


@pytest.fixture
def official(town: Town) -> Visitor:
    return town.staff("Aino V.", Role.OFFICIAL, unit="Parks")


def author_of(town: Town) -> Visitor:
    """Return the author of the first proposal, come in by the private link."""
    with town.database.read() as work:
        proposal = find_proposal(work, ROUND, 1)
    author = town.visitor()
    author.open(f"/en/cycles/2027/propose/link/{proposal.id}")
    return author


def acts(town: Town) -> list[str]:
    with town.database.read() as work:
        return [entry.event.act for entry in work.read_journal(ROUND) if entry.event.act in EVENTS]


def test_many_are_assigned_at_once_and_the_overdue_come_by_themselves(town: Town, official: Visitor) -> None:
    official.open(REVIEW)
    due = (START + 22 * DAY).date().isoformat()
    official.post(f"{REVIEW}/assign", {"number": ["1", "2"], "unit": "Streets", "due": due}, 200)
    assert "Assigned to Streets: 2." in official.page
    assert "Overdue" not in official.page
    town.clock.moment = START + 24 * DAY
    official = town.staff("Bertil S.", Role.OFFICIAL, unit="Streets")
    assert "2 proposals are overdue" in official.open(REVIEW)
    official.open(f"{REVIEW}?late=yes")
    assert official.page.count("Choose proposal") == 2
    assert acts(town) == ["assign", "assign"]


def test_assigned_to_one_official_is_found_by_them(town: Town, official: Visitor) -> None:
    official.open(REVIEW)
    form = official.find_form("/assign")
    officer = next(value for value in form.choices["officer"] if value)
    official.post(f"{REVIEW}/assign", {"number": ["2"], "unit": "Parks", "officer": officer}, 200)
    official.open(f"{REVIEW}?own=yes")
    assert official.page.count("Choose proposal") == 1
    assert "Aino V." in official.page


def test_several_units_answer_and_the_lead_can_pass_on(town: Town, official: Visitor) -> None:
    official.open(f"{REVIEW}/1")
    for unit in ("Parks", "Culture"):
        official.post(f"{REVIEW}/assign", {"number": ["1"], "unit": unit}, 200)
    assert official.page.count("Leads") == 1
    official.post(f"{REVIEW}/1/units", {"unit": "Culture", "act": "lead"}, 200)
    official.post(f"{REVIEW}/1/units", {"unit": "Culture", "act": "release"}, 200)
    assert "Culture" not in official.page.partition("<main")[2]
    assert "Parks" in official.page


@pytest.mark.parametrize("data", [{"unit": "Parks"}, {"number": ["1"]}, {"number": ["x"], "unit": "Parks"}])
def test_assignment_without_proposal_or_unit_is_refused(
    town: Town, official: Visitor, data: dict[str, str | list[str]]
) -> None:
    official.open(REVIEW)
    official.post(f"{REVIEW}/assign", data, 422)
    assert acts(town) == []


def test_internal_note_never_leaves(town: Town, official: Visitor) -> None:
    official.open(f"{REVIEW}/1")
    official.send({"note": SECRET}, "/notes")
    assert SECRET in official.open(f"{REVIEW}/1")
    answer(official, 1)
    answer(official, 2)
    for day in (21, 31):
        run_calendar(town.database, day)
        town.clock.moment = START + day * DAY
        outside, author = town.visitor(), author_of(town)
        for path in (
            "/en/cycles/2027/proposals/1",
            "/en/cycles/2027/proposals",
            "/en/cycles/2027/data.json",
            "/en/cycles/2027/news.atom",
            "/api/v1/cycles/2027/proposals",
        ):
            assert SECRET not in outside.request("GET", path).text
            assert SECRET not in author.request("GET", path).text
        assert SECRET not in author.open("/en/cycles/2027/propose/done/1")
    with town.database.read() as work:
        assert SECRET not in str(work.read_journal(ROUND))
        assert SECRET not in str(list_letters(work, tuple(LetterState), 99))
    moderator = town.staff("Matti K.", Role.MODERATOR)
    assert SECRET in moderator.open(f"{REVIEW}/1")


def answer(official: Visitor, number: int, status: int = 200, **more: str) -> str:
    official.open(f"{REVIEW}/{number}")
    typed = {
        "verdict": "feasible",
        "cost": "12 000",
        "reason_fi": "Onnistuu.",
        "reason_sv": "Går bra.",
        "criterion_land": "yes",
        "criterion_access": "yes",
        **more,
    }
    return official.send(typed, f"/review/{number}", status=status)


def test_question_goes_to_the_author_and_the_answer_comes_back_to_officials_only(
    town: Town, official: Visitor
) -> None:
    official.open(f"{REVIEW}/1")
    due = (START + 28 * DAY).date().isoformat()
    official.send({"question": "Which side of the path?", "answer_due": due}, "/ask-author")
    assert "Waits for the author" in official.page
    assert "Waits for the author" in official.open(f"{REVIEW}/audit")
    author = author_of(town)
    author.open("/en/cycles/2027/propose/done/1")
    assert "Which side" not in town.visitor().open("/en/cycles/2027/proposals/1")
    author.open("/en/cycles/2027/propose/answer/1")
    assert "Which side of the path?" in author.page
    author.send({"answer": ""}, "/answer/1", status=422)
    author.send({"answer": "The side of the lake."}, "/answer/1")
    assert "The side of the lake." in official.open(f"{REVIEW}/1")
    assert "The side of the lake." not in town.visitor().open("/en/cycles/2027/proposals/1")
    author.open("/en/cycles/2027/propose/answer/1", 404)
    town.visitor().open("/en/cycles/2027/propose/answer/1", 404)
    assert acts(town) == ["ask-author", "author-answered"]


def test_question_due_in_the_past_and_a_second_open_one_are_refused(town: Town, official: Visitor) -> None:
    official.open(f"{REVIEW}/1")
    past = (START + 20 * DAY).date().isoformat()
    official.send({"question": "Where?", "answer_due": past}, "/ask-author", status=422)
    coming = (START + 25 * DAY).date().isoformat()
    for status in (200, 409):
        official.open(f"{REVIEW}/1")
        official.post(f"{REVIEW}/1/ask-author", {"question": "Where?", "answer_due": coming}, status)


def test_exclusion_stands_on_both_pages_once_released(town: Town, official: Visitor) -> None:
    official.open(f"{REVIEW}/1")
    official.send({"other": "2", "why": "Sama paikka.", "act": "add"}, "/exclusions")
    assert "Sama paikka." in official.open(f"{REVIEW}/2")
    assert "Sama paikka." not in town.visitor().open("/en/cycles/2027/proposals/1")
    answer(official, 1)
    answer(official, 2)
    run_calendar(town.database, 31)
    for number in (1, 2):
        assert "Sama paikka." in town.visitor().open(f"/en/cycles/2027/proposals/{number}")


@pytest.mark.parametrize("other", ["1", "99", "x"])
def test_exclusion_of_itself_or_of_nothing_is_refused(town: Town, official: Visitor, other: str) -> None:
    official.open(f"{REVIEW}/1")
    official.post(f"{REVIEW}/1/exclusions", {"other": other, "act": "add"}, 422)


def test_no_and_unclear_need_a_reason_and_no_is_not_feasible(town: Town, official: Visitor) -> None:
    answer(official, 1, 422, criterion_land="unclear")
    assert "Write why the answer is no or unclear." in official.page
    answer(official, 1, 422, criterion_land="no", why_land="Se on seurakunnan.")
    assert "does not meet a criterion" in official.page
    answer(official, 1, 200, verdict="not-feasible", criterion_land="no", why_land="Se on seurakunnan.")
    assert "Se on seurakunnan." in official.open(f"{REVIEW}/1")


def test_review_waits_for_every_criterion_and_then_shows_them(town: Town, official: Visitor) -> None:
    answer(official, 1, criterion_access="", cost_low="8 000", upkeep="300", source="Hinnasto")
    answer(official, 2)
    run_calendar(town.database, 31)
    assert "Hinnasto" not in town.visitor().open("/en/cycles/2027/proposals/1")
    answer(official, 1, cost_low="8 000", upkeep="300", source="Hinnasto")
    run_calendar(town.database, 31)
    page = town.visitor().open("/en/cycles/2027/proposals/1")
    for shown in ("Hinnasto", "€8,000–€12,000", "€300", "Is it accessible?"):
        assert shown in page


def test_lowest_estimate_above_the_highest_is_refused(town: Town, official: Visitor) -> None:
    answer(official, 1, 422, cost_low="13 000")
    assert "The lowest estimate is above the highest." in official.page


def test_ready_reason_is_added_and_nothing_is_saved(town: Town, official: Visitor) -> None:
    official.open(f"{REVIEW}/1")
    official.post(f"{REVIEW}/1", {"use": "remit", "version": "0", "reason_fi": "Oma alku."}, 200)
    assert "Oma alku." in official.page
    assert "ei kuulu kaupungille" in official.page.partition("f-reason_fi")[2]
    assert acts(town) == []


def test_queue_and_page_ask_as_often_for_many_as_for_few(town: Town, official: Visitor) -> None:
    def count(path: str) -> int:
        official.open(path)
        with count_statements(town.client.app.state.toolkit.database) as seen:
            official.open(path)
        return len(seen)

    before = {path: count(path) for path in (REVIEW, f"{REVIEW}/1", f"{REVIEW}/audit")}
    for number in range(15):
        send(town.database, now=START + timedelta(minutes=number))
    official.post(f"{REVIEW}/assign", {"number": [str(n) for n in range(1, 15)], "unit": "Parks"}, 200)
    assert {path: count(path) for path in before} == before
