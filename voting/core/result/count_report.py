"""From a closed box to the whole report: counted once, explained once."""

from collections.abc import Sequence

from pb.engine.declaration import CycleDeclaration
from pb.kernel.handoff import ClosedBox
from pb.kernel.ids import ProjectId
from voting.core.outcome import count_areas, join_outcome
from voting.core.result.explain_area import explain_area, explain_nothing
from voting.core.result.report import CountReport
from voting.core.result.turnout import Turnout


def make_report(
    box: ClosedBox, declaration: CycleDeclaration, turnout: Turnout, withdrawn: Sequence[ProjectId] = ()
) -> CountReport:
    """Count and explain every area. The same input gives the same report, to the last character."""
    areas = count_areas(box, declaration, withdrawn)
    return CountReport(
        outcome=join_outcome(box, declaration, areas),
        areas=tuple(
            explain_area(
                area.outcome.area,
                area.counted,
                box.shortlist.in_area(area.outcome.area),
                has_money=declaration.has_money,
            )
            if area.counted
            else explain_nothing(area.outcome.area, box.shortlist.in_area(area.outcome.area))
            for area in areas
        ),
        turnout=turnout,
    )
