"""What a proposal's page shows of its authors: their names, what was changed, and where the text comes from and goes on.

Authors also find the ways to their own pages here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pb.kernel.language import LocalizedText
from pb.storage.unit_of_work import Work
from proposals.core.authors import Authorship
from proposals.core.proposal import Proposal
from proposals.core.rules import SUBMISSION
from proposals.storage.carries import find_earlier, list_later
from proposals.storage.coauthors import list_coauthors
from proposals.storage.versions import count_versions
from proposals.web.authors.carry import list_open_rounds
from proposals.web.authorship import authorship_of

if TYPE_CHECKING:
    from proposals.web.panels import Visit


@dataclass(frozen=True, slots=True)
class Kin:
    """The same proposal in another round."""

    proposal: Proposal
    round_name: LocalizedText


def read_authors(visit: "Visit") -> Mapping[str, object] | None:
    """Return co-authors, changes and the same proposal in other rounds; None when there is nothing of it to show."""
    work, proposal = visit.work, visit.proposal
    role = authorship_of(work, visit.session, proposal)
    earlier = find_earlier(work, proposal.id)
    shown = {
        "coauthors": list_coauthors(work, proposal.id),
        "changes": count_versions(work, proposal) - 1,
        "earlier": _kin(work, earlier) if earlier is not None and earlier.is_public else None,
        "later": [_kin(work, one) for one in list_later(work, proposal)],
        "is_author": role is not None,
        "may_change": role is not None and visit.cycle.is_open(SUBMISSION),
        "may_carry": role is Authorship.PROPOSER and bool(list_open_rounds(work, visit.session, proposal)),
    }
    return shown if any(shown.values()) else None


def _kin(work: Work, proposal: Proposal) -> Kin:
    return Kin(proposal, work.read_cycle(proposal.cycle).declaration.name)
