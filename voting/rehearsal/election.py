"""The trial election: its own keys, its own board, and a bundle in memory, made by the code of the real one."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from voting.core.ballot.sealing import BallotContext
from voting.core.ballot.style import BallotStyle, StyleId
from voting.core.board.ballot_box import BallotBox, check_proof
from voting.core.board.entries import BallotEntry, Entry, ManifestEntry, write_entry
from voting.core.board.manifest import Custody, Manifest, digest_manifest
from voting.core.encryption.group import draw_scalar
from voting.core.encryption.sodium import derive_public_key
from voting.core.log.checkpoint import Checkpoint
from voting.core.log.merkle import MerkleTree
from voting.core.log.note import NoteKey
from voting.core.tally.closing import Closing, close_board
from voting.core.tally.contents import digest_file, sign_contents
from voting.core.tally.files import BOARD, CONTENTS, name_checkpoint, name_manifest
from voting.core.tally.terms import COUNT, CountTerms
from voting.core.trustees.deal import make_deal
from voting.core.trustees.election_key import Ceremony, ElectionKey, confirm, take_share
from voting.core.trustees.roster import Roster, make_card
from voting.rehearsal.known_ballots import KnownBallot, list_known
from voting.verify.bundle import MemoryBundle

HOUR = "2000-01-01T00:00Z"
ORIGIN = "rehearsal"


@dataclass(frozen=True, slots=True)
class Trial:
    """What is rehearsed: papers, terms of the count, whether the last ballot counts, how many trustees open."""

    styles: tuple[BallotStyle, ...]
    terms: CountTerms
    revote: bool
    trustees: int = 3
    threshold: int = 2


@dataclass
class TrialElection:
    """An election of test trustees. All that an operator and the trustees know stands here; none of it is used again."""

    trial: Trial
    seed: bytes
    manifest: Manifest
    shares: tuple[int, ...]
    box: BallotBox
    known: dict[StyleId, tuple[KnownBallot, ...]]
    lines: list[bytes] = field(default_factory=list)
    bundle: MemoryBundle = field(default_factory=MemoryBundle)
    standing: list[KnownBallot] = field(default_factory=list)
    """The test ballots that the box holds, in no order that matters."""

    @property
    def digest(self) -> bytes:
        """The manifest's digest."""
        return digest_manifest(self.manifest.to_bytes())

    def context(self, tag: bytes) -> BallotContext:
        """Return what a ballot of this tag is sealed with."""
        return BallotContext(self.digest, tag, self.manifest.ceremony.election_key.key)

    def append(self, entry: Entry) -> None:
        """Put an entry on the board as the server does: proof first, then the box's rules. Raises FormatError."""
        if isinstance(entry, BallotEntry):
            check_proof(self.box.seal_of(entry))
        self.box.append(entry)
        self.lines.append(write_entry(entry))

    def sign_checkpoint(self) -> MerkleTree:
        """Sign a checkpoint over all entries and return the log."""
        log = MerkleTree(self.lines)
        number = sum(name.startswith("checkpoints/") for name in self.bundle.files) + 1
        self.bundle.files[name_checkpoint(number)] = Checkpoint(ORIGIN, log.size, log.root()).sign(self.seed)
        return log

    def close(self) -> Closing:
        """Write the manifest and the closed board into the bundle."""
        self.bundle.files[name_manifest(1)] = self.manifest.to_bytes()
        self.bundle.files[BOARD] = b"".join(line + b"\n" for line in self.lines)
        return close_board(self.manifest, self.digest, MerkleTree(self.lines))

    def sign_contents(self) -> None:
        """Sign the bundle's contents."""
        files = {name: content for name, content in self.bundle.files.items() if name != CONTENTS}
        digests = {name: digest_file(content) for name, content in files.items()}
        self.bundle.files[CONTENTS] = sign_contents(digests, ORIGIN, self.seed)

    def list_quorums(self) -> list[tuple[int, ...]]:
        """Return a few quorums of trustees, among them the first and the last."""
        quorums = list(combinations(range(1, self.trial.trustees + 1), self.trial.threshold))
        return quorums if len(quorums) <= 3 else [quorums[0], quorums[len(quorums) // 2], quorums[-1]]


def open_trial(trial: Trial) -> TrialElection:
    """Make the trustees' key and the board of a trial election."""
    names = [f"test trustee {number}" for number in range(1, trial.trustees + 1)]
    own = [draw_scalar() for _ in names]
    roster = Roster(ORIGIN, trial.threshold, tuple(map(make_card, names, own)))
    key = ElectionKey(roster, tuple(make_deal(roster, number, one) for number, one in enumerate(own, 1)))
    confirmations = tuple(confirm(key, number, one) for number, one in enumerate(own, 1))
    seed = secrets.token_bytes(32)
    manifest = _make_manifest(trial, Ceremony(key, confirmations), seed, names)
    digest = digest_manifest(manifest.to_bytes())
    shares = tuple(take_share(key, number, one) for number, one in enumerate(own, 1))
    election = TrialElection(
        trial,
        seed,
        manifest,
        shares,
        BallotBox([(manifest, digest)]),
        {style.id: list_known(style) for style in trial.styles},
    )
    election.append(ManifestEntry(1, digest, HOUR))
    election.sign_checkpoint()
    return election


def _make_manifest(trial: Trial, ceremony: Ceremony, seed: bytes, names: Sequence[str]) -> Manifest:
    return Manifest(
        version=1,
        previous=None,
        election=ORIGIN,
        board_key=NoteKey(ORIGIN, derive_public_key(seed)),
        ceremony=ceremony,
        mixers=tuple(names[: max(2, trial.threshold)]),
        styles=trial.styles,
        revote=trial.revote,
        custody=Custody.TRUSTEES,
        rules={COUNT: trial.terms.to_plain()},
    )
