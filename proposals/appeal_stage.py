"""The stage between review and voting in which authors can have an answer looked at again.

It receives the review's shortlist and hands on the same with what was upheld; from then on numbers and costs are fixed.
A round that doesn't declare it has no appeals.
"""

from collections.abc import Mapping
from datetime import datetime

from pb.engine.cycle import Cycle
from pb.engine.public import Figure, News, Resource, Slide
from pb.engine.stage import Fact, Offer, Task
from pb.kernel.canonical import JSON
from pb.kernel.handoff import Handoff, Shortlist
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from proposals.core.appeals import APPEAL, check_appeal_rules
from proposals.core.proposal import localized
from proposals.core.shortlist import make_shortlist
from proposals.plain_stage import PlainStage
from proposals.storage.appeals import list_appeals
from proposals.storage.reviews import list_answers


class AppealStage(PlainStage):
    """Authors appeal, somebody else decides, and the ballot is made of what then stands."""

    key = APPEAL
    name = Message("Appeals")

    def check_rules(self, cycle: Cycle) -> tuple[Message, ...]:
        """Return what is wrong with the declared days."""
        return check_appeal_rules(cycle)

    def may_open(self, cycle: Cycle, received: Handoff | None, work: Work) -> tuple[Message, ...]:
        """Refuse without a review's shortlist."""
        return () if isinstance(received, Shortlist) else (Message("Appeals come after the review."),)

    def may_close(self, cycle: Cycle, work: Work) -> tuple[Message, ...]:
        """Refuse while an appeal waits for its decision."""
        waiting = sum(appeal.upheld is None for appeal in list_appeals(work, cycle.id).values())
        return (Message("Appeals without a decision: %(count)s.", {"count": waiting}),) if waiting else ()

    def close(self, cycle: Cycle, work: Work, now: datetime) -> Handoff:
        """Hand on the projects as the answers now stand."""
        return make_shortlist(list_answers(work, cycle.id))

    def facts(self, cycle: Cycle, work: Work) -> tuple[Fact, ...]:
        """Return how many appeals there are."""
        count = len(list_appeals(work, cycle.id))
        return (Fact(Message("Appeals"), Message("%(count)s", {"count": count})),) if count else ()

    def offer(self, cycle: Cycle, work: Work) -> Offer | None:
        """Offer to read the answers while appeals are decided."""
        if not cycle.is_open(self.key):
            return None
        return Offer(
            Message("Read the city's answers"), "proposals", Message("Authors can appeal against an answer.")
        )

    def tasks(self, cycle: Cycle, work: Work) -> tuple[Task, ...]:
        """Ask for every decision."""
        appeals = list_appeals(work, cycle.id).values()
        if not appeals:
            return ()
        done = sum(appeal.upheld is not None for appeal in appeals)
        note = Message("%(done)s / %(all)s", {"done": done, "all": len(appeals)})
        path = f"cycles/{cycle.id}/review/audit?place=appealed"
        return (Task(Message("Decide on every appeal"), done == len(appeals), note, path),)

    def open_data(self, cycle: Cycle, work: Work) -> Mapping[str, JSON]:
        """Return the decisions; what authors wrote is theirs."""
        appeals = list_appeals(work, cycle.id)
        if not appeals:
            return {}
        numbers = {answer.proposal.id: answer.proposal.number for answer in list_answers(work, cycle.id)}
        return {
            "appeals": [
                {"number": numbers[name], "upheld": appeal.upheld, "reason": localized(appeal.reason)}
                for name, appeal in appeals.items()
            ]
        }

    def slides(self, cycle: Cycle, work: Work) -> tuple[Slide, ...]:
        """The review's slides say all there is to say."""
        return ()

    def news(self, cycle: Cycle, work: Work) -> tuple[News, ...]:
        """There are no news beside opening and closing."""
        return ()

    def figures(self, cycle: Cycle, work: Work) -> tuple[Figure, ...]:
        """Count the appeals and those that were upheld."""
        appeals = list_appeals(work, cycle.id).values()
        if not appeals:
            return ()
        upheld = sum(appeal.upheld is True for appeal in appeals)
        return (
            Figure(
                "appeals", Message("Appeals"), Message("Appeals against the city's answers."), len(appeals)
            ),
            Figure(
                "upheld",
                Message("Upheld appeals"),
                Message("Appeals that sent a proposal to the vote."),
                upheld,
            ),
        )

    def resources(self) -> tuple[Resource[Work], ...]:
        """The decisions stand in the open data."""
        return ()
