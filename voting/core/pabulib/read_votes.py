"""The VOTES of a .pb file. Equal ballots are read once: a hundred thousand voters have far fewer distinct ballots."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm

from pb.kernel.ids import ProjectId
from pb.kernel.message import Message
from voting.core.pabulib.amounts import read_decimal
from voting.core.pabulib.election import ListedBallot, VoteType
from voting.core.pabulib.errors import PbFormatError, show
from voting.core.pabulib.sheet import Table

_WITH_POINTS = frozenset({VoteType.CUMULATIVE, VoteType.SCORING})
_BLANK = frozenset({"", "none"})

_DIGITS = 9
_DECIMALS = 6

Key = str | tuple[str, str]
Marks = dict[int, int] | dict[int, int | Fraction]
Ballots = tuple[tuple[ListedBallot, ...], int, tuple[Message, ...]]


def read_ballots(table: Table, vote_type: VoteType, projects: Sequence[ProjectId]) -> Ballots:
    """Read all votes: the distinct ballots in order of first appearance, the points' scale, and notes.

    A project that stands twice on one ballot counts once (with the points named last), and a note says how often that
    was. Raises PbFormatError for unknown projects, wrong points, and a voter who stands there twice.
    """
    if table.header[:2] != ("voter_id", "vote"):
        raise PbFormatError(table.header_line, Message("VOTES starts with the columns voter_id;vote."))
    at = table.column("points")
    if vote_type in _WITH_POINTS and at is None:
        raise PbFormatError(
            table.header_line, Message("VOTES has no column points, which the vote type needs.")
        )
    _check_voters(table)
    weighed = at if vote_type in _WITH_POINTS or vote_type is VoteType.ORDINAL else None
    keys = (
        [row[1] for row in table.rows] if weighed is None else [(row[1], row[weighed]) for row in table.rows]
    )
    return _read_distinct(table, vote_type, keys, {project: index for index, project in enumerate(projects)})


def count_approvals(ballots: Iterable[ListedBallot], projects: int) -> list[int]:
    """Return for every project the number of ballots it stands on."""
    counts = [0] * projects
    for ballot in ballots:
        for choice in ballot.choices:
            counts[choice] += ballot.voters
    return counts


def _check_voters(table: Table) -> None:
    if len({row[0] for row in table.rows}) == len(table.rows):
        return
    seen: set[str] = set()
    for index, row in enumerate(table.rows):
        if row[0] in seen:
            values = {"id": show(row[0])}
            what = Message("The voter “%(id)s” stands here for the second time.", values)
            raise PbFormatError(table.line_of(index), what)
        seen.add(row[0])


def _read_distinct(table: Table, form: VoteType, keys: Sequence[Key], projects: Mapping[str, int]) -> Ballots:
    voters = Counter(keys)
    marks: list[Marks] = []
    doubled = 0
    try:
        for key, number in voters.items():
            text, points = key if isinstance(key, tuple) else (key, None)
            ballot, doubles = _read_ballot(text, points, form, projects)
            marks.append(ballot)
            doubled += number if doubles else 0
    except PbFormatError as fault:
        # Only a file with a fault pays for finding its line.
        raise PbFormatError(table.line_of(keys.index(key)), fault.message) from None
    scale = lcm(*(value.denominator for ballot in marks for value in ballot.values()))
    scored = form in _WITH_POINTS or any(isinstance(key, tuple) and key[1] for key in voters)
    ballots = tuple(
        ListedBallot(
            tuple(ballot), tuple(int(value * scale) for value in ballot.values()) if scored else (), number
        )
        for ballot, number in zip(marks, voters.values(), strict=True)
    )
    if doubled:
        what = Message("%(number)s ballots name a project twice; it counts once.", {"number": doubled})
        return ballots, scale, (what,)
    return ballots, scale, ()


def _read_ballot(
    text: str, points: str | None, form: VoteType, projects: Mapping[str, int]
) -> tuple[Marks, bool]:
    """Read one ballot; a fault is raised without a line, which the caller knows."""
    names = [] if text in _BLANK else text.split(",")
    if form is VoteType.CHOOSE_1 and len(names) > 1:
        raise PbFormatError(0, Message("The ballot names more than one project."))
    try:
        choices = [projects[name] for name in names]
    except KeyError:
        unknown = next(name for name in names if name not in projects)
        what = Message("The ballot names “%(id)s”, which is not a project.", {"id": show(unknown)})
        raise PbFormatError(0, what) from None
    if not points:
        if form in _WITH_POINTS and names:
            raise PbFormatError(0, Message("The ballot has no points."))
        return dict.fromkeys(choices, 1), len(set(choices)) < len(choices)
    values = _read_points(points)
    if len(values) != len(choices):
        numbers = {"projects": len(choices), "points": len(values)}
        raise PbFormatError(
            0,
            Message("The ballot names %(projects)s projects and has %(points)s numbers of points.", numbers),
        )
    return dict(zip(choices, values, strict=True)), len(set(choices)) < len(choices)


def _read_points(text: str) -> list[int | Fraction]:
    if text in _BLANK:
        return []
    parts = text.split(",")
    if all(part.isdecimal() and part.isascii() and len(part) <= _DIGITS for part in parts):
        return [int(part) for part in parts]
    values = [read_decimal(part, 0, "points") for part in parts]
    if any(value >= 10**_DIGITS or 10**_DECIMALS % value.denominator for value in values):
        raise PbFormatError(0, Message("The points are too large or have too many decimals."))
    return list(values)
