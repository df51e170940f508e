"""Choosing by places: first, second, third. Buttons move a project; whoever likes can type its place instead."""

from collections.abc import Sequence

from pb.kernel.ids import ProjectId
from pb.web.exchange import WebRequest
from voting.core.ballot.choices import Choices, arrange_choices
from voting.core.ballot.style import BallotStyle
from voting.web.ballot_kinds.filled import Filled
from voting.web.ballot_kinds.typed import read_number, read_texts

_STEPS = {"up": -1, "down": 1}


class PlaceForm:
    """A ranking: a field ``value-`` and the project's number with its place, empty for no place."""

    def read(self, request: WebRequest, style: BallotStyle) -> Filled:
        """Return the places as typed, gaps and doubles included. Raises InvalidInputError as no page sends it."""
        texts = read_texts(request, style)
        places = {project: read_number(text) for project, text in texts.items()}
        choices = tuple((project, place) for project, place in places.items() if place)
        unread = {project: text for project, text in texts.items() if places[project] is None}
        return Filled(arrange_choices(style, choices), unread)

    def move(self, style: BallotStyle, filled: Filled, move: str, project: ProjectId) -> Filled:
        """Give a project the next place (``add``) or none (``drop``), or change places with its neighbour.

        Afterwards the places are 1, 2, 3 and so on, whatever gaps and doubles were typed before. That is all that any
        other move does.
        """
        ranked = [each for each, _ in filled.choices]
        at = ranked.index(project) if project in ranked else None
        if move == "add" and at is None and project in style.projects:
            ranked.append(project)
        elif move == "drop" and at is not None:
            ranked.remove(project)
        elif move in _STEPS and at is not None:
            ranked.insert(max(at + _STEPS[move], 0), ranked.pop(at))
        return Filled(_number(ranked))


def _number(ranked: Sequence[ProjectId]) -> Choices:
    return tuple((project, place) for place, project in enumerate(ranked, start=1))
