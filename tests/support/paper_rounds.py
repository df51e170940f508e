"""Votes on paper beside the demo town's own rounds: one is open, one is being keyed, one is audited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from pb.engine.acts import Actor
from pb.kernel.clock import SetClock
from pb.kernel.ids import AccountId, CycleId, ResidentId
from pb.kernel.language import LocalizedText
from pb.main.chronicle import FIRST, Chronicle
from pb.main.demo.texts import read_town
from pb.main.installation import Installation
from pb.storage.unit_of_work import Work
from tests.support.town_rounds import declare_schools, list_school_projects
from voting.core.letter_code import read_letter_code
from voting.core.paper.account import SheetKind
from voting.core.paper.marks import read_marks
from voting.roll_import import IssuedCode
from voting.storage.electoral_roll import find_code_holder
from voting.storage.paper_audit import end_audit, fix_record, throw_lot
from voting.storage.paper_batches import finish_entry, key_sheet, open_batch
from voting.storage.paper_desks import DeskId, add_desk, write_sheets_down
from voting.storage.paper_marks import mark_on_paper
from voting.storage.paper_styles import find_styles

KEYING, AUDITED = CycleId("paperit"), CycleId("tarkastetut")
HOUR = timedelta(hours=1)
OTHER = Actor(AccountId("demo-keyer"), "Ritva N.")
THIRD = Actor(AccountId("demo-third"), "Jari P.")
VOTERS = 4

NAMES = {
    KEYING: LocalizedText("Kirjaston äänestys", "Bibliotekets omröstning", "Vote of the library"),
    AUDITED: LocalizedText("Torin äänestys", "Torgets omröstning", "Vote of the market"),
}


@dataclass(frozen=True, slots=True)
class PaperDesks:
    """The desks by where they stand: in an open vote, and in one that is being keyed; and a pupil of the open vote."""

    open: DeskId
    keying: DeskId
    pupil: ResidentId


def open_desk(work: Work, cycle: CycleId, sheets: int, clock: SetClock) -> DeskId:
    """Add a desk to a round and give it ballots of its first area."""
    area = work.read_cycle(cycle).declaration.areas[0].id
    desk = add_desk(work, cycle, "Kirjasto", "Torikatu 1, ma–pe 10–18", FIRST, clock.now())
    write_sheets_down(work, cycle, desk, area, SheetKind.ISSUED, sheets, FIRST, clock.now())
    return desk


def tell_paper_rounds(installation: Installation, schools: CycleId, pupil: IssuedCode) -> PaperDesks:
    """Tell the two closed votes, and add a desk to the open one."""
    clock = SetClock(installation.clock.now())
    with installation.database.write() as work:
        opened = open_desk(work, schools, 50, clock)
        resident = _find(work, schools, pupil)
        work.commit()
    keying = _tell(installation, KEYING)
    _tell(installation, AUDITED)
    return PaperDesks(opened, keying, resident)


def _tell(installation: Installation, cycle: CycleId) -> DeskId:
    clock = SetClock(installation.clock.now())
    now = clock.moment
    declaration = declare_schools(read_town(), now - 60 * 24 * HOUR, cycle, NAMES[cycle])
    submission, review, voting, _publication = declaration.stages
    story = Chronicle(installation, clock, cycle)
    story.declare(declaration, submission.opens_at)
    story.send_shortlist(list_school_projects(read_town()), submission.opens_at + HOUR)
    codes = story.enrol([declaration.areas[0].id] * VOTERS, review.opens_at + HOUR, lambda _done: None)
    story.open_vote(voting.opens_at - HOUR, voting.opens_at)
    with installation.database.write() as work:
        desk = open_desk(work, cycle, 20, clock)
        _mark(work, cycle, desk, codes, clock)
        work.commit()
    story.pass_time(now)
    with installation.database.write() as work:
        _key(work, cycle, desk, clock)
        if cycle == AUDITED:
            _audit(work, cycle, desk, clock)
        work.commit()
    return desk


def _mark(work: Work, cycle: CycleId, desk: DeskId, codes: Sequence[IssuedCode], clock: SetClock) -> None:
    for issued in codes:
        mark_on_paper(work, cycle, desk, _find(work, cycle, issued), FIRST, clock.now())


def _find(work: Work, cycle: CycleId, issued: IssuedCode) -> ResidentId:
    code = read_letter_code(issued.code)
    holder = find_code_holder(work, cycle, code.lookup) if code else None
    if holder is None:
        raise LookupError(issued.reference)
    return holder.resident.id


def _key(work: Work, cycle: CycleId, desk: DeskId, clock: SetClock) -> None:
    """Key a batch of two ballots; in the round being keyed the two officials differ, and two batches wait."""
    found = work.read_cycle(cycle)
    area = found.declaration.areas[0].id
    style = find_styles(work, found)[area]
    first, second, third, *_ = style.projects
    batch = open_batch(work, cycle, desk, area, 2, FIRST, clock.now())
    last = second if cycle == KEYING else third
    for official, typed in ((OTHER, (f"{first} {second}", third)), (THIRD, (f"{first} {second}", last))):
        for position, marks in enumerate(typed, start=1):
            line = read_marks(style, marks).to_line().decode()
            key_sheet(work, cycle, batch, position, line, official)
        finish_entry(work, cycle, batch, official, clock.now())
    if cycle == KEYING:
        open_batch(work, cycle, desk, area, 1, FIRST, clock.now())
        open_batch(work, cycle, desk, area, 1, FIRST, clock.now())


def _audit(work: Work, cycle: CycleId, desk: DeskId, clock: SetClock) -> None:
    area = work.read_cycle(cycle).declaration.areas[0].id
    for kind, sheets in ((SheetKind.UNUSED, 16), (SheetKind.LOST, 2)):
        write_sheets_down(work, cycle, desk, area, kind, sheets, FIRST, clock.now())
    fix_record(work, cycle, FIRST, clock.now())
    throw_lot(work, cycle, "27182818284590452353", FIRST, clock.now())
    end_audit(work, cycle, (), "Molemmat liput vastasivat syötettyä.", FIRST, clock.now())
