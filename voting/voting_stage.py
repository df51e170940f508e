"""Voting as a stage of a cycle: it opens with a shortlist, a roll, sound rules and a key, and closes the ballot box.

While it is open nothing of it is told but how many have voted.
"""

from collections.abc import Mapping
from datetime import datetime

from pb.engine.acts import ActName
from pb.engine.cycle import Cycle
from pb.engine.public import Appointment, Figure, News, Resource, Slide
from pb.engine.stage import Fact, Offer, Task
from pb.kernel.canonical import JSON
from pb.kernel.errors import NotFoundError
from pb.kernel.handoff import Handoff, SealedBox, Shortlist
from pb.kernel.ids import StageKey
from pb.kernel.message import Message
from pb.kernel.plain import to_plain
from pb.storage.unit_of_work import Work
from voting.box_tasks import BOX_EVENTS, list_box_tasks
from voting.core import rules
from voting.core.board.server_keys import ServerKeys
from voting.core.channel import Channel
from voting.core.paper.events import PAPER_EVENTS
from voting.erasure import ERASED
from voting.letter_job import LETTERS_MADE, LETTERS_STARTED
from voting.opening import close_box, open_box, refuse_opening
from voting.paper_tasks import list_paper_tasks
from voting.resources import PROJECTS
from voting.roll_correction import ASKED, CORRECTED, GIVEN_UP
from voting.roll_import import CLEARED, IMPORTED
from voting.slides import list_voting_slides
from voting.storage.ballot_box import count_cast
from voting.storage.ballot_paper import choose_shortlist, find_ballot_paper, freeze_ballot_paper
from voting.storage.elections import accept_loss, find_loss
from voting.storage.electoral_roll import count_residents

ACCEPT_LOSS = ActName("accept-loss")
"""The database is older than the published board: an older backup was restored."""


class VotingStage:
    """One ballot a resident, from a frozen shortlist, sealed."""

    key = StageKey(rules.VOTING)
    name = Message("Voting")
    acts: Mapping[ActName, Message] = {ACCEPT_LOSS: Message("Go on voting without the lost ballots")}
    remedies: frozenset[ActName] = frozenset({ACCEPT_LOSS})
    events: Mapping[str, Message] = {
        IMPORTED: Message("Electoral roll taken in"),
        CLEARED: Message("Electoral roll emptied"),
        **BOX_EVENTS,
        ASKED: Message("Correction of the roll asked for"),
        CORRECTED: Message("Electoral roll corrected"),
        GIVEN_UP: Message("Correction of the roll given up"),
        ERASED: Message("Identities and codes erased"),
        LETTERS_STARTED: Message("Voting letters begun"),
        LETTERS_MADE: Message("Voting letters made"),
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
        """Name the checkpoint whose loss is to be accepted."""
        loss = find_loss(work, cycle.id)
        return {"lost": loss.lost.decode() if loss and loss.lost else None}

    def may_perform(self, cycle: Cycle, act: ActName, work: Work) -> tuple[Message, ...]:
        """Accept a loss only while there is one."""
        if act != ACCEPT_LOSS:
            raise NotFoundError
        loss = find_loss(work, cycle.id)
        if loss is None or loss.lost is None:
            return (Message("Nothing of the board has been lost."),)
        return ()

    def perform(self, cycle: Cycle, act: ActName, work: Work, now: datetime) -> None:
        """Let voting go on."""
        accept_loss(work, cycle.id)

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
        """List the ballot, the roll and, while it is open, the desk."""
        residents = sum(count_residents(work, cycle.id).values())
        return (
            *_list_desk(cycle),
            *self._list_losses(cycle, work),
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
            *list_box_tasks(work, cycle),
            *list_paper_tasks(work, cycle),
        )

    def _list_losses(self, cycle: Cycle, work: Work) -> tuple[Task, ...]:
        loss = find_loss(work, cycle.id)
        if loss is None or loss.lost is None:
            return ()
        note = Message(
            "An older backup was restored: published ballots are missing. Nobody can vote until this is settled."
        )
        return (Task(Message("Board complete"), done=False, note=note, path=f"cycles/{cycle.id}/board"),)

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

    def appointments(self, cycle: Cycle, work: Work) -> tuple[Appointment, ...]:
        """There is nothing to go to beside the stage's own dates."""
        return ()

    def figures(self, cycle: Cycle, work: Work) -> tuple[Figure, ...]:
        """Count the projects on the ballot, those who could vote and those who did, once voting has closed."""
        if not cycle.has_closed(self.key):
            return ()
        return (
            Figure(
                "on_ballot",
                Message("Projects on the ballot"),
                Message("Projects that residents could vote on."),
                len(find_ballot_paper(work, cycle).projects),
            ),
            Figure(
                "entitled",
                Message("Residents who could vote"),
                Message("Residents on the electoral roll who were entitled to vote."),
                sum(count_residents(work, cycle.id).values()),
            ),
            Figure(
                "voters",
                Message("Voters"),
                Message("Residents who voted, in whatever way."),
                count_cast(work, cycle.id),
            ),
        )

    def resources(self) -> tuple[Resource[Work], ...]:
        """Give the projects on the ballot."""
        return (PROJECTS,)


def _list_desk(cycle: Cycle) -> tuple[Task, ...]:
    is_open = cycle.is_open(StageKey(rules.VOTING))
    if not is_open or Channel.DESK not in rules.read_rules(cycle.declaration).channels:
        return ()
    note = Message("Let residents vote here who bring an ID document.")
    return (Task(Message("Voting desk"), False, note, f"cycles/{cycle.id}/desk"),)


def _lack_projects(cycle: Cycle, shortlist: Shortlist) -> bool:
    return not all(shortlist.in_area(area.id) for area in cycle.declaration.areas)


def _number(count: int) -> Message:
    return Message("%(count)s", {"count": count})
