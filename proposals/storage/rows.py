"""Rows to frozen values and back: the only place that knows both."""

from dataclasses import fields

from pb.kernel.ids import AccountId, AreaId, CycleId, ProposalId
from pb.kernel.language import Language, LocalizedText
from pb.kernel.money import Cents
from pb.kernel.plain import from_plain
from proposals.core.criteria import Assessment
from proposals.core.place import Point
from proposals.core.proposal import AuthorKind, Draft, Proposal, ProposalStatus, ProposalText, localized
from proposals.core.review import Feasibility, Review, Verdict
from proposals.core.search_terms import make_terms
from proposals.storage.search_tables import TermsRow
from proposals.storage.tables import DraftRow, ProposalRow, ReviewRow


def to_draft(row: DraftRow) -> Draft:
    """Return a draft as it was kept."""
    content = ProposalText(**{part.name: getattr(row, part.name) for part in fields(ProposalText)})
    return Draft(ProposalId(row.id), CycleId(row.cycle_id), content, Language(row.language), row.changed_at)


def to_proposal(row: ProposalRow) -> Proposal:
    """Return a proposal as it was kept."""
    return Proposal(
        id=ProposalId(row.id),
        cycle=CycleId(row.cycle_id),
        number=row.number,
        title=LocalizedText(**row.title),
        text=LocalizedText(**row.text),
        why=LocalizedText(**row.why),
        area=AreaId(row.area),
        proposer=row.proposer,
        contact=row.contact,
        language=Language(row.language),
        sent_at=row.sent_at,
        changed_at=row.changed_at,
        status=ProposalStatus(row.status),
        unit=row.unit,
        removal_reason=LocalizedText(**row.removal_reason),
        removed_at=row.removed_at,
        merged_into=row.merged_into,
        split_from=row.split_from,
        theme=row.theme,
        address=row.address,
        point=None if row.latitude is None or row.longitude is None else Point(row.latitude, row.longitude),
        author_kind=AuthorKind(row.author_kind),
        guide=row.guide,
    )


def write_proposal(row: ProposalRow, proposal: Proposal) -> None:
    """Put every field of ``proposal`` into its row; the hash of the private link stays as it is."""
    row.cycle_id, row.number = proposal.cycle, proposal.number
    row.title, row.text, row.why = (
        dict(localized(part)) for part in (proposal.title, proposal.text, proposal.why)
    )
    row.area, row.proposer, row.contact = proposal.area, proposal.proposer, proposal.contact
    row.language, row.terms = proposal.language.value, _write_terms(row.terms, proposal)
    row.status, row.unit = proposal.status.value, proposal.unit
    row.removal_reason, row.removed_at = dict(localized(proposal.removal_reason)), proposal.removed_at
    row.merged_into, row.split_from = proposal.merged_into, proposal.split_from
    row.theme, row.address, row.author_kind = proposal.theme, proposal.address, proposal.author_kind.value
    point = proposal.point
    row.latitude, row.longitude = (point.latitude, point.longitude) if point else (None, None)
    row.guide = proposal.guide
    row.sent_at, row.changed_at = proposal.sent_at, proposal.changed_at


def to_review(row: ReviewRow) -> Review:
    """Return a review as it was kept."""
    verdict = Verdict(
        Feasibility(row.feasibility),
        Cents(row.cost),
        LocalizedText(**row.reason),
        Cents(row.cost_low),
        Cents(row.upkeep),
        row.source,
        from_plain(row.assessments, tuple[Assessment, ...]),
    )
    return Review(verdict, row.version, AccountId(row.reviewer), row.reviewer_name, row.unit, row.decided_at)


def _write_terms(row: TermsRow | None, proposal: Proposal) -> TermsRow:
    """Keep search in step: whoever writes a proposal writes its terms, and only of what may become public."""
    terms = make_terms(
        proposal.number,
        proposal.title,
        proposal.text,
        proposal.why,
        names=[proposal.proposer, proposal.address],
    )
    row = row or TermsRow()
    row.title, row.words, row.parts = terms.title, terms.words, terms.parts
    return row
