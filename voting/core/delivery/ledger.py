"""What each area asked, got and saw built over the years: from the published results and what was told since.

Nothing of a result that isn't published comes here; a round whose body hasn't decided yet has asked and not yet got.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pb.kernel.handoff import AreaOutcome, Project
from pb.kernel.ids import AreaId, CycleId, ProjectId
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message
from pb.kernel.money import Cents
from pb.kernel.spreadsheet import Cell, Column
from voting.core.delivery.progress import Delivery, DeliveryState


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One round of one area: counts of projects and their cents. `built` is told in what it has really cost."""

    cycle: CycleId
    name: LocalizedText
    year: int
    area: AreaId
    area_name: LocalizedText
    asked: int
    asked_sum: Cents
    chosen: int
    chosen_sum: Cents
    built: int
    built_sum: Cents


COLUMNS = (
    Column("year", Message("Year in which the round began.")),
    Column("cycle", Message("Short name of the round.")),
    Column("area", Message("Short name of the area.")),
    Column("asked", Message("Projects of the area on the ballot.")),
    Column("asked_cents", Message("What they would have cost together, in cents.")),
    Column("chosen", Message("Projects that were chosen.")),
    Column("chosen_cents", Message("What they were estimated to cost, in cents.")),
    Column("built", Message("Chosen projects that are done.")),
    Column("built_cents", Message("What they have cost in the end, in cents.")),
)


def sum_up(
    cycle: CycleId,
    name: LocalizedText,
    year: int,
    area_name: LocalizedText,
    outcome: AreaOutcome,
    projects: Mapping[ProjectId, Project],
    deliveries: Mapping[ProjectId, Delivery],
    *,
    is_decided: bool,
) -> LedgerLine:
    """Return the line of one area of a published round."""
    funded = [line.project for line in outcome.projects if line.funded and is_decided]
    done = [
        delivery.progress
        for delivery in (deliveries.get(project) for project in funded)
        if delivery is not None and delivery.progress.state is DeliveryState.DONE
    ]
    asked = [projects[line.project].cost for line in outcome.projects]
    return LedgerLine(
        cycle,
        name,
        year,
        outcome.area,
        area_name,
        len(asked),
        Cents(sum(asked)),
        len(funded),
        Cents(sum(projects[project].cost for project in funded)),
        len(done),
        Cents(sum(progress.cost or 0 for progress in done)),
    )


def list_rows(lines: Iterable[LedgerLine]) -> list[dict[str, Cell]]:
    """Return the ledger as rows of `COLUMNS`."""
    return [
        {
            "year": line.year,
            "cycle": line.cycle,
            "area": line.area,
            "asked": line.asked,
            "asked_cents": line.asked_sum,
            "chosen": line.chosen,
            "chosen_cents": line.chosen_sum,
            "built": line.built,
            "built_cents": line.built_sum,
        }
        for line in lines
    ]
