"""Hands a run of letters out while it is being made: one archive (ZIP) with a PDF a batch, never whole in memory."""

import zipfile
from collections.abc import Callable, Iterator, Sequence

from voting.letter_job import Batch, Letter

PrintBatch = Callable[[Sequence[Letter]], bytes]
"""Makes a batch's PDF."""


class _Sink:
    """Takes what the archive writes and gives it on. It has no places, so the archive never goes back to one."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, part: bytes, /) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass

    def take(self) -> bytes:
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


def name_batch(batch: Batch) -> str:
    """Return the name of a batch's file: those to be handed over can't be mistaken for post."""
    return f"{'letters' if batch.is_posted else 'hand-over'}-{batch.number:03}.pdf"


def stream_archive(batches: Iterator[Batch], print_batch: PrintBatch) -> Iterator[bytes]:
    """Yield the archive's bytes, some after every batch."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for batch in batches:
            archive.writestr(name_batch(batch), print_batch(batch.letters))
            yield sink.take()
    yield sink.take()
