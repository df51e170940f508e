"""Asking a council, filing, answering: each act with its entry in the cycle's journal, and none over another's.

An entry names the council, the proposal by its number and the text by its digest. Drafts leave no entry. No detail is
called "version": that is the review's, and a proposal's story reads it so.
"""

from collections.abc import Mapping
from datetime import datetime
from secrets import token_hex

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from pb.engine.acts import Actor
from pb.engine.cycle import Cycle
from pb.engine.journal import JournalEvent
from pb.kernel.canonical import JSON, digest
from pb.kernel.errors import ConflictError, NotNowError
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message
from pb.kernel.plain import to_plain
from pb.storage.unit_of_work import Work
from proposals.core.proposal import Proposal, localized
from proposals.core.rules import REVIEW, SUBMISSION
from proposals.core.statements import Asking, Hearing, Reply, StatementId, mark_text, may_write
from proposals.core.visibility import is_released
from proposals.storage.statement_tables import (
    AskingRow,
    StatementAnswerRow,
    StatementDraftRow,
    StatementRow,
)
from proposals.storage.statements import find_draft_of

STATEMENT_EVENTS = {
    "ask-statement": Message("Council asked for a statement"),
    "recall-statement": Message("Request for a statement taken back"),
    "file-statement": Message("Statement filed by a council"),
    "answer-statement": Message("Answer to a statement saved"),
}
NOTHING_MORE = Message("The answers of this round are published. Councils are not asked any more.")


class OutdatedTextError(ConflictError):
    """Somebody else has saved since the text was read; what they saved is read anew."""

    code = "outdated-text"

    def __init__(self) -> None:
        """Refuse."""
        super().__init__(
            Message("Somebody else has saved this text meanwhile. Yours has not been saved yet.")
        )


def ask_council(
    work: Work,
    cycle: Cycle,
    council: str,
    proposal: Proposal | None,
    question: LocalizedText,
    due: datetime,
    actor: Actor,
    now: datetime,
) -> Asking:
    """Ask a council. Raises NotNowError after the release, ConflictError for a proposal that doesn't stand."""
    if is_released(cycle):
        raise NotNowError(NOTHING_MORE, f"cycles/{cycle.id}/statements")
    if proposal is not None and not proposal.is_public:
        raise ConflictError(Message("This proposal has been withdrawn or hidden."))
    asking = Asking(
        StatementId(token_hex(16)),
        cycle.id,
        council,
        proposal.id if proposal else None,
        question,
        due,
        actor.name,
        now,
    )
    work.session.add(
        AskingRow(
            id=asking.id,
            cycle_id=cycle.id,
            council=council,
            proposal_id=asking.proposal,
            question=dict(localized(question)),
            due=due,
            asked_by=actor.name,
            asked_at=now,
        )
    )
    work.session.flush()
    _note(work, cycle, "ask-statement", actor, now, council, proposal, {"due": due.isoformat()})
    return asking


def recall_asking(
    work: Work, cycle: Cycle, hearing: Hearing, proposal: Proposal | None, actor: Actor, now: datetime
) -> None:
    """Take a request back, with the council's draft. Raises ConflictError when the statement has been filed."""
    if hearing.statement is not None:
        raise ConflictError(Message("The council has filed its statement. It can't be taken back any more."))
    asking = hearing.asking
    work.session.execute(delete(StatementDraftRow).where(StatementDraftRow.asking_id == asking.id))
    work.session.execute(delete(AskingRow).where(AskingRow.id == asking.id))
    _note(work, cycle, "recall-statement", actor, now, asking.council, proposal, {})


def save_draft_of(
    work: Work, cycle: Cycle, hearing: Hearing, text: LocalizedText, seen: str, actor: Actor, now: datetime
) -> None:
    """Keep what a council has written, over the text marked ``seen``.

    Raises OutdatedTextError when somebody else has saved or filed meanwhile.
    """
    _require_writable(cycle, hearing, now)
    draft = find_draft_of(work, hearing.asking)
    if hearing.statement is not None or seen != mark_text(None, draft):
        raise OutdatedTextError
    row = work.session.get(StatementDraftRow, hearing.asking.id)
    if row is None:
        row = StatementDraftRow(asking_id=hearing.asking.id)
        work.session.add(row)
    row.version, row.text = (draft.version if draft else 0) + 1, dict(localized(text))
    row.writer, row.changed_at = actor.name, now
    _flush(work)


def file_statement(
    work: Work,
    cycle: Cycle,
    hearing: Hearing,
    proposal: Proposal | None,
    text: LocalizedText,
    seen: str,
    actor: Actor,
    now: datetime,
) -> None:
    """File a statement, or a correction, over the text marked ``seen``; the same text again changes nothing.

    Raises NotNowError when the time is over, OutdatedTextError when somebody else was first.
    """
    _require_writable(cycle, hearing, now)
    filed = hearing.statement
    if filed is not None and filed.text == text:
        return
    if seen != mark_text(filed, find_draft_of(work, hearing.asking)):
        raise OutdatedTextError
    version = filed.version + 1 if filed else 1
    work.session.add(
        StatementRow(
            asking_id=hearing.asking.id,
            version=version,
            text=dict(localized(text)),
            filer=actor.id,
            filed_at=now,
        )
    )
    work.session.execute(delete(StatementDraftRow).where(StatementDraftRow.asking_id == hearing.asking.id))
    _flush(work)
    details: dict[str, JSON] = {"filing": version, "text": digest(localized(text))}
    _note(work, cycle, "file-statement", actor, now, hearing.asking.council, proposal, details)


def answer_statement(
    work: Work,
    cycle: Cycle,
    hearing: Hearing,
    proposal: Proposal | None,
    reply: Reply,
    read: int,
    seen: int,
    actor: Actor,
    unit: str,
    now: datetime,
) -> None:
    """Save the city's answer over version ``seen`` (0 for the first); the same answer again changes nothing.

    ``read`` is the version of the statement that it answers: one corrected since then waits for its answer still.

    Raises ConflictError while nothing is filed or once a whole answer is published, OutdatedTextError when somebody else
    was first.
    """
    statement, before = hearing.statement, hearing.answer
    if statement is None:
        raise ConflictError(Message("The council has not filed its statement yet."))
    if is_released(cycle) and hearing.is_answered:
        raise NotNowError(Message("This answer is published. It can't be changed any more."))
    read = min(read, statement.version)
    if before is not None and before.reply == reply and before.answers == read:
        return
    if seen != (before.version if before else 0):
        raise OutdatedTextError
    version = seen + 1
    work.session.add(
        StatementAnswerRow(
            asking_id=hearing.asking.id,
            version=version,
            answers=read,
            heard=dict(localized(reply.heard)),
            effect=reply.effect.value,
            why=dict(localized(reply.why)),
            writer_name=actor.name,
            unit=unit,
            answered_at=now,
        )
    )
    _flush(work)
    details: dict[str, JSON] = {"saving": version, "answer": digest(to_plain(reply))}
    _note(work, cycle, "answer-statement", actor, now, hearing.asking.council, proposal, details)


def purge_statement_drafts(work: Work, before: datetime) -> int:
    """Remove drafts that nobody has touched since; return how many."""
    gone = work.session.execute(
        delete(StatementDraftRow)
        .where(StatementDraftRow.changed_at < before)
        .returning(StatementDraftRow.asking_id)
    )
    return len(gone.all())


def _require_writable(cycle: Cycle, hearing: Hearing, now: datetime) -> None:
    if not may_write(cycle, hearing, now):
        raise NotNowError(
            Message(
                "The statement was due on %(day)s. It can't be changed any more.", {"day": hearing.asking.due}
            ),
            f"cycles/{cycle.id}/statements",
        )


def _flush(work: Work) -> None:
    try:
        work.session.flush()
    except IntegrityError:
        raise OutdatedTextError from None


def _note(
    work: Work,
    cycle: Cycle,
    act: str,
    actor: Actor,
    now: datetime,
    council: str,
    proposal: Proposal | None,
    more: Mapping[str, JSON],
) -> None:
    stage = REVIEW if cycle.declaration.plan(REVIEW) else SUBMISSION
    about: dict[str, JSON] = {"proposal": proposal.number} if proposal else {}
    work.write_journal(cycle.id, JournalEvent(act, stage, actor, {"council": council, **about, **more}), now)
