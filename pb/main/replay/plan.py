"""From a .pb file to what a cycle needs: its declaration, its shortlist, and each voter's choices in order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pb.engine.declaration import Area, CycleDeclaration, StagePlan
from pb.kernel.handoff import Project
from pb.kernel.ids import AreaId, CycleId, ProjectId, StageKey
from pb.kernel.language import LocalizedText
from voting.core.pabulib import Election, VoteType

AREA = AreaId("all")
CYCLE = CycleId("replay")
LONGEST_NAME = 200
HOUR = timedelta(hours=1)
APPROVALS = frozenset({VoteType.APPROVAL, VoteType.CHOOSE_1})


class ReplayError(RuntimeError):
    """The election can't be replayed, or what came out differs; the text says why."""


@dataclass(frozen=True, slots=True)
class ReplayPlan:
    """An election ready to run: one ballot a voter, as the set of projects it approves."""

    declaration: CycleDeclaration
    projects: tuple[Project, ...]
    ballots: tuple[frozenset[ProjectId], ...]

    def tally(self) -> Mapping[ProjectId, int]:
        """Return how many ballots approve each project: what the count has to come to."""
        return {project.id: sum(project.id in ballot for ballot in self.ballots) for project in self.projects}


def plan_replay(election: Election, now: datetime, voters: int | None = None) -> ReplayPlan:
    """Return the plan for the first ``voters`` of an approval election (all when None).

    Submission and review lie in the hours before ``now``, voting is open, publication follows in a day. Raises
    ReplayError for ballots that aren't approvals and for a file without voters.
    """
    if election.vote_type not in APPROVALS:
        raise ReplayError(
            f"Only approval ballots can be replayed; this file has {election.vote_type} ballots."
        )
    ballots = _read_ballots(election)[:voters]
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
    return ReplayPlan(_declare(election, ballots, now), projects, ballots)


def _read_ballots(election: Election) -> tuple[frozenset[ProjectId], ...]:
    votes = election.sheet.votes
    column = votes.column("vote")
    if column is None:
        raise ReplayError("The file has no column of votes.")
    return tuple(
        frozenset(ProjectId(part.strip()) for part in row[column].split(",") if part.strip())
        for row in votes.rows
    )


def _declare(
    election: Election, ballots: tuple[frozenset[ProjectId], ...], now: datetime
) -> CycleDeclaration:
    sizes = [len(ballot) for ballot in ballots]
    name = " ".join(filter(None, (election.meta.get("unit"), election.meta.get("instance")))) or "Replay"
    rules = {
        "ballot": "approval",
        "minimum": max(1, min((size for size in sizes if size), default=1)),
        "maximum": max(1, *sizes),
        "blank": 0 in sizes,
        "custody": "server",
    }
    stages = (
        StagePlan(StageKey("submission"), now - 4 * HOUR, now - 3 * HOUR),
        StagePlan(StageKey("review"), now - 3 * HOUR, now - 2 * HOUR),
        StagePlan(
            StageKey("voting"),
            now - HOUR,
            now + 24 * HOUR,
            rules=rules,
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
