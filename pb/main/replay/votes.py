"""The ballots of a .pb file as choices of ours, and rules that let each of them be cast and counted as it was."""

from collections.abc import Mapping, Sequence

from pb.engine.declaration import Rule
from voting.core.ballot.choices import Choices
from voting.core.ballot.rule import BallotKind
from voting.core.pabulib import Election, VoteType
from voting.core.pabulib.election import ListedBallot

KINDS: Mapping[VoteType, BallotKind] = {
    VoteType.APPROVAL: BallotKind.APPROVAL,
    VoteType.CHOOSE_1: BallotKind.SINGLE,
    VoteType.CUMULATIVE: BallotKind.POINTS,
    VoteType.SCORING: BallotKind.SCORES,
    VoteType.ORDINAL: BallotKind.RANKING,
}
_BY_POINTS = frozenset({BallotKind.POINTS, BallotKind.SCORES, BallotKind.RANKING})
_WITH_POINTS = frozenset({VoteType.CUMULATIVE, VoteType.SCORING, VoteType.ORDINAL})


def read_votes(election: Election) -> tuple[Choices, ...]:
    """Return every voter's choices in the order of the file."""
    votes = election.sheet.votes
    points = votes.column("points") if election.vote_type in _WITH_POINTS else None
    # The distinct ballots stand in the order of their first appearance, so that counting anew finds each.
    number: dict[tuple[str, ...], int] = {}
    found = []
    for row in votes.rows:
        key = (row[1],) if points is None else (row[1], row[points])
        found.append(_choose(election, election.ballots[number.setdefault(key, len(number))]))
    return tuple(found)


def _choose(election: Election, ballot: ListedBallot) -> Choices:
    projects = [election.projects[index].id for index in ballot.choices]
    match election.vote_type:
        case VoteType.ORDINAL:
            return tuple((project, place) for place, project in enumerate(projects, 1))
        case VoteType.CUMULATIVE | VoteType.SCORING:
            return tuple(
                (project, value) for project, value in zip(projects, ballot.points, strict=True) if value
            )
        case _:
            return tuple((project, 1) for project in projects)


def declare_rules(election: Election, ballots: Sequence[Choices]) -> dict[str, Rule]:
    """Return voting rules that no ballot of the file breaks. Ballots with points or places are counted by points."""
    kind = KINDS[election.vote_type]
    rules: dict[str, Rule] = {"ballot": kind.value, "blank": () in ballots, "custody": "server"}
    named = [ballot for ballot in ballots if ballot]
    if kind is not BallotKind.SINGLE:
        rules["minimum"] = min((len(ballot) for ballot in named), default=1)
        rules["maximum"] = max((len(ballot) for ballot in named), default=1)
    if kind in (BallotKind.POINTS, BallotKind.SCORES):
        rules["top"] = max((value for ballot in named for _, value in ballot), default=1)
    if kind is BallotKind.POINTS:
        rules["points"] = max((sum(value for _, value in ballot) for ballot in named), default=1)
    if kind in _BY_POINTS:
        rules["counting"] = {"method": "greedy-votes", "utility": "points"}
    return rules
