"""What submission and review put on screens: that anybody may propose, the newest proposals, how far the answers are.

No answer is told before all are released together, and nothing of a proposal that doesn't stand.
"""

from pb.engine.cycle import Cycle
from pb.engine.public import Slide, SlideLine
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from proposals.core.proposal import Proposal, ProposalStatus
from proposals.core.rules import REVIEW, SUBMISSION
from proposals.core.visibility import is_released
from proposals.storage.proposals import count_proposals, list_newest
from proposals.storage.reviews import count_unanswered

NEWEST = 3
"""How many of the newest proposals are shown."""


def list_submission_slides(cycle: Cycle, work: Work) -> tuple[Slide, ...]:
    """Return how to propose while the stage is open, and the newest proposals until the answers are released."""
    slides: list[Slide] = []
    plan = cycle.declaration.plan(SUBMISSION)
    if plan is not None and cycle.is_open(SUBMISSION):
        question = SlideLine(Message("What would make your neighbourhood better?"))
        until = SlideLine(Message("Write it with your phone until %(date)s.", {"date": plan.closes_at}))
        slides.append(Slide("propose", Message("Make a proposal"), (question, until), "propose"))
    newest = () if is_released(cycle) else list_newest(work, cycle.id, NEWEST)
    if newest:
        lines = tuple(SlideLine(each.title, figure=_name_area(cycle, each)) for each in newest)
        slides.append(Slide("newest", Message("Newest proposals"), lines, "proposals"))
    return tuple(slides)


def list_review_slides(cycle: Cycle, work: Work) -> tuple[Slide, ...]:
    """Return how many proposals have their answer while the stage is open, and where to read them afterwards."""
    owed = count_proposals(work, cycle.id)[ProposalStatus.SENT]
    if cycle.is_open(REVIEW):
        done = owed - count_unanswered(work, cycle.id)
        heading, words = Message("The city is reviewing the proposals"), Message("Proposals answered")
        count = Message("%(done)s / %(all)s", {"done": done, "all": owed})
    elif is_released(cycle):
        heading, words = Message("The city has answered"), Message("Proposals with an answer and its reasons")
        count = Message("%(count)s", {"count": owed})
    else:
        return ()
    return (Slide("answers", heading, (SlideLine(words, figure=count),), "proposals"),)


def _name_area(cycle: Cycle, proposal: Proposal) -> LocalizedText | None:
    area = cycle.declaration.area(proposal.area)
    return area.name if area is not None and len(cycle.declaration.areas) > 1 else None
