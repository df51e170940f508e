"""Reviews are kept version by version, journalled, and released together, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from pb.engine.journal import find_break
from pb.kernel.errors import ConflictError, NotNowError
from pb.kernel.handoff import Project, Shortlist
from pb.kernel.ids import AreaId, ProjectId, StageKey
from pb.kernel.language import LocalizedText
from pb.kernel.money import Cents
from pb.storage.database import Database
from proposals.core.proposal import Proposal
from proposals.core.review import Verdict
from proposals.stages import ReviewStage, SubmissionStage
from proposals.storage.imports import import_shortlist
from proposals.storage.proposals import find_proposal, withdraw_proposal
from proposals.storage.review_acts import answer_proposal, hide, show_again, take_proposal
from proposals.storage.reviews import (
    OutdatedReviewError,
    count_unanswered,
    find_review,
    list_answers,
    list_versions,
)
from proposals.storage.search import Answered, Search, search_proposals
from tests.support.cycles import CHAIR, CLERK, DAY, START
from tests.support.proposals import (
    BENCHES,
    FEASIBLE,
    NOT_FEASIBLE,
    ROUND,
    cycle_at,
    run_calendar,
    send,
    start_round,
)

WHY = LocalizedText(fi="Tekstissä oli henkilötietoja.")


def answer(database: Database, proposal: Proposal, verdict: Verdict, seen: int = 0) -> None:
    with database.write() as work:
        work.load_cycle(ROUND)
        answer_proposal(work, proposal, verdict, seen, CLERK, "Parks", START + 21 * DAY)
        work.commit()


def send_and_review(database: Database, count: int) -> list[Proposal]:
    start_round(database)
    sent = [send(database) for _ in range(count)]
    run_calendar(database, 20)
    return sent


def test_every_version_of_an_answer_is_kept(database: Database) -> None:
    (proposal,) = send_and_review(database, 1)
    answer(database, proposal, FEASIBLE)
    answer(database, proposal, NOT_FEASIBLE, seen=1)
    with database.read() as work:
        newest = find_review(work, proposal)
        assert newest is not None
        assert (newest.version, newest.verdict, newest.reviewer_name) == (2, NOT_FEASIBLE, "Clerk")
        assert [review.verdict for review in list_versions(work, proposal)] == [FEASIBLE, NOT_FEASIBLE]
        assert [entry.review for entry in list_answers(work, ROUND)] == [newest]
        assert find_proposal(work, ROUND, 1).unit == "Parks"


def test_answer_over_an_older_version_is_refused_and_shows_the_newest(database: Database) -> None:
    (proposal,) = send_and_review(database, 1)
    answer(database, proposal, FEASIBLE)
    with pytest.raises(OutdatedReviewError) as refused:
        answer(database, proposal, NOT_FEASIBLE, seen=0)
    assert refused.value.newest is not None
    assert refused.value.newest.verdict == FEASIBLE


def test_same_answer_sent_twice_is_one_version(database: Database) -> None:
    (proposal,) = send_and_review(database, 1)
    answer(database, proposal, FEASIBLE)
    answer(database, proposal, FEASIBLE)
    with database.read() as work:
        assert len(list_versions(work, proposal)) == 1
        assert [entry.event.act for entry in work.read_journal(ROUND)].count("review") == 1


def test_one_of_ten_answers_at_once_is_saved_and_none_lost(database: Database) -> None:
    (proposal,) = send_and_review(database, 1)

    def try_answer(euros: int) -> bool:
        try:
            answer(database, proposal, replace(FEASIBLE, cost=Cents(euros * 100)))
        except OutdatedReviewError:
            return False
        return True

    with ThreadPoolExecutor(10) as pool:
        saved = list(pool.map(try_answer, range(1, 11)))
    assert saved.count(True) == 1
    with database.read() as work:
        assert len(list_versions(work, proposal)) == 1


def test_journal_tells_of_every_act_and_nothing_of_the_answer_or_the_author(database: Database) -> None:
    first, second = send_and_review(database, 2)
    answer(database, first, FEASIBLE)
    with database.write() as work:
        cycle = work.load_cycle(ROUND)
        take_proposal(work, second, "Sports", CHAIR, START)
        hide(work, cycle, find_proposal(work, ROUND, 2), WHY, CHAIR, START)
        show_again(work, cycle, find_proposal(work, ROUND, 2), CHAIR, START)
        work.commit()
    with database.read() as work:
        journal = work.read_journal(ROUND)
    assert find_break(journal) is None
    events = [entry.event for entry in journal if entry.event.act in ("review", "take", "hide", "show")]
    assert [event.act for event in events] == ["review", "take", "hide", "show"]
    assert events[0].details == {"proposal": 1, "version": 1, "answer": FEASIBLE.mark()}
    told = str([event.details for event in events])
    for secret in (
        *filter(None, BENCHES.as_typed().values()),
        "feasible",
        "1200000",
        FEASIBLE.reason.fi,
        WHY.fi,
    ):
        assert secret not in told
    for stage in (SubmissionStage(), ReviewStage()):
        assert {event.act for event in events} <= set(stage.events)


def test_review_stays_open_until_every_proposal_has_its_answer(database: Database) -> None:
    first, second, third, fourth = send_and_review(database, 4)
    answer(database, first, FEASIBLE)
    answer(database, second, replace(NOT_FEASIBLE, reason=LocalizedText(fi="Ei kaupungin maata.")))
    assert run_calendar(database, 40) == ()
    with database.read() as work:
        told = [str(refusal) for refusal in ReviewStage().may_close(cycle_at(database), work)]
        assert count_unanswered(work, ROUND) == 2
    assert told == [
        "Proposals without an answer: 2.",
        "Answers whose reason is missing in a language: 1.",
    ]
    answer(database, second, NOT_FEASIBLE, seen=1)
    with database.write() as work:
        withdraw_proposal(work, third, START)
        hide(work, work.load_cycle(ROUND), fourth, WHY, CHAIR, START)
        work.commit()
    assert [act.name for act in run_calendar(database, 40)] == ["close"]
    with database.read() as work:
        shortlist = work.load_handoff(ROUND, StageKey("review"))
    assert isinstance(shortlist, Shortlist)
    assert [project.id for project in shortlist.projects] == ["1"]


def test_nothing_of_an_answer_is_open_data_before_the_release(database: Database) -> None:
    first, second = send_and_review(database, 2)
    answer(database, first, FEASIBLE)
    stage = ReviewStage()
    with database.read() as work:
        cycle = work.read_cycle(ROUND)
        assert stage.open_data(cycle, work) == {}
        assert [str(fact.value) for fact in stage.facts(cycle, work)] == ["1 / 2"]
        assert [task.done for task in stage.tasks(cycle, work)][:2] == [False, False]
    answer(database, second, NOT_FEASIBLE)
    run_calendar(database, 40)
    with database.read() as work:
        cycle = work.read_cycle(ROUND)
        answers = stage.open_data(cycle, work)["answers"]
        assert [str(fact.value) for fact in stage.facts(cycle, work)] == ["1"]
        assert [task.done for task in stage.tasks(cycle, work)][:2] == [True, True]
    assert answers == [
        {"number": 1, "goes_to_the_vote": True, **FEASIBLE.open_data()},
        {"number": 2, "goes_to_the_vote": False, **NOT_FEASIBLE.open_data()},
    ]


def test_removed_proposal_takes_no_answer(database: Database) -> None:
    (proposal,) = send_and_review(database, 1)
    with database.write() as work:
        hide(work, work.load_cycle(ROUND), proposal, WHY, CHAIR, START)
        work.commit()
    with database.read() as work:
        hidden = find_proposal(work, ROUND, 1)
    with pytest.raises(ConflictError):
        answer(database, hidden, FEASIBLE)


def test_proposal_left_off_the_shortlist_stays_hidden(database: Database) -> None:
    (proposal,) = send_and_review(database, 1)
    with database.write() as work:
        hide(work, work.load_cycle(ROUND), proposal, WHY, CHAIR, START + 21 * DAY)
        work.commit()
    run_calendar(database, 40)
    with database.write() as work, pytest.raises(NotNowError):
        show_again(work, work.load_cycle(ROUND), find_proposal(work, ROUND, 1), CHAIR, START + 41 * DAY)


def test_search_finds_by_area_words_answer_and_unit(database: Database) -> None:
    start_round(database)
    texts = [
        BENCHES,
        replace(BENCHES, title="KEINU Ässälle", area="south"),
        replace(BENCHES, title="100 % valoa_kadulle", area="south"),
    ]
    _, second, third = [send(database, text) for text in texts]
    run_calendar(database, 20)
    answer(database, second, FEASIBLE)
    with database.write() as work:
        hide(work, work.load_cycle(ROUND), third, WHY, CHAIR, START)
        work.commit()

    def numbers(search: Search) -> list[int]:
        with database.read() as work:
            found = search_proposals(work, ROUND, search)
        assert found.total == len(found.entries)
        return [entry.proposal.number for entry in found.entries]

    assert numbers(Search()) == [1, 2]
    assert numbers(Search(with_removed=True)) == [1, 2, 3]
    assert numbers(Search(area="south")) == [2]
    assert numbers(Search(words="keinu ässä")) == [2]
    assert numbers(Search(words="RANTAREITILLE kaiuttimet")) == []
    assert numbers(Search(words="%")) == []
    assert numbers(Search(words="% valoa_", with_removed=True)) == [3]
    assert numbers(Search(words="#2")) == [2]
    assert numbers(Search(words="9" * 40)) == []
    assert numbers(Search(answered=Answered.WITH)) == [2]
    assert numbers(Search(answered=Answered.WITHOUT, with_removed=True)) == [1]
    assert numbers(Search(unit="Parks")) == [2]


def test_search_gives_pages_of_twenty(database: Database) -> None:
    start_round(database)
    for _ in range(41):
        send(database)
    with database.read() as work:
        pages = [search_proposals(work, ROUND, Search(), page) for page in (0, 1, 2, 3, 99)]
    assert [len(found.entries) for found in pages] == [20, 20, 20, 1, 1]
    assert [found.page for found in pages] == [1, 1, 2, 3, 3]
    assert {(found.total, found.pages) for found in pages} == {(41, 3)}
    assert pages[2].entries[0].proposal.number == 21


def project(name: str, cost: int = 5_000_00) -> Project:
    text = LocalizedText(fi=f"Hanke {name}")
    return Project(ProjectId(name), text, LocalizedText(), AreaId("north"), Cents(cost))


@pytest.mark.parametrize(
    ("names", "expected"), [(["7", "3", "12"], ["3", "7", "12"]), (["A", "2"], ["1", "2"])]
)
def test_imported_shortlist_is_handed_on_as_it_came(
    database: Database, names: list[str], expected: list[str]
) -> None:
    start_round(database)
    with database.write() as work:
        ids = import_shortlist(work, ROUND, [project(name) for name in names], CLERK, START)
        work.commit()
    assert sorted(ids.values()) == sorted(expected)
    if names[0] != "A":
        assert all(before == after for before, after in ids.items())
    assert len(run_calendar(database, 40)) == 3
    with database.read() as work:
        shortlist = work.load_handoff(ROUND, StageKey("review"))
    assert isinstance(shortlist, Shortlist)
    assert [found.id for found in shortlist.projects] == expected
    assert {str(found.title.fi) for found in shortlist.projects} == {f"Hanke {name}" for name in names}


def test_import_over_a_taken_number_is_refused(database: Database) -> None:
    start_round(database)
    send(database)
    with database.write() as work, pytest.raises(ConflictError):
        import_shortlist(work, ROUND, [project("1")], CLERK, START)
