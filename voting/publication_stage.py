"""Publication as a stage of a cycle: opening counts the opened ballots, ``publish`` lifts the embargo, closing hands on.

Until that act nothing of the count is in facts, tasks, open data or any page: they all read the outcome by
`find_published`. The subject that two people approve is the outcome's digest, which names it without telling it.
"""

from collections.abc import Mapping
from datetime import datetime

from pb.engine.acts import ActName
from pb.engine.cycle import Cycle
from pb.engine.public import News, Resource, Slide
from pb.engine.stage import Fact, Offer, Task
from pb.kernel.canonical import JSON
from pb.kernel.errors import NotFoundError
from pb.kernel.handoff import Handoff, Outcome, SealedBox
from pb.kernel.ids import StageKey
from pb.kernel.message import Message
from pb.kernel.plain import to_plain
from pb.storage.unit_of_work import Work
from voting.core.outcome import count_box
from voting.resources import RESULTS, list_result_news
from voting.slides import list_result_slides
from voting.storage.outcomes import find_outcome_digest, find_published, keep_outcome, publish_outcome
from voting.storage.paper_desks import list_unbalanced
from voting.tally import are_ballots_open, read_closed_box

PUBLISH = ActName("publish")


class PublicationStage:
    """The count, kept back until it is published."""

    key = StageKey("publication")
    name = Message("Results")
    acts: Mapping[ActName, Message] = {PUBLISH: Message("Publish the result")}
    events: Mapping[str, Message] = {}

    def check_rules(self, cycle: Cycle) -> tuple[Message, ...]:
        """Publication has no rules of its own: the counting rule is fixed with voting."""
        plan = cycle.declaration.plan(self.key)
        unknown = sorted(plan.rules) if plan else []
        return tuple(Message("Publication knows no such rule: %(rule)s.", {"rule": rule}) for rule in unknown)

    def may_open(self, cycle: Cycle, received: Handoff | None, work: Work) -> tuple[Message, ...]:
        """Ask for a closed ballot box whose ballots have been opened, and for every desk's paper to balance."""
        if not isinstance(received, SealedBox):
            return (Message("There is no closed ballot box to count."),)
        unbalanced = list_unbalanced(work, cycle)
        if not are_ballots_open(work, cycle.id):
            return (Message("The ballots have not been mixed and opened yet."), *unbalanced)
        return unbalanced

    def may_close(self, cycle: Cycle, work: Work) -> tuple[Message, ...]:
        """Ask for the result to be published."""
        if find_published(work, cycle.id) is None:
            return (Message("The result has not been published yet."),)
        return ()

    def open(self, cycle: Cycle, received: Handoff | None, work: Work, now: datetime) -> None:
        """Count, and keep the outcome under embargo."""
        if not isinstance(received, SealedBox):
            raise TypeError("publication opens with a closed box")
        keep_outcome(work, cycle.id, count_box(read_closed_box(work, cycle, received), cycle.declaration))

    def close(self, cycle: Cycle, work: Work, now: datetime) -> Outcome | None:
        """Hand on the published outcome."""
        return find_published(work, cycle.id)

    def subject_of(self, cycle: Cycle, act: ActName, work: Work) -> JSON:
        """Name the outcome that is to be published, by its digest."""
        return {"outcome": find_outcome_digest(work, cycle.id)}

    def may_perform(self, cycle: Cycle, act: ActName, work: Work) -> tuple[Message, ...]:
        """Publish once, while the stage is open."""
        if act != PUBLISH:
            raise NotFoundError
        if not cycle.is_open(self.key):
            return (Message("The votes have not been counted yet."),)
        if find_published(work, cycle.id) is not None:
            return (Message("The result has been published already."),)
        return ()

    def perform(self, cycle: Cycle, act: ActName, work: Work, now: datetime) -> None:
        """Lift the embargo."""
        publish_outcome(work, cycle.id)

    def facts(self, cycle: Cycle, work: Work) -> tuple[Fact, ...]:
        """Tell how many projects are carried out, once published."""
        outcome = find_published(work, cycle.id)
        if outcome is None:
            return ()
        funded = sum(project.funded for area in outcome.areas for project in area.projects)
        return (Fact(Message("Projects to be carried out"), Message("%(count)s", {"count": funded})),)

    def offer(self, cycle: Cycle, work: Work) -> Offer | None:
        """Offer the results, once published."""
        if find_published(work, cycle.id) is None:
            return None
        return Offer(
            Message("See the results"),
            "results",
            Message("The votes have been counted and the result published."),
        )

    def tasks(self, cycle: Cycle, work: Work) -> tuple[Task, ...]:
        """List the publishing itself."""
        done = find_published(work, cycle.id) is not None
        return (Task(Message("Result published"), done, path=f"cycles/{cycle.id}/results" if done else ""),)

    def open_data(self, cycle: Cycle, work: Work) -> Mapping[str, JSON]:
        """Give the outcome, once published."""
        outcome = find_published(work, cycle.id)
        return {"outcome": to_plain(outcome)} if outcome else {}

    def slides(self, cycle: Cycle, work: Work) -> tuple[Slide, ...]:
        """Show the winners and the turnout, once published."""
        return list_result_slides(cycle, work)

    def news(self, cycle: Cycle, work: Work) -> tuple[News, ...]:
        """Tell of the publication."""
        return list_result_news(cycle, work)

    def resources(self) -> tuple[Resource[Work], ...]:
        """Give the outcome of each area, once published."""
        return (RESULTS,)
