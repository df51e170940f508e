"""What the workbench shows of one proposal. Only officials' pages may ask for it: it holds internal notes."""

from dataclasses import dataclass

from pb.kernel.ids import AccountId
from pb.storage.accounts import list_accounts
from pb.storage.unit_of_work import Work
from pb.web.roles import Role
from proposals.core.appeals import Appeal
from proposals.core.information import InformationRequest
from proposals.core.proposal import Proposal
from proposals.core.workbench import Assignment, Exclusion, InternalNote
from proposals.storage.appeals import find_appeal
from proposals.storage.assignments import list_assignments
from proposals.storage.exclusions import list_exclusions
from proposals.storage.information import list_requests
from proposals.storage.internal_notes import list_notes


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything officials keep beside a proposal."""

    assignments: tuple[Assignment, ...]
    notes: tuple[InternalNote, ...]
    requests: tuple[InformationRequest, ...]
    exclusions: tuple[Exclusion, ...]
    appeal: Appeal | None

    @property
    def may_ask_author(self) -> bool:
        """Whether no question to the author is open."""
        return not any(request.is_open for request in self.requests)


def read_desk(work: Work, proposal: Proposal) -> Desk:
    """Return what officials keep beside a proposal."""
    return Desk(
        list_assignments(work, [proposal.id])[proposal.id],
        list_notes(work, proposal),
        list_requests(work, proposal),
        list_exclusions(work, proposal),
        find_appeal(work, proposal),
    )


def list_officers(work: Work) -> dict[AccountId, str]:
    """Return the names of those who can be given a proposal, by account."""
    return {
        account.id: account.name
        for account in list_accounts(work)
        if account.active and Role.OFFICIAL in account.roles
    }
