"""A vote whose key trustees hold, and what they bring to its tally: the files that `pb trustee` would write."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from pb.engine.declaration import Rule
from pb.storage.database import Database
from tests.support.trustees import HeldCeremony, hold_ceremony
from tests.support.voting_world import (
    KEYS,
    RESIDENTS,
    ROUND,
    SHORTLIST,
    VotingWorld,
    declare_projects,
    declare_vote,
    make_world,
)
from voting.core.board.ballot_box import BallotBox
from voting.core.tally.closing import Closing
from voting.core.tally.files import name_mix
from voting.core.tally.steps import (
    Files,
    LotStep,
    MixStep,
    OpenStep,
    run_lot,
    run_mix,
    run_opening,
    take_table,
)
from voting.opening import read_closing
from voting.storage.elections import Election, keep_ceremony
from voting.storage.tally_files import list_files, read_tally_file
from voting.storage.tally_parcels import keep_parcel
from voting.tally import TallyDesk, run_tally

MIXERS = ("Library", "School", "Union")


@dataclass
class TrusteeVote:
    """A vote in trustee custody with every trustee's secret."""

    world: VotingWorld
    held: HeldCeremony

    @property
    def desk(self) -> TallyDesk:
        """The desk of the tally."""
        return TallyDesk(self.world.database, KEYS, clock=self.world.clock)

    def read_closing(self) -> tuple[Closing, BallotBox]:
        """Return the closing and the box."""
        with self.world.database.read() as work:
            return read_closing(work, ROUND)

    def read(self, name: str) -> bytes:
        """Return a file of the tally."""
        with self.world.database.read() as work:
            return read_tally_file(work, ROUND, name)

    def list_files(self) -> frozenset[str]:
        """Return the names of the tally's files."""
        with self.world.database.read() as work:
            return list_files(work, ROUND)

    def mix(self, number: int) -> Files:
        """Return what the mixer of a round makes for all areas."""
        closing, box = self.read_closing()
        made: dict[str, bytes] = {}
        for style in closing.manifest.styles:
            before = take_table(style, box.final_table(style), number, self.read)
            made |= run_mix(closing, MixStep(style, number, MIXERS[number - 1]), before)
        return made

    def open(self, trustee: int, off_by: int = 0) -> Files:
        """Return what a trustee makes at the opening; ``off_by`` makes the shares false."""
        closing, _ = self.read_closing()
        share = self.held.shares[trustee - 1] + off_by
        made = dict(run_lot(closing, LotStep(trustee), share))
        for style in closing.manifest.styles:
            table = self.read(name_mix(style.id, len(MIXERS)))
            made |= run_opening(closing, OpenStep(style, trustee), table, share)
        return made

    def bring(self, files: Mapping[str, bytes], *, run: bool = True) -> None:
        """Hand files in and let the server take every step it can."""
        with self.world.database.write() as work:
            keep_parcel(work, ROUND, files)
            work.commit()
        if run:
            run_tally(self.desk, ROUND)

    def tell_refusals(self) -> list[str]:
        """Return the faults that the journal names."""
        with self.world.database.read() as work:
            journal = work.read_journal(ROUND)
        return [str(entry.event.details["fault"]) for entry in journal if entry.event.act == "tally-refused"]  # type: ignore[index, call-overload]


@contextmanager
def open_trustee_vote(database: Database, rules: Mapping[str, Rule] | None = None) -> Iterator[TrusteeVote]:
    """Yield an open vote whose box three trustees keep, any two of whom open it."""
    world, held = make_world(database), hold_ceremony(3, 2, KEYS.name_board(ROUND))
    declared = {"maximum": 2, "custody": "trustees", **(rules or {}), "projects": declare_projects(SHORTLIST)}
    world.start(declare_vote(declared), RESIDENTS)
    with database.write() as work:
        keep_ceremony(work, ROUND, Election(held.ceremony))
        work.commit()
    world.open_voting()
    yield TrusteeVote(world, held)
