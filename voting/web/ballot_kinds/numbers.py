"""Choosing by numbers: points shared among projects, or a score for each. Zero and an empty field say the same."""

from dataclasses import replace

from pb.kernel.ids import ProjectId
from pb.web.exchange import WebRequest
from voting.core.ballot.choices import arrange_choices
from voting.core.ballot.style import BallotStyle
from voting.web.ballot_kinds.filled import Filled
from voting.web.ballot_kinds.typed import read_number, read_texts

_STEPS = {"more": 1, "less": -1}


class NumberForm:
    """Points and scores: a field ``value-`` and the project's number; the buttons add one or take one away."""

    def read(self, request: WebRequest, style: BallotStyle) -> Filled:
        """Return the numbers above zero. Raises InvalidInputError for what no page of ours can send."""
        texts = read_texts(request, style)
        numbers = {project: read_number(text) for project, text in texts.items()}
        choices = tuple((project, number) for project, number in numbers.items() if number)
        unread = {project: text for project, text in texts.items() if numbers[project] is None}
        return Filled(arrange_choices(style, choices), unread)

    def move(self, style: BallotStyle, filled: Filled, move: str, project: ProjectId) -> Filled:
        """Add a point to a project (``more``) or take one away (``less``), from zero to the most for one project."""
        if move not in _STEPS or project not in style.projects:
            return filled
        given = dict(filled.choices)
        given[project] = min(max(given.get(project, 0) + _STEPS[move], 0), style.rule.top)
        unread = {other: text for other, text in filled.unread.items() if other != project}
        choices = tuple((each, number) for each, number in given.items() if number)
        return replace(filled, choices=arrange_choices(style, choices), unread=unread)
