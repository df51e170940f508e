"""Bringing in proposals that came another way: a demo town's, or the ready projects of a past election."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from sqlalchemy import Select, select

from pb.engine.acts import Actor
from pb.engine.cycle import Cycle
from pb.engine.journal import JournalEvent
from pb.kernel.errors import ConflictError
from pb.kernel.handoff import Project
from pb.kernel.ids import AreaId, CycleId, ProjectId, ProposalId
from pb.kernel.language import Language, LocalizedText
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from proposals.core.place import parse_point
from proposals.core.proposal import Proposal
from proposals.core.review import Feasibility, Verdict
from proposals.core.rules import REVIEW
from proposals.storage.drafts import next_number
from proposals.storage.reviews import save_review
from proposals.storage.rows import write_proposal
from proposals.storage.tables import ProposalRow


@dataclass(frozen=True, slots=True)
class ReadyProposal:
    """A proposal that came another way, with its verdict if it has one. Its `number` is the next one when None."""

    title: LocalizedText
    text: LocalizedText
    why: LocalizedText
    area: AreaId
    proposer: str
    language: Language
    verdict: Verdict | None = None
    unit: str = ""
    number: int | None = None
    theme: str = ""
    address: str = ""
    point: str = ""


def import_proposal(
    work: Work, cycle_id: CycleId, ready: ReadyProposal, actor: Actor, now: datetime
) -> Proposal:
    """Keep a ready proposal, and its verdict as given by ``actor``. Raises ConflictError when its number is taken."""
    cycle = work.load_cycle(cycle_id)
    return _import(work, cycle, ready, actor, now)


def import_shortlist(
    work: Work, cycle_id: CycleId, projects: Sequence[Project], actor: Actor, now: datetime
) -> dict[ProjectId, ProjectId]:
    """Keep ready projects as feasible proposals and return each one's id on the ballot by the id it came with.

    Projects whose ids are numbers keep them; if any id isn't a number above zero, all are numbered anew. The public
    reason says that the project was approved for the vote. Close submission and review afterwards to hand them on.
    """
    cycle = work.load_cycle(cycle_id)
    numbers = _number(projects, next_number(work, cycle_id))
    for project, number in zip(projects, numbers, strict=True):
        verdict = Verdict(Feasibility.FEASIBLE, project.cost, IMPORTED)
        language = project.title.language_shown(Language.FI)
        ready = ReadyProposal(
            title=project.title,
            text=project.summary,
            why=LocalizedText(),
            area=project.area,
            proposer="",
            language=language,
            verdict=verdict,
            number=number,
        )
        _import(work, cycle, ready, actor, now)
    event = JournalEvent("import", REVIEW, actor, {"projects": len(projects)})
    work.write_journal(cycle_id, event, now)
    return {project.id: ProjectId(str(number)) for project, number in zip(projects, numbers, strict=True)}


IMPORTED = LocalizedText(
    fi="Hanke on hyväksytty äänestykseen.",
    sv="Projektet har godkänts för omröstningen.",
    en="The project has been approved for the vote.",
)


def _number(projects: Iterable[Project], first: int) -> list[int]:
    ids = [project.id for project in projects]
    if all(name.isascii() and name.isdigit() and len(name) <= 9 and int(name) > 0 for name in ids):
        numbers = [int(name) for name in ids]
        if len(set(numbers)) == len(numbers):
            return numbers
    return list(range(first, first + len(ids)))


def _import(work: Work, cycle: Cycle, ready: ReadyProposal, actor: Actor, now: datetime) -> Proposal:
    number = next_number(work, cycle.id) if ready.number is None else ready.number
    if work.session.scalar(_select_number(cycle, number)) is not None:
        raise ConflictError(Message("The number %(number)s is taken.", {"number": number}))
    proposal = Proposal(
        id=ProposalId(token_hex(16)),
        cycle=cycle.id,
        number=number,
        title=ready.title,
        text=ready.text,
        why=ready.why,
        area=ready.area,
        proposer=ready.proposer,
        contact="",
        language=ready.language,
        sent_at=now,
        changed_at=now,
        unit=ready.unit,
        theme=ready.theme,
        address=ready.address,
        point=parse_point(ready.point),
    )
    row = ProposalRow(id=proposal.id, link_hash=None)
    write_proposal(row, proposal)
    work.session.add(row)
    work.session.flush()
    if ready.verdict is not None:
        save_review(work, proposal, ready.verdict, 0, actor, ready.unit, now)
    return proposal


def _select_number(cycle: Cycle, number: int) -> Select[str]:
    return select(ProposalRow.id).where(ProposalRow.cycle_id == cycle.id, ProposalRow.number == number)
