"""Finding what councils were asked, what they filed and what the city answered. Every list takes one query."""

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import aliased

from pb.kernel.errors import NotFoundError
from pb.kernel.ids import AccountId, CycleId, ProposalId
from pb.kernel.language import LocalizedText
from pb.storage.accounts import list_accounts
from pb.storage.unit_of_work import Work
from pb.web.roles import Role
from proposals.core.proposal import Proposal
from proposals.core.statements import (
    Asking,
    Effect,
    Hearing,
    Reply,
    Statement,
    StatementAnswer,
    StatementDraft,
    StatementId,
)
from proposals.storage.rows import to_proposal
from proposals.storage.statement_tables import (
    AskingRow,
    StatementAnswerRow,
    StatementDraftRow,
    StatementRow,
)
from proposals.storage.tables import ProposalRow

Heard = tuple[Hearing, Proposal | None]
"""A request with what came of it, and the proposal it is about."""


def list_hearings(work: Work, cycle_id: CycleId) -> list[Heard]:
    """Return everything asked in a round, the earliest due first."""
    return _read(work, _select().where(AskingRow.cycle_id == cycle_id))


def list_of_council(work: Work, cycle_id: CycleId, council: str) -> list[Heard]:
    """Return what one council was asked in a round, the earliest due first."""
    return _read(work, _select().where(AskingRow.cycle_id == cycle_id, AskingRow.council == council))


def list_of_proposal(work: Work, proposal_id: ProposalId) -> list[Hearing]:
    """Return what was asked about a proposal, the earliest due first."""
    return [hearing for hearing, _ in _read(work, _select().where(AskingRow.proposal_id == proposal_id))]


def find_hearing(work: Work, cycle_id: CycleId, statement_id: StatementId) -> Heard:
    """Return one request of a round. Raises NotFoundError."""
    found = _read(work, _select().where(AskingRow.cycle_id == cycle_id, AskingRow.id == statement_id))
    if not found:
        raise NotFoundError
    return found[0]


def count_hearings(work: Work, cycle_id: CycleId) -> tuple[int, int]:
    """Return how many statements were asked for in a round, and how many of them are filed."""
    asked, filed = work.session.execute(
        select(func.count(AskingRow.id), func.count(StatementRow.asking_id))
        .select_from(AskingRow)
        .outerjoin(StatementRow, and_(StatementRow.asking_id == AskingRow.id, StatementRow.version == 1))
        .where(AskingRow.cycle_id == cycle_id)
    ).one()
    return asked, filed


def find_draft_of(work: Work, asking: Asking) -> StatementDraft | None:
    """Return what a council has written and not filed. Only for its own members."""
    row = work.session.get(StatementDraftRow, asking.id)
    return StatementDraft(LocalizedText(**row.text), row.version, row.writer, row.changed_at) if row else None


def list_councils(work: Work) -> list[str]:
    """Return the units of open accounts of council members: those that can be asked."""
    return sorted(
        {
            account.unit
            for account in list_accounts(work)
            if account.active and account.unit and Role.COUNCIL in account.roles
        }
    )


_Rows = Select[AskingRow, StatementRow | None, StatementAnswerRow | None, ProposalRow | None]


def _select() -> _Rows:
    filed, saved = aliased(StatementRow), aliased(StatementAnswerRow)
    newest = select(func.max(filed.version)).where(filed.asking_id == AskingRow.id).scalar_subquery()
    last = select(func.max(saved.version)).where(saved.asking_id == AskingRow.id).scalar_subquery()
    return (
        select(AskingRow, StatementRow, StatementAnswerRow, ProposalRow)
        .select_from(AskingRow)
        .outerjoin(StatementRow, and_(StatementRow.asking_id == AskingRow.id, StatementRow.version == newest))
        .outerjoin(
            StatementAnswerRow,
            and_(StatementAnswerRow.asking_id == AskingRow.id, StatementAnswerRow.version == last),
        )
        .outerjoin(ProposalRow, ProposalRow.id == AskingRow.proposal_id)
        .order_by(AskingRow.due, AskingRow.council, AskingRow.id)
    )


def _read(work: Work, query: _Rows) -> list[Heard]:
    rows = work.session.execute(query)
    return [
        (_to_hearing(asking, statement, answer), to_proposal(proposal) if proposal else None)
        for asking, statement, answer, proposal in rows
    ]


def _to_hearing(
    asking: AskingRow, statement: StatementRow | None, answer: StatementAnswerRow | None
) -> Hearing:
    return Hearing(
        Asking(
            StatementId(asking.id),
            CycleId(asking.cycle_id),
            asking.council,
            ProposalId(asking.proposal_id) if asking.proposal_id else None,
            LocalizedText(**asking.question),
            asking.due,
            asking.asked_by,
            asking.asked_at,
        ),
        to_statement(statement) if statement else None,
        to_answer(answer) if answer else None,
    )


def to_statement(row: StatementRow) -> Statement:
    """Return a filed version as it was kept."""
    return Statement(LocalizedText(**row.text), row.version, AccountId(row.filer), row.filed_at)


def to_answer(row: StatementAnswerRow) -> StatementAnswer:
    """Return a saved answer as it was kept."""
    reply = Reply(LocalizedText(**row.heard), Effect(row.effect), LocalizedText(**row.why))
    return StatementAnswer(reply, row.answers, row.version, row.writer_name, row.unit, row.answered_at)
