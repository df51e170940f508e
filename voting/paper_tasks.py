"""What officials see of paper in their task list: the desks, and whether every sheet is accounted for."""

from pb.engine.cycle import Cycle
from pb.engine.stage import Task
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from voting.core.paper.gate import has_paper
from voting.core.rules import VOTING
from voting.storage.paper_desks import list_desks, list_unbalanced


def list_paper_tasks(work: Work, cycle: Cycle) -> tuple[Task, ...]:
    """Return the task of a vote on paper; none where residents vote in other ways only."""
    if not has_paper(cycle):
        return ()
    desks = len(list_desks(work, cycle.id))
    is_done = cycle.has_closed(VOTING) and not list_unbalanced(work, cycle)
    note = Message("Desks: %(count)s.", {"count": desks})
    return (Task(Message("Paper ballots"), is_done, note, f"admin/cycles/{cycle.id}/paper"),)
