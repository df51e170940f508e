"""Each board's newest checkpoint in a file beside the database, so that a restored older database is noticed.

What stands here was published: a database without it has lost ballots that voters hold receipts for.
"""

import os
from pathlib import Path
from secrets import token_hex

from pb.kernel.ids import CycleId

_SUFFIX = ".note"


class PublishedNotes:
    """A folder with a file a cycle. Several processes may write to it; whichever comes last stays."""

    def __init__(self, folder: Path) -> None:
        """Use ``folder``, which need not exist."""
        self._folder = folder

    def read(self) -> dict[CycleId, bytes]:
        """Return the checkpoint of each cycle."""
        return {CycleId(path.stem): path.read_bytes() for path in self._folder.glob(f"*{_SUFFIX}")}

    def keep(self, cycle_id: CycleId, note: bytes) -> None:
        """Put a checkpoint in the place of the earlier one, whole or not at all, and wait until the disk has it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        new = self._folder / f"{cycle_id}.{token_hex(4)}.new"
        with new.open("wb") as file:
            file.write(note)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._folder / f"{cycle_id}{_SUFFIX}")
