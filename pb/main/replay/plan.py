"""From a .pb file to what a cycle needs: its declaration, its shortlist, and each voter's choices in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pb.engine.declaration import Area, CycleDeclaration, StagePlan
from pb.kernel.handoff import Project
from pb.kernel.ids import AreaId, CycleId, ProjectId, StageKey
from pb.kernel.language import LocalizedText
from pb.main.replay.votes import KINDS, declare_rules, read_votes
from voting.core.ballot.choices import Choices
from voting.core.ballot.rule import BallotKind
from voting.core.ballot.weights import weigh_ballot
from voting.core.pabulib import Election

AREA = AreaId("all")
CYCLE = CycleId("replay")
LONGEST_NAME = 200
HOUR = timedelta(hours=1)


class ReplayError(RuntimeError):
    """The election can't be replayed, or what came out differs; the text says why."""


@dataclass(frozen=True, slots=True)
class ReplayPlan:
    """An election ready to run: one ballot a voter, under the ids of the file."""

    declaration: CycleDeclaration
    projects: tuple[Project, ...]
    kind: BallotKind
    ballots: tuple[Choices, ...]

    def tally(self) -> Mapping[ProjectId, int]:
        """Return the votes or points of each project: what the count has to come to."""
        support = {project.id: 0 for project in self.projects}
        for ballot in self.ballots:
            for project, weight in weigh_ballot(self.kind, dict(ballot)).items():
                support[project] += weight
        return support


def plan_replay(election: Election, now: datetime, voters: int | None = None) -> ReplayPlan:
    """Return the plan for the first ``voters`` of an election (all when None).

    Submission and review lie in the hours before ``now``, voting is open, publication follows in a day. Raises
    ReplayError for a file without voters, and for points that aren't whole numbers.
    """
    if election.points_scale != 1:
        raise ReplayError("The points of this file aren't whole numbers.")
    ballots = read_votes(election)[:voters]
    if not ballots:
        raise ReplayError("The file has no voters.")
    projects = tuple(
        Project(
            id=listed.id,
            title=LocalizedText(fi=(listed.name or listed.id)[:LONGEST_NAME]),
            summary=LocalizedText(fi=listed.name or listed.id),
            area=AREA,
            cost=listed.cost,
        )
        for listed in election.projects
    )
    return ReplayPlan(_declare(election, ballots, now), projects, KINDS[election.vote_type], ballots)


def _declare(election: Election, ballots: Sequence[Choices], now: datetime) -> CycleDeclaration:
    name = " ".join(filter(None, (election.meta.get("unit"), election.meta.get("instance")))) or "Replay"
    stages = (
        StagePlan(StageKey("submission"), now - 4 * HOUR, now - 3 * HOUR),
        StagePlan(StageKey("review"), now - 3 * HOUR, now - 2 * HOUR),
        StagePlan(
            StageKey("voting"),
            now - HOUR,
            now + 24 * HOUR,
            rules=declare_rules(election, ballots),
            two_person=frozenset({"open", "close-early", "amend"}),
        ),
        StagePlan(
            StageKey("publication"),
            now + 24 * HOUR,
            now + 48 * HOUR,
            two_person=frozenset({"publish"}),
        ),
    )
    return CycleDeclaration(
        id=CYCLE,
        name=LocalizedText(fi=name, sv=name, en=name),
        areas=(
            Area(AREA, LocalizedText(fi="Koko kaupunki", sv="Hela staden", en="Whole city"), election.budget),
        ),
        stages=stages,
        currency=election.currency or "EUR",
    )
