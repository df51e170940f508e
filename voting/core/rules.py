"""The rules of the voting stage as a cycle declares them, read once and strictly.

``{"ballot": "approval", "minimum": 1, "maximum": 3, "area": "home", "counting": {"method": "greedy-votes"}}``: every
key may be left out, an unknown one is a fault, since a misspelt rule would silently be no rule. The limits of a ballot
are those of its kind (`DeclaredBallot`). The counting rule stands here and not with publication, so that it is fixed
before the first ballot.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pb.engine.cycle import Cycle
from pb.engine.declaration import CycleDeclaration
from pb.kernel.handoff import Shortlist
from pb.kernel.message import Message
from pb.kernel.plain import PlainFormError, read_plain
from voting.core.ballot.declared import DeclaredBallot, check_ballot
from voting.core.ballot.rule import BallotKind
from voting.core.ballot.style import is_style_name
from voting.core.board.manifest import Custody
from voting.core.channel import Channel, Precedence
from voting.core.counting import Completion, CountingRule, Method, Utility
from voting.core.counting.rule import check_rule
from voting.core.declared_projects import DeclaredProject, place_projects
from voting.core.eligibility import AreaRule

VOTING = "voting"
PUBLICATION = "publication"

_UNSAID = {"method": Method.GREEDY_VOTES}
"""How a cycle counts that says nothing else."""

_WEIGHED = (BallotKind.POINTS, BallotKind.SCORES, BallotKind.RANKING)
"""Kinds whose ballots say how much, not only which."""


@dataclass(frozen=True, slots=True)
class DeclaredRules:
    """The rules as written, with what stands where nothing is written."""

    counting: CountingRule
    ballot: BallotKind = BallotKind.APPROVAL
    minimum: int = 1
    maximum: int | None = None
    points: int | None = None
    least_points: int = 0
    top: int | None = None
    blank: bool = False
    area: AreaRule = AreaRule.HOME
    channels: tuple[Channel, ...] = (Channel.CODE,)
    custody: Custody = Custody.TRUSTEES
    precedence: Precedence = Precedence.FIRST
    revote: bool = False
    winners: int = 1
    projects: tuple[DeclaredProject, ...] = ()


@dataclass(frozen=True, slots=True)
class VotingRules:
    """What holds for every ballot of a cycle. `projects` is empty where a stage before voting makes the shortlist.

    `winners` is how many projects of an area win in a cycle without money. `revote`: a later ballot of the same resident
    replaces the earlier one until the close.
    """

    ballot: DeclaredBallot
    area: AreaRule
    channels: tuple[Channel, ...]
    custody: Custody
    precedence: Precedence
    revote: bool
    counting: CountingRule
    winners: int
    projects: Shortlist


class RulesError(ValueError):
    """The declared rules can't be used; `fault` says why."""

    def __init__(self, fault: Message) -> None:
        super().__init__(str(fault))
        self.fault = fault


def read_rules(declaration: CycleDeclaration) -> VotingRules:
    """Return the voting rules of a cycle. Raises RulesError with the first fault."""
    plan = declaration.plan(VOTING)
    declared = _read_declared(plan.rules if plan else {})
    _check_numbers(declared)
    unfit = check_rule(declared.counting)
    if unfit:
        raise RulesError(unfit[0])
    ballot = DeclaredBallot(
        kind=declared.ballot,
        minimum=declared.minimum,
        maximum=declared.maximum,
        points=declared.points,
        least_points=declared.least_points,
        top=declared.top,
        blank=declared.blank,
    )
    impossible = check_ballot(ballot, has_money=declaration.has_money)
    if impossible:
        raise RulesError(impossible[0])
    _check_areas(declaration)
    try:
        projects = place_projects(declared.projects, declaration)
    except ValueError as error:
        raise RulesError(
            Message("The declared projects can't be used: %(fault)s.", {"fault": str(error)})
        ) from None
    return VotingRules(
        ballot=ballot,
        area=declared.area,
        channels=declared.channels,
        custody=declared.custody,
        precedence=declared.precedence,
        revote=declared.revote,
        counting=declared.counting,
        winners=declared.winners,
        projects=projects,
    )


def check_rules(cycle: Cycle) -> tuple[Message, ...]:
    """Return what is wrong with the declared rules; empty when they are sound."""
    try:
        read_rules(cycle.declaration)
    except RulesError as error:
        return (error.fault,)
    return ()


def _read_declared(rules: Mapping[str, object]) -> DeclaredRules:
    unknown = sorted(set(rules) - set(DeclaredRules.__dataclass_fields__))
    if unknown:
        raise RulesError(Message("Voting knows no such rule: %(rule)s.", {"rule": unknown[0]}))
    try:
        return read_plain({**rules, "counting": _complete_counting(rules)}, DeclaredRules)
    except PlainFormError as error:
        raise RulesError(
            Message("A voting rule has the wrong form. %(fault)s", {"fault": error.message})
        ) from None


def _complete_counting(rules: Mapping[str, object]) -> object:
    """Fill in what a counting rule may leave unsaid: no second round but in equal shares, and that points count."""
    declared = rules.get("counting", _UNSAID)
    if not isinstance(declared, Mapping):
        return declared
    unsaid: dict[str, object] = {}
    if declared.get("method", Method.EQUAL_SHARES) != Method.EQUAL_SHARES:
        unsaid["completion"] = Completion.NONE
    if rules.get("ballot") in _WEIGHED:
        unsaid["utility"] = Utility.POINTS
    return {**unsaid, **declared}


def _check_areas(declaration: CycleDeclaration) -> None:
    for area in declaration.areas:
        if not is_style_name(area.id):
            raise RulesError(
                Message(
                    "The short name of an area has lower-case letters, digits and inner hyphens, 64 at most: %(area)s.",
                    {"area": area.id},
                )
            )


def _check_numbers(declared: DeclaredRules) -> None:
    if not declared.channels or len(set(declared.channels)) < len(declared.channels):
        raise RulesError(Message("Name each way to vote once, and at least one."))
    if declared.winners < 1:
        raise RulesError(Message("At least one project wins."))
