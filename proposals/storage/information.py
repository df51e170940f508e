"""Questions to authors and their answers, with the letter that asks."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from pb.kernel.errors import ConflictError, NotFoundError
from pb.kernel.ids import CycleId, ProposalId
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from proposals.core.information import InformationRequest, RequestId
from proposals.core.proposal import Proposal
from proposals.storage.letters import post_information_request
from proposals.storage.tables import ProposalRow
from proposals.storage.workbench_tables import InformationRequestRow


def ask_author(
    work: Work, proposal: Proposal, question: str, asked_by: str, unit: str, due: datetime, now: datetime
) -> InformationRequest:
    """Ask the author, by letter where they gave an address. Raises ConflictError while another question is open."""
    if find_open_request(work, proposal) is not None:
        raise ConflictError(Message("The author has not answered the last question yet."))
    row = InformationRequestRow(
        id=secrets.token_hex(16),
        proposal_id=proposal.id,
        question=question,
        asked_by=asked_by,
        unit=unit,
        asked_at=now,
        due=due,
        answer="",
        answered_at=None,
    )
    work.session.add(row)
    work.session.flush()
    request = _to_request(row)
    post_information_request(work, proposal, request, now)
    return request


def answer_request(work: Work, proposal: Proposal, answer: str, now: datetime) -> InformationRequest:
    """Keep the author's answer to the open question. Raises NotFoundError when there is none."""
    row = work.session.scalars(
        select(InformationRequestRow).where(
            InformationRequestRow.proposal_id == proposal.id, InformationRequestRow.answered_at.is_(None)
        )
    ).one_or_none()
    if row is None:
        raise NotFoundError
    row.answer, row.answered_at = answer, now
    work.session.flush()
    return _to_request(row)


def list_requests(work: Work, proposal: Proposal) -> tuple[InformationRequest, ...]:
    """Return the questions about a proposal, the oldest first."""
    rows = work.session.scalars(
        select(InformationRequestRow)
        .where(InformationRequestRow.proposal_id == proposal.id)
        .order_by(InformationRequestRow.asked_at, InformationRequestRow.id)
    )
    return tuple(_to_request(row) for row in rows)


def find_open_request(work: Work, proposal: Proposal) -> InformationRequest | None:
    """Return the question that waits for the author, or None."""
    return next((one for one in list_requests(work, proposal) if one.is_open), None)


def list_open_requests(work: Work, cycle_id: CycleId) -> Mapping[ProposalId, InformationRequest]:
    """Return the questions of a round that wait for their authors."""
    rows = work.session.scalars(
        select(InformationRequestRow)
        .join(ProposalRow, ProposalRow.id == InformationRequestRow.proposal_id)
        .where(ProposalRow.cycle_id == cycle_id, InformationRequestRow.answered_at.is_(None))
    )
    return {ProposalId(row.proposal_id): _to_request(row) for row in rows}


def _to_request(row: InformationRequestRow) -> InformationRequest:
    return InformationRequest(
        RequestId(row.id),
        row.question,
        row.asked_by,
        row.unit,
        row.asked_at,
        row.due,
        row.answer,
        row.answered_at,
    )
