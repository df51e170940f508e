"""Ballots of every kind with what is wrong with each, for the check that is written in Python and for browsers."""

from pb.kernel.canonical import JSON
from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from tests.support.ballots import make_style
from voting.core.ballot.check import check_choices
from voting.core.ballot.choices import Choices
from voting.core.ballot.rule import BallotKind, BallotRule

_RULES = {
    "approval": BallotRule(BallotKind.APPROVAL, minimum=2, maximum=3),
    "approval or blank": BallotRule(BallotKind.APPROVAL, blank=True),
    "knapsack": BallotRule(BallotKind.KNAPSACK, budget=Cents(250)),
    "knapsack of two": BallotRule(BallotKind.KNAPSACK, maximum=2, budget=Cents(250)),
    "points": BallotRule(BallotKind.POINTS, top=4, least_total=3, most_total=6),
    "scores": BallotRule(BallotKind.SCORES, top=3, blank=True),
    "ranking": BallotRule(BallotKind.RANKING, maximum=3),
    "single": BallotRule(BallotKind.SINGLE, maximum=1),
}
_CHOICES: tuple[tuple[tuple[str, int], ...], ...] = (
    (),
    (("p1", 1),),
    (("p1", 1), ("p2", 1)),
    (("p1", 1), ("p2", 2)),
    (("p2", 1), ("p1", 2), ("p4", 3)),
    (("p1", 1), ("p2", 1), ("p3", 1), ("p4", 1)),
    (("p1", 1), ("p2", 2), ("p3", 3), ("p4", 4)),
    (("p1", 4), ("p2", 2)),
    (("p1", 5),),
    (("p1", 0),),
    (("p1", -1), ("p2", 3)),
    (("p1", 1), ("p1", 1)),
    (("p1", 1), ("p2", 3)),
    (("p9", 1),),
    (("p9", 1), ("p9", 2), ("p1", 7)),
)


def make_checking() -> JSON:
    """Return every rule with every set of choices and its faults in their order."""
    return [
        {
            "choices": [[project, value] for project, value in choices],
            "faults": [
                {
                    "found": fault.found,
                    "kind": fault.kind.value,
                    "limit": fault.limit,
                    "project": fault.project,
                }
                for fault in check_choices(make_style(rule, 4), _read(choices))
            ],
            "name": f"{name} {number}",
            "style": make_style(rule, 4).to_plain(),
        }
        for name, rule in _RULES.items()
        for number, choices in enumerate(_CHOICES)
    ]


def _read(choices: tuple[tuple[str, int], ...]) -> Choices:
    return tuple((ProjectId(project), value) for project, value in choices)
