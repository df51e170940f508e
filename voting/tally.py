"""The tally at work: from the closed board to opened ballots, step by step, each proof checked before the next.

The steps are those of `voting.core.tally.steps`; here their files are kept, each step's in one transaction with its line
in the journal. Killed at any point, the next run goes on with the step whose files aren't there. Where trustees hold
the key the server only checks and keeps what they bring, and puts the opened ballots together.
"""

from dataclasses import dataclass

from pb.engine.acts import Actor
from pb.engine.journal import JournalEvent
from pb.kernel.canonical import JSON
from pb.kernel.clock import Clock, SystemClock
from pb.kernel.handoff import SealedBox
from pb.kernel.ids import AccountId, CycleId, StageKey
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from voting.core.board.ballot_box import BallotBox
from voting.core.board.server_keys import ServerKeys
from voting.core.mixing.spread import Spread, work_in_turn
from voting.core.reading import FormatError
from voting.core.rules import VOTING
from voting.core.tally.closing import Closing
from voting.core.tally.contents import digest_file
from voting.core.tally.steps import (
    Files,
    MixStep,
    PublishStep,
    Step,
    list_next_steps,
    take_table,
)
from voting.opening import read_closing
from voting.storage.elections import find_election
from voting.storage.tally_files import keep_files, list_files, read_tally_file
from voting.storage.tally_parcels import drop_parcel, list_parcels, read_parcel
from voting.stored_bundle import StoredBundle
from voting.tally_steps import check_step, make_step
from voting.verify.board import check_board, check_checkpoints, check_manifests

STEP_TAKEN = "tally-step"
STEP_REFUSED = "tally-refused"
SERVER = Actor(AccountId("operator"), "pb tally")
"""Who the journal names where no official asked."""


@dataclass(frozen=True, slots=True)
class TallyDesk:
    """Where a cycle's tally is worked on, in whose name, and how work is spread over the cores."""

    database: Database
    keys: ServerKeys
    spread: Spread = work_in_turn
    actor: Actor = SERVER
    clock: Clock = SystemClock()  # noqa: RUF009 - has no state


class Watch:
    """Told of each step as it begins and of each transaction that keeps one; the base class watches nothing."""

    def begin(self, step: Step) -> None:
        """Hear that a step begins."""

    def hold(self, work: Work) -> None:
        """Say within a transaction whether the step may still be kept, by raising if it may not."""


def open_ballots(desk: TallyDesk, cycle_id: CycleId) -> None:
    """Take every step until all ballots are open. Only in server custody: raises LookupError otherwise."""
    with desk.database.read() as work:
        election = find_election(work, cycle_id)
    if election is None or election.locked_share is None:
        raise LookupError(f"the server holds no key of {cycle_id}")
    run_tally(desk, cycle_id)


def run_tally(desk: TallyDesk, cycle_id: CycleId, watch: Watch | None = None) -> None:
    """Take every step that can be taken now: the server's own where it holds the key, and what was brought.

    A file that was brought and doesn't hold is dropped, and the journal names whose it was. Raises FormatError and
    VerificationError when the board isn't the one that was closed.
    """
    tally, watching = load_tally(desk, cycle_id), watch or Watch()
    while (found := tally.find_step()) is not None:
        step, brought = found
        watching.begin(step)
        try:
            files = brought or make_step(
                tally.closing, step, tally.first_table, tally.read, tally.share, desk.spread
            )
            check_step(tally.closing, step, tally.first_table, tally.read, files, desk.spread)
        except FormatError as error:
            if not brought:
                raise
            tally.refuse(step, str(error), watching)
        else:
            tally.keep(step, files, watching)


@dataclass(frozen=True, slots=True)
class Tally:
    """A closed box at the desk. `share` is the server's share of the key, None where trustees hold it."""

    desk: TallyDesk
    cycle: CycleId
    closing: Closing
    box: BallotBox
    share: int | None

    def first_table(self, step: MixStep) -> bytes:
        """Return what a round takes."""
        return take_table(step.style, self.box.final_table(step.style), step.number, self.read)

    def read(self, name: str) -> bytes:
        """Return a file of the tally. Raises LookupError when it isn't there."""
        with self.desk.database.read() as work:
            return read_tally_file(work, self.cycle, name)

    def find_step(self) -> tuple[Step, Files | None] | None:
        """Return the next step that can be taken, with its files where somebody brought them."""
        with self.desk.database.read() as work:
            present, waiting = list_files(work, self.cycle), list_parcels(work, self.cycle)
            for step in list_next_steps(self.closing, present):
                if waiting.issuperset(step.files):
                    return step, read_parcel(work, self.cycle, step.files)
                if self.share is not None or isinstance(step, PublishStep):
                    return step, None
        return None

    def keep(self, step: Step, files: Files, watch: Watch) -> None:
        """Keep a step's files and write the journal."""
        digests: dict[str, JSON] = {name: digest_file(content) for name, content in files.items()}
        with self.desk.database.write() as work:
            work.load_cycle(self.cycle)
            watch.hold(work)
            keep_files(work, self.cycle, files)
            drop_parcel(work, self.cycle, files)
            self._note(work, STEP_TAKEN, {"files": digests})
            work.commit()

    def refuse(self, step: Step, fault: str, watch: Watch) -> None:
        """Drop what was brought for a step, and write down whose it was and what is wrong with it."""
        with self.desk.database.write() as work:
            work.load_cycle(self.cycle)
            watch.hold(work)
            drop_parcel(work, self.cycle, step.files)
            self._note(work, STEP_REFUSED, {"file": step.files[0], "fault": fault})
            work.commit()

    def _note(self, work: Work, act: str, details: dict[str, JSON]) -> None:
        work.write_journal(
            self.cycle, JournalEvent(act, StageKey(VOTING), self.desk.actor, details), self.desk.clock.now()
        )


def load_tally(desk: TallyDesk, cycle_id: CycleId) -> Tally:
    """Read a closed box; before the first step, check its whole board with every ballot's proof.

    Raises FormatError when the board isn't the one that voting was closed with, VerificationError naming a place in it.
    """
    with desk.database.read() as work:
        closing, box = read_closing(work, cycle_id)
        handed = work.load_handoff(cycle_id, StageKey(VOTING))
        if not isinstance(handed, SealedBox) or handed.closing != closing.digest.hex():
            raise FormatError("the board isn't the one that voting was closed with")
        election = find_election(work, cycle_id)
        if not list_files(work, cycle_id):
            _check_board(StoredBundle(work, cycle_id), desk.spread)
    locked = election.locked_share if election else None
    share = desk.keys.unlock_share(cycle_id, locked) if locked is not None else None
    return Tally(desk, cycle_id, closing, box, share)


def _check_board(bundle: StoredBundle, spread: Spread) -> None:
    versions = check_manifests(bundle)
    board = check_board(bundle, versions, spread)
    for _ in check_checkpoints(bundle, versions[-1][0], board.log):
        pass
