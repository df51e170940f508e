"""What officials see of the sealed box: the trustees' key and the rehearsal before the vote, the opening after it."""

from collections.abc import Iterator, Mapping

from pb.engine.cycle import Cycle
from pb.engine.stage import Task
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from voting.ceremonies import FILE_TAKEN, KEY_MADE, ROSTER_FIXED, STARTED_OVER, is_kept_by_trustees
from voting.core.rules import VOTING
from voting.opened_box import are_ballots_open
from voting.rehearsals import FAILED, REHEARSED, find_rehearsal
from voting.storage.elections import find_election
from voting.tally import STEP_REFUSED, STEP_TAKEN

BOX_EVENTS: Mapping[str, Message] = {
    REHEARSED: Message("Vote rehearsed, all steps passed"),
    FAILED: Message("Vote rehearsed, a step failed"),
    FILE_TAKEN: Message("File from a trustee taken in"),
    ROSTER_FIXED: Message("List of trustees fixed"),
    KEY_MADE: Message("Key of the ballot box made by the trustees"),
    STARTED_OVER: Message("Trustees' files dropped"),
    STEP_TAKEN: Message("Step of mixing and opening the ballots done"),
    STEP_REFUSED: Message("File for the opening of the ballots did not hold"),
}


def list_box_tasks(work: Work, cycle: Cycle) -> Iterator[Task]:
    """Yield what is to be done about the box of a cycle, in its order."""
    if is_kept_by_trustees(cycle):
        made = find_election(work, cycle.id) is not None
        yield Task(Message("Key made by the trustees"), made, path=f"admin/cycles/{cycle.id}/trustees")
    newest = find_rehearsal(work, cycle.id)
    passed = newest is not None and newest.passed
    note = Message("The last one: %(date)s.", {"date": newest.at}) if newest else None
    yield Task(Message("Rehearsal passed"), passed, note, f"admin/cycles/{cycle.id}/rehearsal")
    if cycle.has_closed(VOTING):
        opened = are_ballots_open(work, cycle.id)
        yield Task(Message("Ballots mixed and opened"), opened, path=f"admin/cycles/{cycle.id}/tally")
