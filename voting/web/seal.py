"""What one voter's ballot is sealed with: for the page that seals in the browser, and for the server's own sealing."""

import base64
import binascii
from dataclasses import dataclass

from pb.kernel.errors import InvalidInputError, NotNowError
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from voting.core.ballot.sealing import BallotContext
from voting.core.board.admission import AdmittedBallot, SealedManifest, admit_ballot
from voting.core.reading import FormatError
from voting.storage.ballot_box import OtherTagError, find_mark
from voting.storage.elections import find_manifest
from voting.web.voter import Voter

UNREADABLE = InvalidInputError(
    {"sealed": Message("This ballot can't be checked, so it was not cast. Go back and choose again.")}
)


@dataclass(frozen=True, slots=True)
class Seal:
    """The manifest in force and the tag that this voter's ballots carry.

    `is_drawn` says that the tag is the one drawn for this session, so that nobody has voted under another.
    """

    manifest: SealedManifest
    tag: bytes
    is_drawn: bool

    @property
    def context(self) -> BallotContext:
        """What the ballot's proof is bound to."""
        return self.manifest.context_for(self.tag)

    def admit(self, style: str, encoded: str) -> AdmittedBallot:
        """Take in what a browser sealed, in base64url.

        Raises InvalidInputError for a ballot that doesn't hold, and OtherTagError when the reason can be that the
        resident has voted elsewhere since the page was shown.
        """
        try:
            sealed = base64.b64decode(encoded + "=" * (-len(encoded) % 4), altchars=b"-_", validate=True)
            return admit_ballot(self.manifest, style, self.tag, sealed)
        except (binascii.Error, FormatError, ValueError):
            if not self.is_drawn:
                raise OtherTagError from None
            raise UNREADABLE from None


def find_seal(work: Work, voter: Voter) -> Seal:
    """Return what this voter's ballot is sealed with. Raises NotNowError before voting opens."""
    manifest = find_manifest(work, voter.cycle)
    if manifest is None:
        raise NotNowError(Message("Voting has not started."))
    mark = find_mark(work, voter.cycle, voter.resident.id)
    drawn = bytes.fromhex(voter.drawn_tag)
    tag = mark.tag if mark else drawn
    return Seal(manifest, tag, is_drawn=tag == drawn)
