"""Voting as a stage of a cycle: it opens with a shortlist, a roll, sound rules and a key, and closes the ballot box.

While it is open nothing of it is told but how many have voted.
"""

from collections.abc import Mapping
from datetime import datetime

from pb.engine.acts import ActName
from pb.engine.cycle import Cycle
from pb.engine.public import News, Resource, Slide
from pb.engine.stage import Fact, Offer, Task
from pb.kernel.canonical import JSON
from pb.kernel.errors import NotFoundError
from pb.kernel.handoff import Handoff, SealedBox, Shortlist
from pb.kernel.ids import StageKey
from pb.kernel.message import Message
from pb.kernel.plain import to_plain
from pb.storage.unit_of_work import Work
from voting.core import rules
from voting.core.board.server_keys import ServerKeys
from voting.core.paper.events import PAPER_EVENTS
from voting.opening import close_box, open_box, refuse_opening
from voting.paper_tasks import list_paper_tasks
from voting.rehearsals import FAILED, REHEARSED, find_rehearsal
from voting.resources import PROJECTS
from voting.roll_import import CLEARED, IMPORTED
from voting.slides import list_voting_slides
from voting.storage.ballot_box import count_cast
from voting.storage.ballot_paper import choose_shortlist, find_ballot_paper, freeze_ballot_paper
from voting.storage.electoral_roll import count_residents


class VotingStage:
    """One ballot a resident, from a frozen shortlist, sealed."""

    key = StageKey(rules.VOTING)
    name = Message("Voting")
    acts: Mapping[ActName, Message] = {}
    events: Mapping[str, Message] = {
        IMPORTED: Message("Electoral roll taken in"),
        CLEARED: Message("Electoral roll emptied"),
        REHEARSED: Message("Vote rehearsed, all steps passed"),
        FAILED: Message("Vote rehearsed, a step failed"),
        **PAPER_EVENTS,
    }

    def __init__(self, keys: ServerKeys) -> None:
        """Plug in the server's keys, which sign every board and open the boxes that no trustees keep."""
        self._keys = keys

    def check_rules(self, cycle: Cycle) -> tuple[Message, ...]:
        """Return the first fault of the declared voting rules; empty when they are sound."""
        return rules.check_rules(cycle)

    def may_open(self, cycle: Cycle, received: Handoff | None, work: Work) -> tuple[Message, ...]:
        """Ask for sound rules, a project in every area, a roll and, where trustees keep the box, their key."""
        faults = rules.check_rules(cycle)
        if faults:
            return faults
        refusals: list[Message] = []
        if _lack_projects(cycle, choose_shortlist(cycle, received)):
            refusals.append(Message("An area has no project to vote on."))
        if not count_residents(work, cycle.id):
            refusals.append(Message("The electoral roll is empty. Take the roll in first."))
        return (*refusals, *refuse_opening(work, cycle))

    def may_close(self, cycle: Cycle, work: Work) -> tuple[Message, ...]:
        """Closing waits for nothing."""
        return ()

    def open(self, cycle: Cycle, received: Handoff | None, work: Work, now: datetime) -> None:
        """Freeze what is on the ballot, seal the manifest and begin the board."""
        shortlist = choose_shortlist(cycle, received)
        freeze_ballot_paper(work, cycle, shortlist)
        open_box(work, cycle, shortlist, self._keys, now)

    def close(self, cycle: Cycle, work: Work, now: datetime) -> SealedBox:
        """Close the board and hand on which box it is; the ballots stay sealed."""
        return close_box(work, cycle, self._keys, now)

    def subject_of(self, cycle: Cycle, act: ActName, work: Work) -> JSON:
        """There are no acts of its own."""
        raise NotFoundError

    def may_perform(self, cycle: Cycle, act: ActName, work: Work) -> tuple[Message, ...]:
        """There are no acts of its own."""
        raise NotFoundError

    def perform(self, cycle: Cycle, act: ActName, work: Work, now: datetime) -> None:
        """There are no acts of its own."""
        raise NotFoundError

    def facts(self, cycle: Cycle, work: Work) -> tuple[Fact, ...]:
        """Tell how many projects there are and how many have voted."""
        projects = len(find_ballot_paper(work, cycle).projects)
        label = Message("Voted so far") if cycle.is_open(self.key) else Message("Voted")
        return (
            Fact(Message("Projects on the ballot"), _number(projects)),
            Fact(label, _number(count_cast(work, cycle.id))),
        )

    def offer(self, cycle: Cycle, work: Work) -> Offer | None:
        """Offer to vote while voting is open."""
        plan = cycle.declaration.plan(self.key)
        if plan is None or not cycle.is_open(self.key):
            return None
        lead = Message("Choose the projects you want. Voting ends on %(date)s.", {"date": plan.closes_at})
        return Offer(Message("Vote"), "vote", lead)

    def tasks(self, cycle: Cycle, work: Work) -> tuple[Task, ...]:
        """List the ballot and the roll."""
        residents = sum(count_residents(work, cycle.id).values())
        return (
            Task(
                Message("Projects for every area"),
                not _lack_projects(cycle, find_ballot_paper(work, cycle)),
                path=f"cycles/{cycle.id}/ballot-list",
            ),
            Task(
                Message("Electoral roll and voting codes"),
                residents > 0,
                Message("On the roll: %(count)s.", {"count": residents}),
                f"admin/cycles/{cycle.id}/roll",
            ),
            _show_rehearsal(cycle, work),
            *list_paper_tasks(work, cycle),
        )

    def open_data(self, cycle: Cycle, work: Work) -> Mapping[str, JSON]:
        """Give what is on the ballot, and how many may vote and have voted."""
        return {
            "shortlist": to_plain(find_ballot_paper(work, cycle)),
            "entitled": sum(count_residents(work, cycle.id).values()),
            "voted": count_cast(work, cycle.id),
        }

    def slides(self, cycle: Cycle, work: Work) -> tuple[Slide, ...]:
        """Show how to vote and how many have, while voting is open."""
        return list_voting_slides(cycle, work)

    def news(self, cycle: Cycle, work: Work) -> tuple[News, ...]:
        """There are no news beside opening and closing."""
        return ()

    def resources(self) -> tuple[Resource[Work], ...]:
        """Give the projects on the ballot."""
        return (PROJECTS,)


def _show_rehearsal(cycle: Cycle, work: Work) -> Task:
    newest = find_rehearsal(work, cycle.id)
    passed = newest is not None and newest.passed
    note = Message("The last one: %(date)s.", {"date": newest.at}) if newest else None
    return Task(Message("Rehearsal passed"), passed, note, f"admin/cycles/{cycle.id}/rehearsal")


def _lack_projects(cycle: Cycle, shortlist: Shortlist) -> bool:
    return not all(shortlist.in_area(area.id) for area in cycle.declaration.areas)


def _number(count: int) -> Message:
    return Message("%(count)s", {"count": count})
