"""What an official types for one sheet, as the choices that stand on it.

Projects are typed by their numbers, apart by spaces, commas or plus signs, so that a numeric keypad is enough: ``3 7``.
A value follows its project after an equals sign, colon, asterisk or slash: ``3=5``. Whatever the sheet says is kept,
whether the rule allows it or not: judging is not the keyer's. Only what can't be on a sheet at all is refused, since
it is a slip of the fingers.
"""

import re

from pb.kernel.ids import ProjectId
from pb.kernel.message import Message
from voting.core.ballot.choices import Choice, Choices, arrange_choices
from voting.core.ballot.rule import BallotKind
from voting.core.ballot.style import BallotStyle
from voting.core.tally.opened import OpenedBallot, judge_choices
from voting.core.tally.paper import UNREADABLE_SHEET

BLANK_KEY = "0"
UNREADABLE_KEY = "x"
LONGEST = 2000
"""Characters; a sheet with two hundred projects and values needs fewer."""

_APART = re.compile(r"[\s,;+]+")
_VALUE = re.compile(r"[=:*/]")
_LARGEST_VALUE = 1_000_000


class MarksError(ValueError):
    """What was typed can't stand on a sheet; `message` tells the official what to look at."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def read_marks(style: BallotStyle, typed: str) -> OpenedBallot:
    """Return the sheet that was typed, judged by the rule of its style. Raises MarksError for a slip of the fingers."""
    parts = [part for part in _APART.split(typed.strip().lower()) if part]
    names = {project.lower(): project for project in style.projects}
    if not parts:
        raise MarksError(
            Message("Type the numbers on the ballot, 0 for a blank ballot or x for one that can't be read.")
        )
    if parts == [UNREADABLE_KEY] and UNREADABLE_KEY not in names:
        return UNREADABLE_SHEET
    if parts == [BLANK_KEY] and BLANK_KEY not in names:
        return judge_choices(style, ())
    choices = [_read_part(names, part) for part in parts]
    projects = [project for project, _ in choices]
    doubled = next((project for project in projects if projects.count(project) > 1), None)
    if doubled is not None:
        raise MarksError(Message("Number %(number)s was typed twice.", {"number": doubled}))
    return judge_choices(style, _place(style, choices))


def write_marks(style: BallotStyle, ballot: OpenedBallot) -> str:
    """Return what an official would type for this sheet."""
    if ballot == UNREADABLE_SHEET:
        return UNREADABLE_KEY
    if not ballot.choices:
        return BLANK_KEY
    if style.rule.kind in _WITHOUT_VALUES:
        return " ".join(project for project, _ in ballot.choices)
    return " ".join(f"{project}={value}" for project, value in ballot.choices)


_WITHOUT_VALUES = frozenset({BallotKind.APPROVAL, BallotKind.KNAPSACK, BallotKind.SINGLE})


def _read_part(names: dict[str, ProjectId], part: str) -> tuple[ProjectId, int | None]:
    name, *values = _VALUE.split(part)
    if name not in names:
        raise MarksError(Message("There is no project %(number)s on this ballot.", {"number": name or part}))
    if not values:
        return names[name], None
    text = values[0]
    if len(values) > 1 or not (text.isascii() and text.isdigit()) or not 0 < int(text[:9]) <= _LARGEST_VALUE:
        raise MarksError(
            Message("Type a whole number above zero for project %(number)s.", {"number": names[name]})
        )
    return names[name], int(text[:9])


def _place(style: BallotStyle, typed: list[tuple[ProjectId, int | None]]) -> Choices:
    kind = style.rule.kind
    if kind in _WITHOUT_VALUES:
        stray = next((project for project, value in typed if value is not None), None)
        if stray is not None:
            raise MarksError(
                Message("On this ballot a project has no number of points: %(number)s.", {"number": stray})
            )
        return arrange_choices(style, tuple((project, 1) for project, _ in typed))
    if kind is BallotKind.RANKING and all(value is None for _, value in typed):
        return tuple((project, place) for place, (project, _) in enumerate(typed, start=1))
    choices: list[Choice] = []
    for project, value in typed:
        if value is None:
            raise MarksError(
                Message(
                    "The number written beside project %(number)s is missing. Type it as %(number)s=5.",
                    {"number": project},
                )
            )
        choices.append((project, value))
    by_number = {project: position for position, project in enumerate(style.projects)}
    # Equal places keep the order of the ballot, so that two keyers who read the same sheet agree.
    return arrange_choices(style, tuple(sorted(choices, key=lambda choice: by_number[choice[0]])))
