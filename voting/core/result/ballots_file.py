"""The ballots of one area as a .pb file (pabulib.org): what was chosen, and nothing about who chose it.

Ballots are sorted by what is on them, so their order tells nothing; there is no age, no sex, no time and no channel.
"""

from collections.abc import Mapping
from datetime import date

from pb.engine.declaration import CycleDeclaration
from pb.kernel.handoff import ClosedBox
from pb.kernel.ids import AreaId, ProjectId
from pb.kernel.language import Language
from pb.kernel.money import Cents
from voting.core.counting import Candidate, Fate, Method
from voting.core.pabulib import Heading, VoteType, compose_election, write_election
from voting.core.result.published import PublishedResult
from voting.core.rules import VOTING, read_rules

_TYPES = {
    "points": VoteType.CUMULATIVE,
    "scores": VoteType.SCORING,
    "ranking": VoteType.ORDINAL,
    "single": VoteType.CHOOSE_1,
}
_RULES = {
    Method.GREEDY_VOTES: "greedy",
    Method.GREEDY_VOTES_PER_COST: "greedy-ratio",
    Method.EQUAL_SHARES: "equalshares",
    Method.PHRAGMEN: "phragmen",
    Method.ADVISORY: "advisory",
    Method.MAX_WELFARE: "maxwelfare",
}
_COUNTRY = "Finland"


def write_ballots(
    declaration: CycleDeclaration,
    box: ClosedBox,
    result: PublishedResult,
    area_id: AreaId,
    days: tuple[date, date],
) -> bytes:
    """Return the file of one area; ``days`` are the first and the last of the vote.

    A round without money is written as it is counted: each project costs one cent, and the budget is as many cents as
    there are winners. Raises LookupError for an area that isn't in the result.
    """
    rules = read_rules(declaration)
    area = declaration.area(area_id)
    ballots = next((ballots for ballots in box.areas if ballots.area == area_id), None)
    if area is None or ballots is None:
        raise LookupError(area_id)
    projects = box.shortlist.in_area(area_id)
    kind = _TYPES.get(rules.ballot.kind.value, VoteType.APPROVAL)
    ranks = kind is VoteType.ORDINAL
    outcome, report = result.count.area(area_id)
    won = [line.project for line in outcome.projects if report.about(line.project).fate == Fate.FUNDED]
    heading = Heading(
        description=declaration.name.in_language(Language.EN),
        country=_COUNTRY,
        unit=area.name.in_language(Language.EN),
        instance=declaration.id,
        budget=area.budget if declaration.has_money else Cents(rules.winners),
        vote_type=kind,
        rule=_RULES[rules.counting.method],
        date_begin=_write_day(days[0]),
        date_end=_write_day(days[1]),
        language="fi",
        currency=declaration.currency or "EUR",
        more={},
    )
    return write_election(
        compose_election(
            heading,
            [
                (
                    Candidate(project.id, project.cost if declaration.has_money else Cents(1)),
                    project.title.in_language(Language.FI),
                )
                for project in projects
            ],
            [_as_points(ballot) if ranks else ballot for ballot in ballots.ballots],
            won,
        )
    )


def voting_days(declaration: CycleDeclaration) -> tuple[date, date]:
    """Return the first and the last day of the vote, by universal time."""
    plan = declaration.plan(VOTING)
    if plan is None:
        raise LookupError(VOTING)
    return plan.opens_at.date(), plan.closes_at.date()


def _as_points(ranking: Mapping[ProjectId, int]) -> dict[ProjectId, int]:
    return {project: len(ranking) + 1 - place for project, place in ranking.items()}


def _write_day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
