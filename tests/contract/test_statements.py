"""Councils are asked, file and are answered; the city's answers wait for the release, and the release for them."""

from dataclasses import replace
from datetime import datetime

import pytest

from pb.engine.acts import CLOSE
from pb.engine.journal import find_break
from pb.kernel.canonical import digest
from pb.kernel.errors import ConflictError, NotFoundError, NotNowError
from pb.kernel.language import LocalizedText
from pb.storage.database import Database
from pb.web.accounts.opening import open_account
from pb.web.roles import Role
from proposals.core.proposal import Proposal, localized
from proposals.core.statements import Effect, Hearing, Reply, StatementId, mark_text
from proposals.stages import ReviewStage
from proposals.statement_reports import count_statements, list_public_statements, list_statement_tasks
from proposals.storage.review_acts import answer_proposal
from proposals.storage.statement_acts import (
    OutdatedTextError,
    answer_statement,
    ask_council,
    file_statement,
    purge_statement_drafts,
    recall_asking,
    save_draft_of,
)
from proposals.storage.statements import (
    count_hearings,
    find_draft_of,
    find_hearing,
    list_hearings,
    list_of_proposal,
)
from tests.support.cycles import CHAIR, CLERK, DAY, START
from tests.support.proposals import FEASIBLE, ROUND, cycle_at, run_calendar, send, start_round

COUNCIL = "Nuorisovaltuusto"
DUE = START + 25 * DAY
TODAY = START + 21 * DAY
TEXT = LocalizedText(fi="Penkkejä tarvitaan myös koulun eteen.")
BETTER = LocalizedText(fi="Penkkejä tarvitaan koulun ja kirjaston eteen.")
REPLY = Reply(
    LocalizedText("Nuoret toivovat penkkejä.", "De unga önskar bänkar."),
    Effect.CHANGED,
    LocalizedText("Yksi penkki siirtyy koululle.", "En bänk flyttas till skolan."),
)
HALF = replace(REPLY, why=LocalizedText(fi="Yksi penkki siirtyy koululle."))


def ask(database: Database, proposal: Proposal | None = None) -> StatementId:
    with database.write() as work:
        cycle = work.load_cycle(ROUND)
        question = LocalizedText(fi="Mitä nuoret ajattelevat?")
        asking = ask_council(work, cycle, COUNCIL, proposal, question, DUE, CLERK, TODAY)
        work.commit()
    return asking.id


def hear(database: Database, statement: StatementId) -> Hearing:
    with database.read() as work:
        return find_hearing(work, ROUND, statement)[0]


def file(
    database: Database, statement: StatementId, text: LocalizedText, seen: str, now: datetime = TODAY
) -> None:
    with database.write() as work:
        cycle = work.load_cycle(ROUND)
        hearing, proposal = find_hearing(work, ROUND, statement)
        file_statement(work, cycle, hearing, proposal, text, seen, CHAIR, now)
        work.commit()


def reply(
    database: Database, statement: StatementId, said: Reply, seen: int, now: datetime = TODAY, read: int = 9
) -> None:
    with database.write() as work:
        cycle = work.load_cycle(ROUND)
        hearing, proposal = find_hearing(work, ROUND, statement)
        answer_statement(work, cycle, hearing, proposal, said, read, seen, CLERK, "Puistot", now)
        work.commit()


def begin(database: Database) -> Proposal:
    start_round(database)
    proposal = send(database)
    run_calendar(database, 20)
    with database.write() as work:
        work.load_cycle(ROUND)
        answer_proposal(work, proposal, FEASIBLE, 0, CLERK, "Puistot", TODAY)
        work.commit()
    return proposal


def refusals(database: Database) -> list[str]:
    with database.read() as work:
        return [str(one) for one in ReviewStage().may_close(work.read_cycle(ROUND), work)]


def test_statement_goes_from_draft_to_answer_and_everything_is_journalled(database: Database) -> None:
    proposal = begin(database)
    statement = ask(database, proposal)
    with database.write() as work:
        cycle = work.load_cycle(ROUND)
        save_draft_of(work, cycle, find_hearing(work, ROUND, statement)[0], TEXT, "", CHAIR, TODAY)
        work.commit()
    assert hear(database, statement).statement is None
    with database.read() as work:
        draft = find_draft_of(work, hear(database, statement).asking)
        assert draft is not None
        assert list_public_statements(work.read_cycle(ROUND), work) == []
    file(database, statement, TEXT, mark_text(None, draft))
    file(database, statement, BETTER, "filed-1")
    reply(database, statement, REPLY, 0)
    ask(database)
    with database.read() as work:
        assert count_hearings(work, ROUND) == (2, 1)
    heard = hear(database, statement)
    assert heard.statement is not None
    assert heard.answer is not None
    assert (heard.statement.text, heard.statement.version) == (BETTER, 2)
    assert (heard.answer.reply, heard.answer.answers, heard.answer.unit) == (REPLY, 2, "Puistot")
    with database.read() as work:
        assert find_draft_of(work, heard.asking) is None
        assert list_of_proposal(work, proposal.id) == [heard]
        journal = list(work.read_journal(ROUND))
    assert find_break(journal) is None
    events = [entry.event for entry in journal if entry.event.act.endswith("-statement")]
    asked, filed, corrected, answered, _asked_too = events
    events.pop()
    assert (asked.act, filed.act, answered.act) == ("ask-statement", "file-statement", "answer-statement")
    for event in events:
        assert isinstance(event.details, dict)
        assert event.details["proposal"] == proposal.number
    assert isinstance(corrected.details, dict)
    assert corrected.details["text"] == digest(localized(BETTER))


def test_forgotten_draft_is_removed(database: Database) -> None:
    begin(database)
    statement = ask(database)
    with database.write() as work:
        cycle = work.load_cycle(ROUND)
        save_draft_of(work, cycle, find_hearing(work, ROUND, statement)[0], TEXT, "", CHAIR, TODAY)
        assert purge_statement_drafts(work, TODAY) == 0
        assert purge_statement_drafts(work, TODAY + DAY) == 1
        assert find_draft_of(work, find_hearing(work, ROUND, statement)[0].asking) is None


def test_release_waits_for_every_answer_in_every_language(database: Database) -> None:
    begin(database)
    statement = ask(database)
    assert refusals(database) == []
    file(database, statement, TEXT, "")
    assert refusals(database)[0].startswith("Statements of councils without the city's answer")
    reply(database, statement, HALF, 0)
    assert len(refusals(database)) == 1
    reply(database, statement, REPLY, 1)
    assert refusals(database) == []
    file(database, statement, BETTER, "filed-1")
    assert len(refusals(database)) == 1
    assert CLOSE not in [act.name for act in run_calendar(database, 31)]
    reply(database, statement, REPLY, 2)
    assert CLOSE in [act.name for act in run_calendar(database, 31)]


def test_answer_is_public_with_the_release_and_not_before(database: Database) -> None:
    begin(database)
    statement = ask(database)
    file(database, statement, TEXT, "")
    reply(database, statement, REPLY, 0)

    def published() -> tuple[object, int]:
        with database.read() as work:
            cycle = work.read_cycle(ROUND)
            (one,) = list_public_statements(cycle, work)
            assert isinstance(one, dict)
            return one.get("answer"), count_statements(cycle, work)[1].value

    assert published() == (None, 0)
    run_calendar(database, 31)
    answer, counted = published()
    assert answer == {
        "heard": localized(REPLY.heard),
        "effect": "changed",
        "why": localized(REPLY.why),
    }
    assert counted == 1
    with pytest.raises(NotNowError):
        reply(database, statement, HALF, 1)


def test_second_of_two_gets_told_and_nothing_is_overwritten(database: Database) -> None:
    begin(database)
    statement = ask(database)
    file(database, statement, TEXT, "")
    file(database, statement, TEXT, "")
    with pytest.raises(OutdatedTextError):
        file(database, statement, BETTER, "")
    reply(database, statement, REPLY, 0)
    reply(database, statement, REPLY, 0)
    with pytest.raises(OutdatedTextError):
        reply(database, statement, HALF, 0)
    heard = hear(database, statement)
    assert heard.statement is not None
    assert heard.statement.text == TEXT
    assert heard.is_answered


def test_draft_that_was_read_is_not_taken_for_what_was_filed_since(database: Database) -> None:
    """Draft 1 and filed version 1 bear one number; a member who read the draft must not overwrite the filed text."""
    begin(database)
    statement = ask(database)
    with database.write() as work:
        cycle = work.load_cycle(ROUND)
        save_draft_of(work, cycle, find_hearing(work, ROUND, statement)[0], TEXT, "", CHAIR, TODAY)
        work.commit()
    file(database, statement, TEXT, "draft-1")
    with pytest.raises(OutdatedTextError):
        file(database, statement, BETTER, "draft-1")
    with database.write() as work:
        cycle = work.load_cycle(ROUND)
        hearing, _ = find_hearing(work, ROUND, statement)
        with pytest.raises(OutdatedTextError):
            save_draft_of(work, cycle, hearing, BETTER, "draft-1", CHAIR, TODAY)
    heard = hear(database, statement)
    assert heard.statement is not None
    assert heard.statement.text == TEXT


def test_answer_to_a_text_corrected_meanwhile_is_not_the_answer_to_the_correction(database: Database) -> None:
    begin(database)
    statement = ask(database)
    file(database, statement, TEXT, "")
    file(database, statement, BETTER, "filed-1")
    reply(database, statement, REPLY, 0, read=1)
    assert not hear(database, statement).is_answered
    reply(database, statement, REPLY, 1, read=2)
    assert hear(database, statement).is_answered


def test_late_statement_is_taken_once_until_the_release(database: Database) -> None:
    begin(database)
    first, second = ask(database), ask(database)
    file(database, first, TEXT, "", DUE + DAY)
    with pytest.raises(NotNowError):
        file(database, first, BETTER, "filed-1", DUE + DAY)
    reply(database, first, REPLY, 0, DUE + DAY)
    run_calendar(database, 31)
    with pytest.raises(NotNowError):
        file(database, second, TEXT, "", START + 31 * DAY)
    with pytest.raises(NotNowError):
        ask(database)


def test_request_can_be_taken_back_until_something_is_filed(database: Database) -> None:
    begin(database)
    first, second = ask(database), ask(database)
    file(database, second, TEXT, "")
    for statement, is_refused in ((first, False), (second, True)):
        with database.write() as work:
            cycle = work.load_cycle(ROUND)
            hearing, proposal = find_hearing(work, ROUND, statement)
            if is_refused:
                with pytest.raises(ConflictError):
                    recall_asking(work, cycle, hearing, proposal, CLERK, TODAY)
            else:
                recall_asking(work, cycle, hearing, proposal, CLERK, TODAY)
                work.commit()
    with pytest.raises(NotFoundError):
        hear(database, first)
    with database.read() as work:
        assert [hearing.asking.id for hearing, _ in list_hearings(work, ROUND)] == [second]


def test_tasks_lead_councils_and_officials_to_what_is_theirs(database: Database) -> None:
    begin(database)

    def tasks() -> list[tuple[str, bool]]:
        with database.read() as work:
            return [
                (task.path.rpartition("/")[2], task.done)
                for task in list_statement_tasks(cycle_at(database), work)
            ]

    assert tasks() == []
    with database.write() as work:
        open_account(work, "elsa", "Elsa N.", [Role.COUNCIL], TODAY, unit=COUNCIL)
        work.commit()
    assert tasks() == [("all", False)]
    statement = ask(database)
    assert tasks() == [("own", False), ("all", True)]
    file(database, statement, TEXT, "")
    assert tasks() == [("own", True), ("all", False)]
    reply(database, statement, REPLY, 0)
    assert tasks() == [("own", True), ("all", True)]


def test_everything_that_keeps_the_release_is_told_at_once(database: Database) -> None:
    begin(database)
    send(database)
    file(database, ask(database), TEXT, "")
    assert len(refusals(database)) == 2
