"""The ballot box as it follows from the board's entries, one after the other.

The same rules hold for the server before it appends and for the verifier after the fact. What comes out at the close is
the final set: for each tag the last ballot that isn't cancelled, without its tag, in the order of the ballots' digests.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from voting.core.ballot.sealing import BallotContext, check_sealed, digest_sealed, sealed_length, take_blocks
from voting.core.ballot.style import BallotStyle, StyleId
from voting.core.board.entries import BallotEntry, CancelEntry, CloseEntry, Entry, ManifestEntry
from voting.core.board.manifest import Manifest
from voting.core.encryption.group import EncodingError
from voting.core.reading import FormatError


@dataclass(frozen=True, slots=True)
class StandingBallot:
    """The ballot that stands for a tag: its style, its digest and its encrypted blocks."""

    style: StyleId
    digest: bytes
    blocks: bytes


@dataclass(frozen=True, slots=True)
class SealedBallot:
    """A ballot with all that its proof is checked against."""

    context: BallotContext
    style: BallotStyle
    sealed: bytes


class BallotBox:
    """The state after the entries so far. ``manifests`` are all versions with their digests, in order.

    `append` refuses, by FormatError, every entry that the rules don't allow; whether a ballot's proof holds is the
    caller's to check (`check_proof`), before it appends on a server, in parallel in a verifier.
    """

    def __init__(self, manifests: Sequence[tuple[Manifest, bytes]]) -> None:
        """Start with an empty board."""
        self._manifests = manifests
        self._versions = 0
        self._standing: dict[bytes, StandingBallot] = {}
        self._cancelled: set[bytes] = set()
        self.codes: set[bytes] = set()
        """The digests of all ballots on the board, superseded ones too: what receipts name."""
        self.close: CloseEntry | None = None

    @property
    def manifest(self) -> Manifest:
        """The manifest in force."""
        return self._manifests[self._versions - 1][0]

    @property
    def ballots(self) -> int:
        """The number of tags with a ballot that counts."""
        return len(self._standing)

    def append(self, entry: Entry) -> None:
        """Take the next entry. Raises FormatError saying why it can't stand here."""
        if self.close is not None:
            raise FormatError("an entry after the close")
        if not self._versions and not isinstance(entry, ManifestEntry):
            raise FormatError("the board doesn't begin with the manifest")
        match entry:
            case ManifestEntry():
                self._take_manifest(entry)
            case BallotEntry():
                self._take_ballot(entry)
            case CancelEntry():
                self._cancelled.add(entry.tag)
                self._standing.pop(entry.tag, None)
            case CloseEntry():
                self._take_close(entry)

    def seal_of(self, entry: BallotEntry) -> SealedBallot:
        """Return a ballot with its context. Raises FormatError for a version or style that isn't."""
        if entry.manifest > self._versions:
            raise FormatError(
                f"a ballot under version {entry.manifest} of the manifest, which isn't in force"
            )
        manifest, digest = self._manifests[entry.manifest - 1]
        context = BallotContext(digest, entry.tag, manifest.ceremony.election_key.key)
        return SealedBallot(context, manifest.style(entry.style), entry.sealed)

    def final_table(self, style: BallotStyle) -> bytes:
        """Return the blocks of all ballots of a style that count, sorted by digest: what the first mixer takes."""
        chosen = [ballot for ballot in self._standing.values() if ballot.style == style.id]
        return b"".join(ballot.blocks for ballot in sorted(chosen, key=lambda ballot: ballot.digest))

    def _take_manifest(self, entry: ManifestEntry) -> None:
        if entry.version != self._versions + 1 or entry.version > len(self._manifests):
            raise FormatError(f"version {entry.version} of the manifest isn't the next one")
        if entry.digest != self._manifests[self._versions][1]:
            raise FormatError(f"the digest of version {entry.version} isn't that of the manifest")
        self._versions = entry.version

    def _take_ballot(self, entry: BallotEntry) -> None:
        ballot = self.seal_of(entry)
        if entry.tag in self._cancelled:
            raise FormatError("a ballot of a tag that was cancelled")
        if entry.tag in self._standing and not self.manifest.revote:
            raise FormatError("a second ballot of a tag, and the manifest allows none")
        if len(entry.sealed) != sealed_length(ballot.style.width):
            raise FormatError("a sealed ballot of another length than its style's")
        digest = digest_sealed(ballot.context, ballot.style, entry.sealed)
        if digest in self.codes:
            raise FormatError("the same ballot twice")
        self.codes.add(digest)
        blocks = take_blocks(entry.sealed, ballot.style.width)
        self._standing[entry.tag] = StandingBallot(ballot.style.id, digest, blocks)

    def _take_close(self, entry: CloseEntry) -> None:
        if self.ballots > entry.roll:
            raise FormatError(f"{self.ballots} ballots, but only {entry.roll} people on the electoral roll")
        self.close = entry


def check_proof(ballot: SealedBallot) -> None:
    """Check points and proof of a ballot. Raises FormatError saying what doesn't hold."""
    try:
        check_sealed(ballot.context, ballot.style, ballot.sealed)
    except EncodingError as error:
        raise FormatError(str(error)) from None
