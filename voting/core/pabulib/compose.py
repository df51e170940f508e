"""From a finished count of ours to a .pb election: the public form, with nothing about a voter but the ballot.

Ballots are sorted and numbered anew, so neither their order nor their number tells when or where one was cast.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from voting.core.counting.candidate import Candidate
from voting.core.pabulib.amounts import write_amount
from voting.core.pabulib.election import Election, VoteType
from voting.core.pabulib.read import read_election
from voting.core.pabulib.sheet import Sheet, Table

_WITH_POINTS = frozenset({VoteType.CUMULATIVE, VoteType.SCORING})


@dataclass(frozen=True, slots=True)
class Heading:
    """What the file says about the election as a whole, by the format's own names; dates as day.month.year.

    ``more`` are further entries (``max_length``, ``edition``), which the format wants after ``date_end``.
    """

    description: str
    country: str
    unit: str
    instance: str
    budget: Cents
    vote_type: VoteType
    rule: str
    date_begin: str
    date_end: str
    language: str
    currency: str
    more: Mapping[str, str]


def compose_election(
    heading: Heading,
    projects: Sequence[tuple[Candidate, str]],
    ballots: Iterable[Mapping[ProjectId, int]],
    selected: Sequence[ProjectId],
) -> Election:
    """Return the election of these projects (each with its name), ballots (points by project) and winners.

    A ranking is given by its points: most first. Raises PbFormatError where the format can't say it.
    """
    marked = [_order_marks(ballot) for ballot in ballots]
    totals = {candidate.id: [0, 0] for candidate, _ in projects}
    for ballot in marked:
        for project, points in ballot:
            totals[project][0] += 1
            totals[project][1] += points
    scored = heading.vote_type in _WITH_POINTS
    return read_election(
        Sheet(
            meta=_write_meta(heading, len(projects), len(marked)),
            projects=_write_projects(projects, totals, selected, scored=scored),
            votes=_write_votes(marked, scored=scored),
        )
    )


def _order_marks(ballot: Mapping[ProjectId, int]) -> list[tuple[ProjectId, int]]:
    return sorted(ballot.items(), key=lambda mark: (-mark[1], mark[0]))


def _write_meta(heading: Heading, projects: int, votes: int) -> Table:
    entries = {
        "description": heading.description,
        "country": heading.country,
        "unit": heading.unit,
        "instance": heading.instance,
        "num_projects": str(projects),
        "num_votes": str(votes),
        "budget": write_amount(heading.budget),
        "vote_type": heading.vote_type.value,
        "rule": heading.rule,
        "date_begin": heading.date_begin,
        "date_end": heading.date_end,
        **heading.more,
        "language": heading.language,
        "currency": heading.currency,
    }
    return Table(("key", "value"), tuple(entries.items()))


def _write_projects(
    projects: Sequence[tuple[Candidate, str]],
    totals: Mapping[ProjectId, Sequence[int]],
    selected: Sequence[ProjectId],
    *,
    scored: bool,
) -> Table:
    header = ("project_id", "cost", "votes", *(("score",) if scored else ()), "name", "category", "selected")
    rows = []
    for candidate, name in sorted(projects, key=lambda entry: -totals[entry[0].id][0]):
        votes, score = totals[candidate.id]
        figures = (str(votes), str(score)) if scored else (str(votes),)
        won = "1" if candidate.id in selected else "0"
        categories = ",".join(candidate.categories)
        rows.append((candidate.id, write_amount(candidate.cost), *figures, name, categories, won))
    if not any(candidate.categories for candidate, _ in projects):
        header = (*header[:-2], header[-1])
        rows = [(*row[:-2], row[-1]) for row in rows]
    return Table(header, tuple(rows))


def _write_votes(ballots: Iterable[Sequence[tuple[ProjectId, int]]], *, scored: bool) -> Table:
    cells = sorted(
        (",".join(project for project, _ in ballot), ",".join(str(points) for _, points in ballot))
        for ballot in ballots
    )
    if scored:
        return Table(
            ("voter_id", "vote", "points"),
            tuple((str(number), vote, points) for number, (vote, points) in enumerate(cells, start=1)),
        )
    return Table(
        ("voter_id", "vote"), tuple((str(number), vote) for number, (vote, _) in enumerate(cells, start=1))
    )
