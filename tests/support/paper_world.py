"""A small vote on paper for tests: a desk with sheets, residents marked there, and officials who key."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from pb.engine.acts import Actor
from pb.engine.cycle import Cycle
from pb.engine.declaration import Rule
from pb.kernel.ids import AccountId, AreaId, ResidentId
from pb.kernel.message import Message
from pb.storage.accounts import Account, add_account
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.passwords import hash_password
from pb.web.roles import Role
from tests.support.voting_app import PASSWORD
from tests.support.voting_world import CLERK, NORTH, OPENS, ROUND, VotingWorld, open_vote
from voting.core.paper.account import SheetKind
from voting.core.paper.marks import read_marks
from voting.storage.paper_batches import empty_batch, finish_entry, key_sheet, open_batch
from voting.storage.paper_decisions import confirm_reading, propose_reading
from voting.storage.paper_desks import DeskId, add_desk, list_unbalanced, write_sheets_down
from voting.storage.paper_marks import mark_on_paper
from voting.storage.paper_styles import find_styles

T = TypeVar("T")

AINO = Actor(AccountId("aino"), "Aino V.")
BERTIL = Actor(AccountId("bertil"), "Bertil S.")
CARITA = Actor(AccountId("carita"), "Carita L.")
PAPER: Mapping[str, Rule] = {"channels": ["code", "paper"]}


@dataclass
class PaperWorld:
    """A vote with one desk. Each act is a transaction of its own, as on the pages."""

    world: VotingWorld
    library: DeskId

    def do(self, act: Callable[[Work], T]) -> T:
        """Do something in a transaction and commit it."""
        with self.world.database.write() as work:
            done = act(work)
            work.commit()
        return done

    def read(self, look: Callable[[Work, Cycle], T]) -> T:
        """Look at something of the cycle."""
        with self.world.database.read() as work:
            return look(work, work.read_cycle(ROUND))

    def write(self, kind: SheetKind, sheets: int, area: AreaId = NORTH) -> None:
        """Write sheets of the library down."""
        now = self.world.clock.now()
        self.do(lambda work: write_sheets_down(work, ROUND, self.library, area, kind, sheets, CLERK, now))

    def mark(self, resident: ResidentId, at: DeskId | None = None) -> bool:
        """Mark a resident at the library and return whether an online ballot was cancelled."""
        now = self.world.clock.now()
        desk = at or self.library
        return self.do(lambda work: mark_on_paper(work, ROUND, desk, resident, AINO, now))

    def open_batch(self, sheets: int, area: AreaId = NORTH) -> int:
        """Open a batch of the library."""
        now = self.world.clock.now()
        return self.do(lambda work: open_batch(work, ROUND, self.library, area, sheets, AINO, now))

    def key(self, batch: int, official: Actor, typed: Sequence[str], *, finish: bool = True) -> None:
        """Key a batch as one official, sheet by sheet, and finish it."""
        for position, marks in enumerate(typed, start=1):
            self.key_one(batch, official, position, marks)
        if finish:
            now = self.world.clock.now()
            self.do(lambda work: finish_entry(work, ROUND, batch, official, now))

    def key_one(self, batch: int, official: Actor, position: int, typed: str) -> None:
        """Key one sheet of a batch."""
        line = self.write_line(typed)
        self.do(lambda work: key_sheet(work, ROUND, batch, position, line, official))

    def write_line(self, typed: str, area: AreaId = NORTH) -> str:
        """Return the line of a sheet as it was typed."""
        style = self.read(find_styles)[area]
        return read_marks(style, typed).to_line().decode()

    def propose(self, batch: int, position: int, official: Actor, typed: str) -> str:
        """Propose a reading and return its line."""
        now, line = self.world.clock.now(), self.write_line(typed)
        self.do(lambda work: propose_reading(work, ROUND, batch, position, line, official, now))
        return line

    def confirm(self, batch: int, position: int, official: Actor, line: str) -> None:
        """Settle a sheet by the reading that stands."""
        now = self.world.clock.now()
        self.do(lambda work: confirm_reading(work, ROUND, batch, position, line, official, now))

    def empty(self, batch: int, sheets: int) -> None:
        """Have a batch keyed anew."""
        now = self.world.clock.now()
        self.do(lambda work: empty_batch(work, ROUND, batch, sheets, CLERK, now))

    @property
    def lacks(self) -> tuple[Message, ...]:
        """What keeps paper from being counted."""
        return self.read(list_unbalanced)


@contextmanager
def open_paper_vote(
    database: Database, rules: Mapping[str, Rule] | None = None, *, sheets: int = 10
) -> Iterator[PaperWorld]:
    """Yield an open vote with a desk that has ``sheets`` ballots of the north."""
    with open_vote(database, {**PAPER, **(rules or {})}) as world:
        now = world.clock.now()
        with database.write() as work:
            library = add_desk(work, ROUND, "Library", "Market square 1", CLERK, now)
            work.commit()
        paper = PaperWorld(world, library)
        if sheets:
            paper.write(SheetKind.ISSUED, sheets)
        yield paper


def employ(database: Database) -> None:
    """Add accounts for the three officials, with the tests' password."""
    for official in (AINO, BERTIL, CARITA):
        account = Account(
            official.id,
            official.id,
            official.name,
            frozenset({Role.OFFICIAL}),
            password_hash=hash_password(PASSWORD),
        )
        with database.write() as work:
            add_account(work, account, OPENS)
            work.commit()
