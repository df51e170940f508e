"""Taking a sealed ballot in: whoever sealed it, browser or server, it passes the checks that the verifier repeats.

An `AdmittedBallot` is a promise that they were made; the storage takes nothing else. No choice ever comes this way.
"""

from dataclasses import dataclass

from voting.core.ballot.sealing import BallotContext, check_sealed, digest_sealed
from voting.core.ballot.style import StyleId
from voting.core.board.manifest import Manifest
from voting.core.encryption.group import EncodingError
from voting.core.reading import FormatError
from voting.core.receipt import make_receipt_code


@dataclass(frozen=True, slots=True)
class SealedManifest:
    """A manifest and the digest that everything after it is bound to."""

    manifest: Manifest
    digest: bytes

    def context_for(self, tag: bytes) -> BallotContext:
        """Return what a ballot of this tag is sealed with and checked against."""
        return BallotContext(self.digest, tag, self.manifest.ceremony.election_key.key)


@dataclass(frozen=True, slots=True)
class AdmittedBallot:
    """A sealed ballot whose points and proof hold for its manifest version, style and tag."""

    manifest: int
    style: StyleId
    tag: bytes
    sealed: bytes
    digest: bytes

    @property
    def code(self) -> str:
        """The code on the voter's receipt, in printed form."""
        return make_receipt_code(self.digest)


def admit_ballot(sealed_manifest: SealedManifest, style_name: str, tag: bytes, sealed: bytes) -> AdmittedBallot:
    """Check a ballot. Raises FormatError for an unknown style and for points or a proof that don't hold."""
    manifest = sealed_manifest.manifest
    style = manifest.style(style_name)
    context = sealed_manifest.context_for(tag)
    try:
        check_sealed(context, style, sealed)
    except EncodingError as error:
        raise FormatError(str(error)) from None
    return AdmittedBallot(manifest.version, style.id, tag, sealed, digest_sealed(context, style, sealed))
