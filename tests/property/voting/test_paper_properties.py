"""No sequence of acts counts an unbalanced desk, a sheet twice, or a sheet behind which there aren't two people."""

from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from pb.engine.acts import OPEN
from pb.kernel.errors import DomainError
from pb.storage.database import Database
from tests.support.databases import copy_sqlite, open_database
from tests.support.paper_world import AINO, BERTIL, CARITA, PaperWorld, open_paper_vote
from tests.support.proposals import skip_disk_waits
from tests.support.voting_world import CLOSES, NORTH, PUBLICATION, make_world
from voting.core.paper.account import SheetKind
from voting.storage.paper_ballots import read_paper_ballots
from voting.storage.paper_desks import DeskId
from voting.storage.paper_tables import (
    PaperBatchRow,
    PaperEntryRow,
    PaperMarkRow,
    PaperMovementRow,
    PaperReadingRow,
    PaperSheetRow,
)

ISSUED = 4
OFFICIALS = (AINO, BERTIL, CARITA)
TYPED = ("1", "1 2", "x")
KINDS = (SheetKind.SPOILED, SheetKind.LOST, SheetKind.UNUSED)
BATCH, PLACE, WHO, MARKS, COUNT = (
    st.sampled_from((1, 1, 2)), st.integers(1, 2), st.integers(0, 2), st.integers(0, 2), st.integers(-2, 3)
)  # fmt: skip
Step = tuple[str, int, int, int, int]
NONE = st.just(0)
KEYING = st.tuples(st.just("key-all"), BATCH, WHO, MARKS, MARKS)
ALIKE = st.tuples(st.just("key-all"), BATCH, WHO, NONE, NONE)
STEPS = st.one_of(
    st.tuples(st.just("open"), st.integers(1, 2), NONE, NONE, NONE),
    KEYING,
    ALIKE,
    st.tuples(st.just("key"), BATCH, WHO, PLACE, MARKS),
    st.tuples(st.just("finish"), BATCH, WHO, NONE, NONE),
    st.tuples(st.just("empty"), BATCH, st.integers(0, 2), NONE, NONE),
    st.tuples(st.just("propose"), BATCH, WHO, PLACE, MARKS),
    st.tuples(st.just("confirm"), BATCH, WHO, PLACE, NONE),
    st.tuples(st.just("write"), st.integers(0, 2), COUNT, NONE, NONE),
    st.tuples(st.just("balance"), NONE, NONE, NONE, NONE),
    st.tuples(st.just("publish"), NONE, NONE, NONE, NONE),
)
OPENED: Step = ("open", 2, 0, 0, 0)


@dataclass
class Hall:
    """The hall where sheets are keyed, and who has settled what together, as an observer writes it down."""

    paper: PaperWorld
    proposed: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    agreed: dict[tuple[int, int], tuple[str, str, str]] = field(default_factory=dict)
    is_counted: bool = False

    def take(self, step: Step) -> str:
        """Do one step as the pages would, and return what came of it; a refusal is an answer too."""
        name, *numbers = step
        try:
            getattr(self, f"_{name.replace('-', '_')}")(*numbers)
        except DomainError as error:
            return f"{name} refused: {type(error).__name__}"
        return f"{name} done"

    def _open(self, sheets: int, *_: int) -> None:
        self.paper.open_batch(sheets)

    def _key_all(self, batch: int, who: int, *marks: int) -> None:
        found = self.read_batches().get(batch)
        self.paper.key(batch, OFFICIALS[who], [TYPED[one] for one in marks][: found.sheets if found else 0])

    def _key(self, batch: int, who: int, place: int, marks: int) -> None:
        self.paper.key_one(batch, OFFICIALS[who], place, TYPED[marks])

    def _finish(self, batch: int, who: int, *_: int) -> None:
        self.paper.key(batch, OFFICIALS[who], [])

    def _empty(self, batch: int, sheets: int, *_: int) -> None:
        self.paper.empty(batch, sheets)
        self.agreed = {where: who for where, who in self.agreed.items() if where[0] != batch}

    def _propose(self, batch: int, who: int, place: int, marks: int) -> None:
        line = self.paper.propose(batch, place, OFFICIALS[who], TYPED[marks])
        self.proposed[batch, place] = (line, OFFICIALS[who].id)

    def _write(self, kind: int, sheets: int, *_: int) -> None:
        if sheets:
            self.paper.write(KINDS[kind], sheets)

    def _confirm(self, batch: int, who: int, place: int, *_: int) -> None:
        line, proposer = self.proposed.get((batch, place), ("", ""))
        self.paper.confirm(batch, place, OFFICIALS[who], line)
        self.agreed[batch, place] = (line, proposer, OFFICIALS[who].id)

    def _balance(self, *_: int) -> None:
        """Write down what is left over or lost, as an official does who wants to be done."""
        totals = self.read_totals()
        lost = totals["marked"] - totals["cast"] - totals["lost"]
        if lost:
            self.paper.write(SheetKind.LOST, lost)
        totals = self.read_totals()
        known = totals["cast"] + totals["spoiled"] + totals["lost"] + totals["unused"]
        if totals["issued"] != known:
            self.paper.write(SheetKind.UNUSED, totals["issued"] - known)

    def _publish(self, *_: int) -> None:
        self.paper.world.act(PUBLICATION, OPEN, CLOSES)
        self.is_counted = True
        totals = self.read_totals()
        assert totals["issued"] == totals["cast"] + totals["spoiled"] + totals["lost"] + totals["unused"]
        assert totals["marked"] == totals["cast"] + totals["lost"]
        assert totals["cast"] == sum(batch.sheets for batch in self.read_batches().values())

    def read_batches(self) -> Mapping[int, PaperBatchRow]:
        """Return the batches by number."""
        with self.paper.world.database.read() as work:
            return {row.number: row for row in work.session.scalars(select(PaperBatchRow)).all()}

    def read_totals(self) -> Counter[str]:
        """Return the sums of the desk as its rows give them, without the code that is tested."""
        totals: Counter[str] = Counter()
        with self.paper.world.database.read() as work:
            for row in work.session.scalars(select(PaperMovementRow)):
                totals[row.kind] += row.sheets
            totals["marked"] = len(work.session.scalars(select(PaperMarkRow)).all())
            totals["cast"] = len(work.session.scalars(select(PaperSheetRow)).all())
        return totals

    def require_two_people(self) -> None:
        """Require that every counted sheet is one place of a batch, read alike by two or settled by two."""
        numbers = {row.id: row for row in self.read_batches().values()}
        with self.paper.world.database.read() as work:
            sheets = work.session.scalars(select(PaperSheetRow)).all()
            keyers = {(row.batch_id, row.number): row for row in work.session.scalars(select(PaperEntryRow))}
            readings = {
                (row.batch_id, row.entry, row.position): row.line
                for row in work.session.scalars(select(PaperReadingRow))
            }
        for sheet in sheets:
            batch = numbers[sheet.batch_id]
            assert 1 <= sheet.position <= batch.sheets
            one, two = (keyers[batch.id, entry] for entry in (1, 2))
            assert one.official_id != two.official_id
            assert one.finished
            assert two.finished
            read = {readings[batch.id, entry, sheet.position] for entry in (1, 2)}
            if read != {sheet.line}:
                line, proposer, other = self.agreed[batch.number, sheet.position]
                assert line == sheet.line
                assert proposer != other
                assert {proposer, other} != {one.official_id, two.official_id}


@pytest.fixture(scope="module")
def halls(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, DeskId]]:
    """Closed votes in which no, one, two and three residents were handed a sheet, to be copied."""
    folder = tmp_path_factory.mktemp("halls")
    made = []
    for marked in range(4):
        path = folder / f"{marked}.sqlite3"
        with (
            open_database(copy_sqlite(migrated_sqlite, path)) as database,
            open_paper_vote(database, sheets=ISSUED, residents=4) as paper,
        ):
            for position in range(marked):
                paper.mark(paper.world.find(position))
            paper.world.close_voting()
            paper.world.open_ballots()
            made.append((path, paper.library))
    return made


def _enter(stack: ExitStack, source: Path, library: DeskId) -> Hall:
    folder = Path(stack.enter_context(TemporaryDirectory()))
    url = copy_sqlite(source, folder / "pb.sqlite3")
    database: Database = stack.enter_context(open_database(url))
    skip_disk_waits(database)
    world = make_world(database)
    world.clock.moment = CLOSES
    return Hall(PaperWorld(world, library))


@settings(max_examples=150)
@given(st.integers(0, 3), st.tuples(KEYING, KEYING | ALIKE), st.lists(STEPS, max_size=20))
def test_what_is_counted_balances_and_has_two_people_behind_it(
    halls: list[tuple[Path, DeskId]], marked: int, keyed: tuple[Step, Step], steps: list[Step]
) -> None:
    with ExitStack() as stack:
        hall = _enter(stack, *halls[marked])
        for step in (OPENED, *keyed, *steps, ("balance", 0, 0, 0, 0), ("publish", 0, 0, 0, 0)):
            if hall.is_counted:
                break
            event(hall.take(step))
            hall.require_two_people()
        ballots = hall.paper.read(read_paper_ballots)
        assert len(ballots[NORTH]) == hall.read_totals()["cast"]


def test_the_steps_do_reach_the_count(halls: list[tuple[Path, DeskId]]) -> None:
    steps: tuple[Step, ...] = (
        OPENED,
        ("key-all", 1, 0, 0, 1),
        ("key-all", 1, 1, 0, 2),
        ("publish", 0, 0, 0, 0),
        ("propose", 1, 0, 2, 1),
        ("confirm", 1, 1, 2, 0),
        ("confirm", 1, 2, 2, 0),
        ("publish", 0, 0, 0, 0),
        ("balance", 0, 0, 0, 0),
        ("publish", 0, 0, 0, 0),
    )
    with ExitStack() as stack:
        hall = _enter(stack, *halls[2])
        came = []
        for step in steps:
            came.append(hall.take(step))
            hall.require_two_people()
    refused = [number for number, words in enumerate(came) if "refused" in words]
    assert refused == [3, 5, 7]
    assert hall.is_counted
