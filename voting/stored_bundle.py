"""The bundle of a cycle as it stands in the database: for the verifier, for downloads and for trustees after the close.

It must never be handed to the public before the result is published: it holds opened ballots.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from pb.engine.cycle import Cycle
from pb.kernel.handoff import Outcome
from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from voting.core.board.server_keys import ServerKeys
from voting.core.tally.contents import digest_file, sign_contents
from voting.core.tally.files import BOARD, CONTENTS, OUTCOME, name_checkpoint, name_manifest
from voting.core.tally.outcome_file import StyleOutcome, write_outcome
from voting.storage.board import read_lines
from voting.storage.elections import list_manifests, read_manifest_file
from voting.storage.paper_ballots import write_paper_files
from voting.storage.tables import CheckpointRow
from voting.storage.tally_files import keep_files, list_files, read_tally_file
from voting.verify.bundle import VerificationError
from voting.verify.outcome import check_lots, count_again

_MANIFEST = re.compile(r"manifest-([1-9]\d{0,8})\.json")
_CHECKPOINT = re.compile(r"checkpoints/(\d{6,9})\.note")


@dataclass(frozen=True, slots=True)
class StoredBundle:
    """A cycle's bundle, read within one unit of work."""

    work: Work
    cycle: CycleId

    def names(self) -> Collection[str]:
        """Return the names of all files there are by now."""
        versions = len(list_manifests(self.work, self.cycle))
        return {
            *(name_manifest(version) for version in range(1, versions + 1)),
            *([BOARD] if versions else []),
            *map(name_checkpoint, self._checkpoints()),
            *list_files(self.work, self.cycle),
        }

    def read(self, name: str) -> bytes:
        """Return a file. Raises VerificationError when it isn't there."""
        content = self._find(name)
        if content is None:
            raise VerificationError(name, "the file is missing")
        return content

    def _checkpoints(self) -> list[int]:
        query = select(CheckpointRow.number).where(CheckpointRow.cycle_id == self.cycle)
        return list(self.work.session.scalars(query.order_by(CheckpointRow.number)))

    def _find(self, name: str) -> bytes | None:
        if name == BOARD:
            return b"".join(line + b"\n" for line in read_lines(self.work, self.cycle))
        if version := _MANIFEST.fullmatch(name):
            return read_manifest_file(self.work, self.cycle, int(version[1]))
        if number := _CHECKPOINT.fullmatch(name):
            row = self.work.session.get(CheckpointRow, (self.cycle, int(number[1])))
            return row.note if row else None
        if name not in list_files(self.work, self.cycle):
            return None
        return read_tally_file(self.work, self.cycle, name)


def seal_bundle(work: Work, cycle: Cycle, keys: ServerKeys) -> list[StyleOutcome]:
    """Add paper, outcome and signed contents to the bundle, and return the count from it. Twice changes nothing.

    Raises VerificationError when the files don't give a count.
    """
    bundle = StoredBundle(work, cycle.id)
    manifest = list_manifests(work, cycle.id)[-1]
    if OUTCOME not in bundle.names():
        keep_files(work, cycle.id, write_paper_files(work, cycle))
    outcomes = count_again(bundle, manifest.manifest, check_lots(bundle, manifest.manifest))
    content = write_outcome(outcomes, manifest.digest)
    if OUTCOME not in bundle.names():
        keep_files(work, cycle.id, {OUTCOME: content})
        digests = {name: digest_file(bundle.read(name)) for name in bundle.names() if name != CONTENTS}
        origin = manifest.manifest.board_key.name
        keep_files(work, cycle.id, {CONTENTS: sign_contents(digests, origin, keys.board_seed(cycle.id))})
    elif bundle.read(OUTCOME) != content:
        raise VerificationError(OUTCOME, "a second count gives another outcome")
    return outcomes


def require_same_count(outcome: Outcome, bundled: Sequence[StyleOutcome]) -> None:
    """Raise RuntimeError unless the count for the pages and that from the bundle are one; neither is trusted alone."""
    for area, other in zip(outcome.areas, bundled, strict=True):
        support = {project.project: project.support for project in area.projects}
        funded = {project.project for project in area.projects if project.funded}
        if support != dict(other.support) or funded != set(other.selected):
            raise RuntimeError(f"the count of {area.area} differs from that of the bundle")
