"""Taking residents in and giving them their codes at once, for demo towns, replayed elections and tests.

A city does the two apart: the roll is taken in from the register, and codes are made when the letters are printed.
"""

from collections.abc import Callable, Sequence

from pb.engine.acts import Actor
from pb.kernel.ids import CycleId
from voting.code_issue import issue_codes
from voting.core.issued_code import IssuedCode
from voting.core.roll_file import RollLine
from voting.roll_desk import RollDesk, require_changeable
from voting.roll_import import IMPORTED, guess_roll_columns, make_entry, read_roll_lines
from voting.storage.electoral_roll import add_residents
from voting.storage.roll_keys import ensure_roll_key


def enrol_file(desk: RollDesk, cycle_id: CycleId, content: bytes, actor: Actor) -> tuple[IssuedCode, ...]:
    """Add everybody of a file and return their codes. Raises RollFaultsError."""
    with desk.database.read() as work:
        cycle = work.read_cycle(cycle_id)
        require_changeable(cycle)
    _table, _columns, lines = read_roll_lines(cycle, content, desk, guess_roll_columns, lambda done: None)
    return enrol_lines(desk, cycle_id, lines, actor)


def enrol_lines(
    desk: RollDesk,
    cycle_id: CycleId,
    lines: Sequence[RollLine],
    actor: Actor,
    progress: Callable[[int], None] = lambda done: None,
) -> tuple[IssuedCode, ...]:
    """Add new residents, one of each line, and return their codes in order."""
    with desk.database.write() as work:
        require_changeable(work.load_cycle(cycle_id))
        key = ensure_roll_key(work, desk.secret, cycle_id)
        residents = add_residents(work, cycle_id, [make_entry(line, key) for line in lines])
        desk.note(work, cycle_id, IMPORTED, actor, {"added": len(residents)})
        work.commit()
    codes = issue_codes(desk, cycle_id, residents, progress)
    return tuple(
        IssuedCode(line.reference, line.area, code.printed) for line, code in zip(lines, codes, strict=True)
    )
