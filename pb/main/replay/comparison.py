"""What went in against what came out: ballots cast and counted, the ballots themselves, the totals."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pb.kernel.handoff import ClosedBox, Outcome
from pb.kernel.ids import ProjectId
from pb.main.replay.plan import ReplayPlan


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison, in words and with both figures."""

    what: str
    expected: str
    found: str

    @property
    def holds(self) -> bool:
        """Whether both figures are the same."""
        return self.expected == self.found


def compare(
    plan: ReplayPlan, numbers: Mapping[ProjectId, ProjectId], box: ClosedBox, outcome: Outcome
) -> tuple[Check, ...]:
    """Return every comparison. ``numbers`` maps the file's project ids to those on the ballot."""
    sent = Counter(
        frozenset((numbers[project], value) for project, value in ballot) for ballot in plan.ballots
    )
    boxed = Counter(frozenset(ballot.items()) for area in box.areas for ballot in area.ballots)
    tally = {numbers[project]: votes for project, votes in plan.tally().items()}
    support = {project.project: project.support for area in outcome.areas for project in area.projects}
    wrong = sorted(
        project for project in tally.keys() | support.keys() if tally.get(project) != support.get(project)
    )
    counted = sum(area.voters for area in outcome.areas)
    return (
        Check("Ballots in the box", str(len(plan.ballots)), str(box.cast)),
        Check("Ballots counted", str(len(plan.ballots)), str(counted)),
        Check("Ballots that differ from the file", "0", str((sent - boxed).total() + (boxed - sent).total())),
        Check("Votes in all", str(sum(tally.values())), str(sum(support.values()))),
        Check("Projects whose votes differ", "none", ", ".join(wrong) or "none"),
    )
