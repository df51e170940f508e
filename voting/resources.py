"""What programs and followers may have of voting and publication: the ballot's projects, the results, and their news."""

from collections.abc import Sequence

from pb.engine.cycle import Cycle
from pb.engine.public import News, Resource
from pb.kernel.handoff import AreaOutcome, Project
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from voting.core.rules import PUBLICATION
from voting.storage.ballot_paper import find_ballot_paper
from voting.storage.outcomes import find_published

PUBLISHED = "publish"


def list_projects(cycle: Cycle, work: Work) -> Sequence[Project]:
    """Return what is on the ballot; nothing before the review has ended."""
    return find_ballot_paper(work, cycle).projects


def list_results(cycle: Cycle, work: Work) -> Sequence[AreaOutcome]:
    """Return the outcome of each area; nothing before publication."""
    outcome = find_published(work, cycle.id)
    return outcome.areas if outcome else ()


def list_result_news(cycle: Cycle, work: Work) -> tuple[News, ...]:
    """Tell when the result was published."""
    heading = Message("The result has been published.")
    return tuple(
        News(f"published-{entry.sequence}", entry.at, heading, path="results")
        for entry in work.read_journal(cycle.id)
        if entry.event.stage == PUBLICATION and entry.event.act == PUBLISHED
    )


PROJECTS: Resource[Work] = Resource(
    "projects", "The projects on the ballot, with their costs in cents.", Project, list_projects
)
RESULTS: Resource[Work] = Resource(
    "results",
    "The published outcome of each area: every project with its support, in the order of the count. "
    "Empty until the result is published.",
    AreaOutcome,
    list_results,
)
