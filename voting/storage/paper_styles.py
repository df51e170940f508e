"""The ballot styles that sheets are printed and keyed by: one an area, the same as the web's."""

from collections.abc import Mapping

from pb.engine.cycle import Cycle
from pb.kernel.ids import AreaId
from pb.storage.unit_of_work import Work
from voting.core.ballot.style import BallotStyle
from voting.core.ballot.styles import make_style
from voting.core.rules import read_rules
from voting.storage.ballot_paper import find_ballot_paper


def find_styles(work: Work, cycle: Cycle) -> Mapping[AreaId, BallotStyle]:
    """Return the style of every area that has a project."""
    paper = find_ballot_paper(work, cycle)
    ballot = read_rules(cycle.declaration).ballot
    return {
        area.id: make_style(ballot, area, paper) for area in cycle.declaration.areas if paper.in_area(area.id)
    }
