"""Where proposals are, asked of the database, is what the core says of each, on both databases."""

from collections import Counter
from dataclasses import replace
from itertools import product

from pb.kernel.language import LocalizedText
from pb.storage.database import Database
from proposals.core.proposal import ProposalStatus
from proposals.core.review import Verdict, missing_languages
from proposals.core.rules import review_rules
from proposals.core.whereabouts import WAITING, Whereabouts, locate, there_since
from proposals.storage.appeal_tables import AppealRow
from proposals.storage.appeals import list_appeals
from proposals.storage.information import ask_author, list_open_requests
from proposals.storage.places import count_complete, count_in_places, list_placed
from proposals.storage.proposals import assign_unit, hide_proposal, withdraw_proposal
from proposals.storage.reviews import list_answers, save_review
from tests.support.cycles import CLERK, DAY, START
from tests.support.proposals import FEASIBLE, NOT_FEASIBLE, REASON, ROUND, run_calendar, send, start_round

HALF = replace(FEASIBLE, reason=LocalizedText(fi="Ranta on kaupungin maata."))
STATUSES = (ProposalStatus.SENT, ProposalStatus.WITHDRAWN, ProposalStatus.HIDDEN)
VERDICTS: tuple[tuple[Verdict, ...], ...] = ((), (HALF,), (FEASIBLE,), (NOT_FEASIBLE,), (HALF, NOT_FEASIBLE))


def fill(database: Database) -> None:
    """Send one proposal of every kind there can be while the review is open."""
    for place, (verdicts, unit, status) in enumerate(product(VERDICTS, ("", "Puistot"), STATUSES)):
        proposal = send(database)
        with database.write() as work:
            proposal = assign_unit(work, proposal, unit)
            for version, verdict in enumerate(verdicts):
                save_review(work, proposal, verdict, version, CLERK, unit, START + (place + 1) * DAY / 7)
            if status is ProposalStatus.WITHDRAWN:
                withdraw_proposal(work, proposal, START + (40 - place) * DAY / 3)
            elif status is ProposalStatus.HIDDEN:
                hide_proposal(work, proposal, REASON, START + place * DAY / 5)
            work.commit()


def require_alike(database: Database) -> Counter[Whereabouts]:
    """Compare the queries with the core for every proposal of the round, and return the counts."""
    with database.read() as work:
        cycle = work.read_cycle(ROUND)
        rules = review_rules(cycle)
        asked, appeals = list_open_requests(work, ROUND), list_appeals(work, ROUND)
        answers = [
            replace(one, is_asked=one.proposal.id in asked, is_appealed=one.proposal.id in appeals)
            for one in list_answers(work, ROUND)
        ]
        expected = [(locate(cycle, one, rules), there_since(one), one.proposal.number) for one in answers]
        expected.sort(key=lambda line: (line[0] not in WAITING, line[1], line[2]))
        pages = [list_placed(work, cycle, rules, None, page, 7) for page in range(1, len(answers) // 7 + 2)]
        found = [(one.place, one.since, one.answer.proposal.number) for page in pages for one in page]
        assert found == expected
        counts = count_in_places(work, cycle, rules)
        assert counts == Counter(place for place, _, _ in expected)
        for place in counts:
            of_place = list_placed(work, cycle, rules, place, 1, 100)
            assert [one.answer.proposal.number for one in of_place] == [
                line[2] for line in expected if line[0] is place
            ]
        assert count_complete(work, cycle, rules) == sum(
            one.proposal.needs_answer
            and one.review is not None
            and not missing_languages(one.review.verdict, rules)
            for one in answers
        )
        return counts


def test_queries_say_what_the_core_says_before_and_in_the_review(database: Database) -> None:
    start_round(database)
    fill(database)
    counts = require_alike(database)
    assert counts[Whereabouts.SENT] == 2
    run_calendar(database, 20)
    asked = send(database)
    with database.write() as work:
        ask_author(work, asked, "Missä?", "Aino V.", "Puistot", START + 30 * DAY, START + 21 * DAY)
        work.commit()
    counts = require_alike(database)
    assert counts.total() == len(VERDICTS) * 2 * len(STATUSES) + 1
    assert counts[Whereabouts.AT_AUTHOR] == 1
    assert set(counts) >= WAITING - {Whereabouts.APPEALED} | {
        Whereabouts.ANSWERED,
        Whereabouts.WITHDRAWN,
        Whereabouts.HIDDEN,
    }


def test_queries_say_what_the_core_says_after_the_release(database: Database) -> None:
    start_round(database)
    first, second, third, fourth = (send(database) for _ in range(4))
    run_calendar(database, 20)
    with database.write() as work:
        save_review(work, first, FEASIBLE, 0, CLERK, "", START)
        save_review(work, second, NOT_FEASIBLE, 0, CLERK, "", START)
        save_review(work, fourth, NOT_FEASIBLE, 0, CLERK, "", START)
        withdraw_proposal(work, third, START)
        work.commit()
    run_calendar(database, 40)
    with database.write() as work:
        appeal = AppealRow(
            proposal_id=fourth.id, grounds="Ranta on kaupungin.", filed_at=START + 41 * DAY, version=1
        )
        appeal.upheld, appeal.reason, appeal.decided_by, appeal.decided_by_name = None, {}, "", ""
        work.session.add(appeal)
        work.commit()
    assert require_alike(database) == {
        Whereabouts.APPEALED: 1,
        Whereabouts.TO_THE_VOTE: 1,
        Whereabouts.NOT_TO_THE_VOTE: 1,
        Whereabouts.WITHDRAWN: 1,
    }
