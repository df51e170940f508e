"""Comments, reports, merges and splits on both databases: what is kept, what waits, what an undo puts back."""

from dataclasses import replace
from datetime import date

import pytest

from pb.engine.journal import find_break
from pb.kernel.clock import SetClock
from pb.kernel.errors import ConflictError, NotFoundError, NotNowError
from pb.kernel.ids import ProposalId
from pb.kernel.language import Language, LocalizedText
from pb.kernel.plain import to_plain
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from proposals.core.comments import Comment, CommentKind
from proposals.core.merge import Merge, MergeState, wording_of
from proposals.core.moderation import Matter, ModerationRules, Subject
from proposals.core.proposal import Proposal, ProposalStatus
from proposals.storage.comment_acts import (
    answer_comment,
    forget_comment_author,
    hide_comment,
    show_comment,
    write_comment,
)
from proposals.storage.comment_tables import CommentAuthorRow
from proposals.storage.comments import count_open_questions, find_thread, list_open_questions, list_threads
from proposals.storage.feedback import AnswerMark, count_feedback, find_reply_days
from proposals.storage.merge_acts import answer_merge, ask_merge, settle_merges, undo_merge
from proposals.storage.merges import find_merge
from proposals.storage.moderation import (
    count_waiting,
    list_reported,
    list_unread_comments,
    list_unread_proposals,
    mark_read,
    report_subject,
)
from proposals.storage.proposals import find_proposal, withdraw_proposal
from proposals.storage.review_acts import EVENTS
from proposals.storage.split_acts import split_proposal
from proposals.web.comments.reply_days import KNOWN, recall_reply_days
from tests.support.cycles import CHAIR, DAY, START, declare
from tests.support.proposals import BENCHES, ROUND, make_engine, plans, run_calendar, send, start_round

ZONE = START.tzinfo
REASON = LocalizedText(fi="Teksti on mainos.", sv="Texten är reklam.")
CLERK_UNIT = "Puistot"


def say(proposal: Proposal, number: int, kind: CommentKind, parent: str = "", days: int = 0) -> Comment:
    at = START + days * DAY + DAY * number / 1000
    return Comment(
        f"{number:032x}", ROUND, proposal.id, kind, f"Sana {number}.", "Iida", Language.FI, at, parent
    )


def write(work: Work, proposal: Proposal, written: Comment) -> Comment:
    assert ZONE is not None
    return write_comment(work, work.load_cycle(ROUND), proposal, written, "iida", ZONE)


@pytest.fixture
def talk(database: Database) -> Database:
    """A round with two proposals; on the first a question with its answer, a late one, and a comment."""
    start_round(database)
    first, _second = send(database), send(database, replace(BENCHES, title="Keinu"))
    with database.write() as work:
        cycle = work.load_cycle(ROUND)
        asked = write(work, first, say(first, 1, CommentKind.QUESTION))
        write(work, first, say(first, 2, CommentKind.QUESTION))
        write(work, first, say(first, 3, CommentKind.COMMENT))
        write(work, first, say(first, 4, CommentKind.COMMENT, parent=asked.id))
        answer_comment(
            work, cycle, first, asked, "Puutarhurit.", Language.FI, CHAIR, CLERK_UNIT, START + 4 * DAY
        )
        work.commit()
    return database


def test_days_to_the_answers_are_kept_until_an_answer_comes_or_goes(talk: Database) -> None:
    assert ZONE is not None
    zone = ZONE

    def told(work: Work) -> tuple[float | None, int]:
        """Return the days as they are recalled, which have to be the true ones, and how often they were found anew."""
        finds: list[AnswerMark] = []
        recall = recall_reply_days(talk, work, ROUND, zone)
        before = dict(KNOWN[talk])

        def watch(mark: AnswerMark) -> float | None:
            days = recall(mark)
            if KNOWN[talk] != before:
                finds.append(mark)
            return days

        days = count_feedback(work, ROUND, date(2027, 2, 16), watch).reply_days
        assert days == find_reply_days(work, ROUND, zone)
        return days, len(finds)

    with talk.write() as work:
        cycle, proposal = work.load_cycle(ROUND), find_proposal(work, ROUND, 1)
        assert told(work) == (4, 1)
        assert told(work) == (4, 0)
        late = find_thread(work, ROUND, f"{2:032x}").top
        answer_comment(work, cycle, proposal, late, "Pian.", Language.FI, CHAIR, CLERK_UNIT, START + 6 * DAY)
        assert told(work) == (5, 1)
        first = find_thread(work, ROUND, f"{1:032x}").replies[-1]
        hide_comment(work, cycle, proposal, first, REASON, CHAIR, START + 7 * DAY)
        assert told(work) == (6, 1)
        assert told(work) == (6, 0)
        hidden = find_thread(work, ROUND, first.id).replies[-1]
        show_comment(work, cycle, proposal, hidden, CHAIR, START + 8 * DAY)
        assert told(work) == (5, 1)


def test_questions_wait_until_an_answer_can_be_read(talk: Database) -> None:
    assert ZONE is not None
    with talk.write() as work:
        cycle, proposal = work.load_cycle(ROUND), find_proposal(work, ROUND, 1)
        found, total, _page, _pages = list_open_questions(work, ROUND)
        assert ([one.question.text for one in found], total) == (["Sana 2."], 1)
        assert found[0].question.due == date(2027, 2, 15)
        assert list_open_questions(work, ROUND, unit=CLERK_UNIT)[1] == 0
        recall = recall_reply_days(talk, work, ROUND, ZONE)
        feedback = count_feedback(work, ROUND, date(2027, 2, 16), recall)
        assert (feedback.comments, feedback.questions, feedback.replies) == (2, 2, 1)
        assert (feedback.answered, feedback.overdue, feedback.reply_days) == (1, 1, 4)
        answer = find_thread(work, ROUND, f"{1:032x}").replies[-1]
        hide_comment(work, cycle, proposal, answer, REASON, CHAIR, START + 5 * DAY)
        assert count_open_questions(work, ROUND) == 2
        hidden = find_thread(work, ROUND, answer.id).replies[-1]
        with pytest.raises(ConflictError):
            hide_comment(work, cycle, proposal, hidden, REASON, CHAIR, START + 5 * DAY)
        show_comment(work, cycle, proposal, hidden, CHAIR, START + 6 * DAY)
        assert count_open_questions(work, ROUND) == 1
        with pytest.raises(ConflictError):
            show_comment(work, cycle, proposal, answer, CHAIR, START + 6 * DAY)


def test_threads_stay_whole_and_authors_apart(talk: Database) -> None:
    with talk.write() as work:
        proposal = find_proposal(work, ROUND, 1)
        threads = list_threads(work, [proposal.id])
        assert [thread.top.text for thread in threads.entries] == ["Sana 1.", "Sana 2.", "Sana 3."]
        assert [reply.text for reply in threads.entries[0].replies] == ["Sana 4.", "Puutarhurit."]
        assert "iida" not in repr(threads).replace("Iida", "")
        forget_comment_author(work, "iida")
        assert {row.author for row in work.session.query(CommentAuthorRow)} == {CHAIR.id}
        assert list_threads(work, [proposal.id]) == threads
        for parent, kind in ((f"{4:032x}", CommentKind.COMMENT), (f"{1:032x}", CommentKind.QUESTION)):
            with pytest.raises(ConflictError):
                write(work, proposal, say(proposal, 9, kind, parent=parent))
        with pytest.raises(NotFoundError):
            find_thread(work, ROUND, "unknown")


def test_queue_empties_as_moderators_read(talk: Database) -> None:
    with talk.write() as work:
        cycle, proposal = work.load_cycle(ROUND), find_proposal(work, ROUND, 1)
        assert count_waiting(work, ROUND) == (0, 2, 4)
        subject = Subject(Matter.COMMENT, f"{3:032x}", 1)
        whole = Subject(Matter.PROPOSAL, proposal.id, 1)
        for one, note in ((subject, "a"), (subject, "a"), (subject, "b"), (whole, "")):
            report_subject(work, cycle, one, "hate", note, Language.FI, START + 5 * DAY)
        reported = list_reported(work, ROUND).entries
        assert {(entry.subject, len(entry.reports)) for entry in reported} == {(subject, 2), (whole, 1)}
        now = START + 6 * DAY
        mark_read(work, subject, now, now)
        mark_read(work, whole, START + 4 * DAY, now)
        assert [entry.subject for entry in list_reported(work, ROUND).entries] == [whole]
        assert [entry.proposal.number for entry in list_unread_proposals(work, ROUND).entries] == [2]
        comments = list_unread_comments(work, ROUND).entries
        assert [entry.comment.text for entry in comments if entry.comment] == [
            "Sana 1.",
            "Sana 2.",
            "Sana 4.",
        ]


def ask(work: Work, now_days: int = 1) -> Merge:
    cycle = work.load_cycle(ROUND)
    pair = [find_proposal(work, ROUND, number) for number in (1, 2)]
    return ask_merge(work, cycle, pair, 1, wording_of(pair[1]), CHAIR, START + now_days * DAY)


def test_merge_brings_comments_along_and_is_in_the_journal(talk: Database) -> None:
    with talk.write() as work:
        second = find_proposal(work, ROUND, 2)
        write(work, second, say(second, 7, CommentKind.COMMENT))
        merge = ask(work)
        cycle = work.load_cycle(ROUND)
        merge = answer_merge(work, cycle, merge, 1, agrees=True, now=START + 2 * DAY)
        assert merge.state is MergeState.ASKED
        merge = answer_merge(work, cycle, merge, 2, agrees=True, now=START + 3 * DAY)
        assert answer_merge(work, cycle, merge, 2, agrees=True, now=START + 4 * DAY) == merge
        assert merge.state is MergeState.DONE
        assert find_proposal(work, ROUND, 2).merged_into == 1
        assert find_proposal(work, ROUND, 1).title.fi == "Keinu"
        with pytest.raises(ConflictError):
            answer_merge(work, cycle, merge, 2, agrees=False, now=START + 4 * DAY)
        with pytest.raises(ConflictError):
            write(work, find_proposal(work, ROUND, 2), say(second, 8, CommentKind.COMMENT))
        undo_merge(work, cycle, merge, CHAIR, START + 5 * DAY)
        with pytest.raises(ConflictError):
            undo_merge(work, cycle, merge, CHAIR, START + 5 * DAY)
        assert find_proposal(work, ROUND, 1).title.fi == BENCHES.title
        entries = work.read_journal(ROUND)
        assert find_break(entries) is None
        assert {entry.event.act for entry in entries} & set(EVENTS) == {
            "comment-answer", "merge-ask", "merge", "merge-undo",
        }  # fmt: skip
        told = str([entry.event.details for entry in entries])
        assert "Keinu" not in told
        work.commit()


@pytest.mark.parametrize("silence_agrees", [False, True])
def test_the_rounds_rule_decides_over_silence(database: Database, silence_agrees: bool) -> None:
    moderation = ModerationRules(merge_days=5, silence_agrees=silence_agrees)
    submission, review = plans()
    submission = replace(submission, rules={"moderation": to_plain(moderation)})
    with database.write() as work:
        make_engine().start(declare(submission, review), work, CHAIR, START)
        work.commit()
    run_calendar(database, 0)
    send(database)
    send(database)
    with database.write() as work:
        merge = ask(work)
        work.commit()
    for days, state in (
        (5, MergeState.ASKED),
        (7, MergeState.DONE if silence_agrees else MergeState.LAPSED),
    ):
        settle_merges(database, SetClock(START + days * DAY))
        with database.read() as work:
            assert find_merge(work, ROUND, merge.id).state is state


def test_nothing_is_merged_or_split_once_the_review_has_closed(talk: Database) -> None:
    with talk.write() as work:
        merge = ask(work, 9)
        work.commit()
    run_calendar(talk, 20)
    with talk.write() as work:
        work.load_cycle(ROUND)
        for number in (1, 2):
            proposal = find_proposal(work, ROUND, number)
            withdraw_proposal(work, proposal, START + 21 * DAY)
        work.commit()
    run_calendar(talk, 30)
    settle_merges(talk, SetClock(START + 40 * DAY))
    with talk.write() as work:
        assert find_merge(work, ROUND, merge.id).state is MergeState.LAPSED
        assert find_proposal(work, ROUND, 1).status is ProposalStatus.WITHDRAWN
        cycle, proposal = work.load_cycle(ROUND), find_proposal(work, ROUND, 1)
        with pytest.raises(NotNowError):
            ask(work, 41)
        words = wording_of(proposal)
        with pytest.raises(NotNowError):
            split_proposal(work, cycle, proposal, words, words, ProposalId("x"), "y", CHAIR, START + 41 * DAY)
