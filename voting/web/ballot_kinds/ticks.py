"""Choosing by ticking: boxes for several projects, or one radio button of all.

The empty value is the radio button of a blank vote, because a radio button once pressed can't be taken back.
"""

from pb.kernel.ids import ProjectId
from pb.kernel.message import Message
from pb.web.exchange import WebRequest
from pb.web.fields import ChoicesField
from pb.web.forms import read_form
from voting.core.ballot.choices import arrange_choices
from voting.core.ballot.style import BallotStyle
from voting.web.ballot_kinds.filled import Filled


class TickForm:
    """Approval, knapsack and single choice: the field ``project`` with the number of each chosen project."""

    def read(self, request: WebRequest, style: BallotStyle) -> Filled:
        """Return the ticked projects. Raises InvalidInputError for a project that isn't there or comes twice."""
        field = ChoicesField("project", Message("Projects"), choices=(*style.projects, ""))
        form = read_form(request, field)
        form.refuse()
        return Filled(arrange_choices(style, tuple((ProjectId(name), 1) for name in form[field] if name)))

    def move(self, style: BallotStyle, filled: Filled, move: str, project: ProjectId) -> Filled:
        """Change nothing: there are no such buttons."""
        return filled
