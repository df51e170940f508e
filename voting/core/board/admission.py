"""Taking a sealed ballot in: whoever sealed it, browser or server, it passes the checks that the verifier repeats.

An `AdmittedBallot` is a promise that they were made; the storage takes nothing else. What the server seals itself, for
voters without JavaScript, takes the same way; the choices live in memory for the time of one call.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from voting.core.ballot.check import BallotFault, check_choices
from voting.core.ballot.choices import Choices
from voting.core.ballot.sealing import BallotContext, check_sealed, digest_sealed, seal_choices
from voting.core.ballot.style import StyleId
from voting.core.board.manifest import Manifest
from voting.core.encryption.group import EncodingError
from voting.core.reading import FormatError
from voting.core.receipt import make_receipt_code


class BallotFaultsError(ValueError):
    """The choices break the rule; `faults` says how."""

    def __init__(self, faults: Sequence[BallotFault]) -> None:
        super().__init__(f"a ballot against the rule: {faults[0].kind}")
        self.faults = tuple(faults)


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


def admit_ballot(
    sealed_manifest: SealedManifest, style_name: str, tag: bytes, sealed: bytes
) -> AdmittedBallot:
    """Check a ballot. Raises FormatError for an unknown style and for points or a proof that don't hold."""
    manifest = sealed_manifest.manifest
    style = manifest.style(style_name)
    context = sealed_manifest.context_for(tag)
    try:
        check_sealed(context, style, sealed)
    except EncodingError as error:
        raise FormatError(str(error)) from None
    return AdmittedBallot(manifest.version, style.id, tag, sealed, digest_sealed(context, style, sealed))


def seal_and_admit(
    sealed_manifest: SealedManifest, style_name: str, tag: bytes, choices: Choices
) -> AdmittedBallot:
    """Seal choices here and take the ballot in. Raises BallotFaultsError, and FormatError for an unknown style."""
    style = sealed_manifest.manifest.style(style_name)
    faults = check_choices(style, choices)
    if faults:
        raise BallotFaultsError(faults)
    sealed = seal_choices(sealed_manifest.context_for(tag), style, choices).sealed
    return admit_ballot(sealed_manifest, style_name, tag, sealed)
