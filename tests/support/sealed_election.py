"""A whole sealed election in memory: keys, board, mixing, opening, paper; as a bundle that can be verified or attacked.

Everything an operator knows stands here too, so that an attack can be made with the operator's own keys.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from tests.support.ballots import make_style
from tests.support.trustees import HeldCeremony, hold_ceremony
from voting.core.ballot.choices import Choices
from voting.core.ballot.rule import BallotKind, BallotRule
from voting.core.ballot.sealing import BallotContext, seal_choices
from voting.core.ballot.style import BallotStyle
from voting.core.board.ballot_box import BallotBox
from voting.core.board.entries import BallotEntry, CancelEntry, CloseEntry, Entry, ManifestEntry, write_entry
from voting.core.board.manifest import Custody, Manifest, digest_manifest
from voting.core.counting import Completion, CountingRule, Method
from voting.core.encryption.sodium import derive_public_key
from voting.core.log.checkpoint import Checkpoint
from voting.core.log.merkle import MerkleTree
from voting.core.log.note import NoteKey
from voting.core.mixing.spread import Spread, work_in_turn
from voting.core.tally import files
from voting.core.tally.closing import Closing, close_board
from voting.core.tally.contents import digest_file, sign_contents
from voting.core.tally.opened import join_lines, judge_choices
from voting.core.tally.outcome_file import write_outcome
from voting.core.tally.paper import DeskAccount, write_accounts
from voting.core.tally.steps import (
    LotStep,
    MixStep,
    OpenStep,
    PublishStep,
    check_opening,
    list_next_steps,
    run_lot,
    run_mix,
    run_opening,
    run_publishing,
    take_table,
)
from voting.core.tally.terms import COUNT, CountTerms, PotTerms
from voting.verify.bundle import MemoryBundle as Files
from voting.verify.outcome import check_lots, count_again

SEED = bytes(range(32))
HOUR = "2027-03-01T14:00Z"
ORIGIN = "pb.example/test"
GREEDY = CountingRule(Method.GREEDY_VOTES, completion=Completion.NONE)
NORTH = make_style(BallotRule(BallotKind.APPROVAL, maximum=3, blank=True), 5)
SOUTH = make_style(BallotRule(BallotKind.RANKING, maximum=60), 60, name="south")
"""Two blocks wide."""


class MemoryBundle(Files):
    """A bundle in memory that its operator signs."""

    def sign(self) -> None:
        """Sign the contents as the operator, whatever they are now."""
        digests = {
            name: digest_file(content) for name, content in self.files.items() if name != files.CONTENTS
        }
        self.files[files.CONTENTS] = sign_contents(digests, ORIGIN, SEED)


@dataclass
class SealedElection:
    """An election with every secret in it."""

    held: HeldCeremony
    manifest: Manifest
    bundle: MemoryBundle = field(default_factory=MemoryBundle)
    entries: list[Entry] = field(default_factory=list)

    @property
    def digest(self) -> bytes:
        """The manifest's digest."""
        return digest_manifest(self.manifest.to_bytes())

    def cast(self, tag: bytes, style: str, choices: Choices) -> BallotEntry:
        """Seal a ballot and put it on the board."""
        context = BallotContext(self.digest, tag, self.held.ceremony.election_key.key)
        sealed = seal_choices(context, self.manifest.style(style), choices).sealed
        entry = BallotEntry(self.manifest.version, style, tag, sealed, HOUR)
        self.entries.append(entry)
        return entry

    def write_board(self, checkpoints: Sequence[int] = ()) -> tuple[Closing, BallotBox]:
        """Write manifest, board and checkpoints after so many entries and after all; return the closing."""
        put = self.bundle.files
        put[files.name_manifest(1)] = self.manifest.to_bytes()
        lines = [write_entry(entry) for entry in self.entries]
        put[files.BOARD] = b"".join(line + b"\n" for line in lines)
        log = MerkleTree(lines)
        for number, size in enumerate([*checkpoints, log.size], 1):
            put[files.name_checkpoint(number)] = Checkpoint(ORIGIN, size, log.root(size)).sign(SEED)
        box = BallotBox([(self.manifest, self.digest)])
        for entry in self.entries:
            box.append(entry)
        return close_board(self.manifest, self.digest, log), box

    def tally(
        self, closing: Closing, box: BallotBox, trustees: Sequence[int], spread: Spread = work_in_turn
    ) -> None:
        """Take one step after the other until all ballots are open, by these trustees."""
        put = self.bundle.files
        while steps := [
            step
            for step in list_next_steps(closing, put.keys())
            if not isinstance(step, OpenStep | LotStep) or step.trustee in trustees
        ]:
            step = steps[0]
            if isinstance(step, LotStep):
                put.update(run_lot(closing, step, self.held.shares[step.trustee - 1]))
                continue
            if isinstance(step, MixStep):
                first = box.final_table(step.style)
                put.update(
                    run_mix(
                        closing, step, take_table(step.style, first, step.number, put.__getitem__), spread
                    )
                )
                continue
            table = put[files.name_mix(step.style.id, len(self.manifest.mixers))]
            if isinstance(step, OpenStep):
                put.update(run_opening(closing, step, table, self.held.shares[step.trustee - 1], spread))
            else:
                put.update(
                    run_publishing(closing, step, table, self._check(closing, step, table, spread), spread)
                )

    def publish(self, closing: Closing) -> None:
        """Count, write the outcome and sign the contents."""
        lot = check_lots(self.bundle, closing)
        outcomes = count_again(self.bundle, closing.manifest, lot)
        self.bundle.files[files.OUTCOME] = write_outcome(
            outcomes, digest_manifest(closing.manifest.to_bytes())
        )
        self.bundle.sign()

    def _check(self, closing: Closing, step: PublishStep, table: bytes, spread: Spread) -> dict[int, bytes]:
        put = self.bundle.files
        names = {
            number: files.name_shares(step.style.id, number) for number in range(1, len(self.held.shares) + 1)
        }
        return {
            number: check_opening(closing, OpenStep(step.style, number), table, {name: put[name]}, spread)
            for number, name in names.items()
            if name in put
        }


def make_terms(styles: Sequence[BallotStyle], rule: CountingRule = GREEDY) -> CountTerms:
    """Return terms with a budget of two projects of a hundred in every pot."""
    return CountTerms(rule, {style.id: PotTerms(Cents(200)) for style in styles})


def open_election(
    *, revote: bool = True, mixers: int = 2, styles: tuple[BallotStyle, ...] = (NORTH, SOUTH)
) -> SealedElection:
    """Return an election whose board holds its manifest."""
    held = hold_ceremony(3, 2)
    names = tuple(card.name for card in held.ceremony.election_key.roster.cards[:mixers])
    key = NoteKey(ORIGIN, derive_public_key(SEED))
    manifest = Manifest(
        1,
        None,
        "test 2027",
        key,
        held.ceremony,
        names,
        styles,
        revote,
        Custody.TRUSTEES,
        {COUNT: make_terms(styles).to_plain()},
    )
    election = SealedElection(held, manifest)
    election.entries.append(ManifestEntry(1, election.digest, HOUR))
    return election


def make_tag(number: int) -> bytes:
    """Return the tag of a voter."""
    return number.to_bytes(16, "big")


def approve(*numbers: int) -> Choices:
    """Return approvals of projects by number."""
    return tuple((ProjectId(f"p{number}"), 1) for number in numbers)


def rank(*numbers: int) -> Choices:
    """Return a ranking of projects by number."""
    return tuple((ProjectId(f"p{number}"), place) for place, number in enumerate(numbers, 1))


def fill_box(election: SealedElection) -> None:
    """Cast ballots of every sort: valid, blank, hostile, superseded, cancelled; then close."""
    for number, choices in enumerate(
        [approve(1, 2), approve(3), approve(), approve(1, 2, 3, 4), approve(1, 2)], 1
    ):
        election.cast(make_tag(number), "north", choices)
    for number, choices in enumerate([rank(60, 1), rank(2), ((ProjectId("p3"), 2),)], 11):
        election.cast(make_tag(number), "south", choices)
    election.cast(make_tag(1), "north", approve(5))
    election.entries.append(CancelEntry(make_tag(2), "paper", HOUR))
    election.entries.append(CloseEntry(20, HOUR))


def add_paper(bundle: MemoryBundle) -> None:
    """Put three paper ballots from two desks into the bundle."""
    accounts = [DeskAccount("library", 10, 2, 1, 7), DeskAccount("school", 5, 1, 0, 4)]
    bundle.files[files.PAPER] = write_accounts(accounts)
    north = [judge_choices(NORTH, choices).to_line() for choices in (approve(1), approve(1, 2, 3, 4))]
    bundle.files[files.name_paper(NORTH.id)] = join_lines(north)
    bundle.files[files.name_paper(SOUTH.id)] = join_lines([judge_choices(SOUTH, rank(7)).to_line()])


def run_election() -> SealedElection:
    """Run a whole small election."""
    election = open_election()
    fill_box(election)
    closing, box = election.write_board(checkpoints=[1, 4, 4])
    election.tally(closing, box, trustees=[1, 3])
    add_paper(election.bundle)
    election.publish(closing)
    return election
