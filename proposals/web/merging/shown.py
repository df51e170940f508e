"""What the public sees of merges: a merged proposal's page, and what stands on a proposal that others went into."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from litestar import Response

from pb.engine.cycle import Cycle
from pb.storage.unit_of_work import Work
from pb.web.exchange import WebRequest
from pb.web.pages import page
from proposals.core.lineage import find_standing
from proposals.core.proposal import Proposal
from proposals.storage.merges import list_family_of, list_splits, read_merged
from proposals.storage.proposals import find_proposal
from proposals.web.rounds import list_areas

if TYPE_CHECKING:
    from proposals.web.panels import Visit


def show_merged(request: WebRequest, work: Work, cycle: Cycle, proposal: Proposal) -> Response[str]:
    """Show a merged proposal: its own text, and first of all the proposal that it goes on in."""
    standing = find_standing(proposal.number, read_merged(work, cycle.id))
    return page(
        request,
        "proposals/merging/merged.html",
        cycle=cycle,
        proposal=proposal,
        joint=find_proposal(work, cycle.id, standing),
        area=cycle.declaration.area(proposal.area),
        areas=list_areas(cycle),
    )


def read_lineage(visit: "Visit") -> Mapping[str, object] | None:
    """Return what was merged into a proposal and what was split from it; None when nothing was."""
    proposal = visit.proposal
    family = [one for one in list_family_of(visit.work, proposal) if one.number != proposal.number]
    splits = list_splits(visit.work, visit.cycle.id, [proposal.number])
    parts = [split.part for split in splits if split.source == proposal.number and split.undone_at is None]
    if not family and not parts and proposal.split_from is None:
        return None
    return {"merged": family, "parts": parts, "split_from": proposal.split_from}
