"""A correction of the roll while voting is open, as two people agree on it."""

from dataclasses import dataclass
from enum import StrEnum

from pb.kernel.ids import ResidentId
from voting.core.roll_difference import RollEntry


class CorrectionKind(StrEnum):
    """What a correction does: give somebody the right to vote in an area, or take it away."""

    ENTITLE = "entitle"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class RollCorrection:
    """One correction. `resident` is None for somebody who isn't on the roll yet; `after` is the entry it makes.

    `grounds` tells the second official why, without naming anybody; it stands in the journal.
    """

    id: str
    kind: CorrectionKind
    resident: ResidentId | None
    before: RollEntry | None
    after: RollEntry
    grounds: str
