"""Publication as a stage of a cycle: opening counts the box, its acts publish, confirm and correct, closing hands on.

Until the act ``publish`` nothing of the count is in facts, tasks, open data or any page: they all read the result by
`find_result`. Each act adds a version of the result; two people approve its digest, which names it without telling it.
A correction always takes two.
"""

from collections.abc import Mapping
from datetime import datetime

from pb.engine.acts import ActName
from pb.engine.cycle import Cycle
from pb.engine.public import Appointment, Figure, News, Resource, Slide
from pb.engine.stage import Fact, Offer, Task
from pb.kernel.canonical import JSON, digest
from pb.kernel.errors import NotFoundError
from pb.kernel.handoff import Handoff, Outcome, SealedBox
from pb.kernel.ids import StageKey
from pb.kernel.message import Message
from pb.kernel.plain import to_plain
from pb.storage.unit_of_work import Work
from voting.core.board.server_keys import ServerKeys
from voting.core.eligibility import AreaRule
from voting.core.result.count_report import make_report
from voting.core.result.published import Standing
from voting.core.result.rules import check_publication_rules, read_publication_rules
from voting.core.result.turnout import publish_turnout
from voting.core.rules import read_rules
from voting.delivery_events import EVENTS
from voting.delivery_tasks import list_delivery_figures, list_delivery_tasks
from voting.next_version import CONFIRM, CORRECT, PUBLISH, prepare, refuse
from voting.opened_box import are_ballots_open, read_closed_box
from voting.resources import RESULTS, list_result_news
from voting.result_events import PREPARED
from voting.slides import list_result_slides
from voting.storage.outcomes import (
    add_version,
    drop_draft,
    find_published,
    find_result,
    is_published,
    keep_count,
)
from voting.storage.paper_desks import list_unbalanced
from voting.storage.turnout import count_turnout
from voting.stored_bundle import require_same_count, seal_bundle


class PublicationStage:
    """The count, kept back until it is published."""

    key = StageKey("publication")
    name = Message("Results")
    acts: Mapping[ActName, Message] = {
        PUBLISH: Message("Publish the result"),
        CONFIRM: Message("Confirm the result"),
        CORRECT: Message("Correct the result"),
    }
    remedies: frozenset[ActName] = frozenset({CORRECT})
    events: Mapping[str, Message] = {PREPARED: Message("Decision or correction drafted"), **EVENTS}

    def __init__(self, keys: ServerKeys) -> None:
        """Sign bundles with the keys of this installation."""
        self._keys = keys

    def check_rules(self, cycle: Cycle) -> tuple[Message, ...]:
        """Return the first fault of the rules of publication; the counting rule is fixed with voting."""
        return check_publication_rules(cycle.declaration)

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
        if not is_published(work, cycle.id):
            return (Message("The result has not been published yet."),)
        return ()

    def open(self, cycle: Cycle, received: Handoff | None, work: Work, now: datetime) -> None:
        """Count, explain, and keep both under embargo."""
        if not isinstance(received, SealedBox):
            raise TypeError("publication opens with a closed box")
        rules = read_publication_rules(cycle.declaration)
        at_home = read_rules(cycle.declaration).area is AreaRule.HOME
        turnout = publish_turnout(count_turnout(work, cycle), rules.smallest_group, area_is_public=at_home)
        report = make_report(read_closed_box(work, cycle, received), cycle.declaration, turnout)
        require_same_count(report.outcome, seal_bundle(work, cycle, self._keys))
        keep_count(work, cycle.id, report)

    def close(self, cycle: Cycle, work: Work, now: datetime) -> Outcome | None:
        """Hand on the published outcome."""
        return find_published(work, cycle.id)

    def subject_of(self, cycle: Cycle, act: ActName, work: Work) -> JSON:
        """Name the version that is to be published, by its digest."""
        return {"result": digest(to_plain(prepare(cycle, act, work)))}

    def may_perform(self, cycle: Cycle, act: ActName, work: Work) -> tuple[Message, ...]:
        """Return why the next version can't be published yet."""
        if act not in self.acts:
            raise NotFoundError
        return refuse(cycle, act, work)

    def perform(self, cycle: Cycle, act: ActName, work: Work, now: datetime) -> None:
        """Publish the next version."""
        add_version(work, cycle.id, prepare(cycle, act, work), now)
        if act != PUBLISH:
            drop_draft(work, cycle.id)

    def facts(self, cycle: Cycle, work: Work) -> tuple[Fact, ...]:
        """Tell how many projects are carried out, once that is decided and published."""
        result = find_result(work, cycle.id)
        if result is None or result.is_open:
            return ()
        funded = sum(project.funded for area in result.outcome.areas for project in area.projects)
        return (Fact(Message("Projects to be carried out"), Message("%(count)s", {"count": funded})),)

    def offer(self, cycle: Cycle, work: Work) -> Offer | None:
        """Offer the results, once published."""
        if not is_published(work, cycle.id):
            return None
        return Offer(
            Message("See the results"),
            "results",
            Message("The votes have been counted and the result published."),
        )

    def tasks(self, cycle: Cycle, work: Work) -> tuple[Task, ...]:
        """List publishing, the body's decision, and confirming."""
        result = find_result(work, cycle.id)
        confirmed = result is not None and result.standing is Standing.CONFIRMED
        prepares = f"admin/cycles/{cycle.id}/result" if result else ""
        published = Task(
            Message("Result published"),
            result is not None,
            path=f"cycles/{cycle.id}/results" if result else "",
        )
        if _waits_for_body(cycle):
            decided = result is not None and result.decision is not None
            second = Task(Message("Decision with its reasons"), decided, path=prepares)
        else:
            second = Task(Message("Result confirmed"), confirmed, path=prepares)
        return (published, second, *list_delivery_tasks(cycle, work))

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

    def appointments(self, cycle: Cycle, work: Work) -> tuple[Appointment, ...]:
        """There is nothing to go to beside the stage's own dates."""
        return ()

    def figures(self, cycle: Cycle, work: Work) -> tuple[Figure, ...]:
        """Count what was chosen and what became of it, once the result is published and decided."""
        return list_delivery_figures(cycle, work)

    def resources(self) -> tuple[Resource[Work], ...]:
        """Give the outcome of each area, once published."""
        return (RESULTS,)


def _waits_for_body(cycle: Cycle) -> bool:
    return read_publication_rules(cycle.declaration).is_advisory
