"""Work spread over the machine's cores, with a count of pieces done for whoever shows progress."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Protocol

from voting.core.mixing.spread import Piece, Result, Spread, work_in_turn


class Progress(Protocol):
    """Told how many pieces of the work at hand are done."""

    def __call__(self, done: int, total: int) -> None:
        """Show it."""
        ...


@contextmanager
def use_cores(count: int, progress: Progress) -> Iterator[Spread]:
    """Give a spread over ``count`` processes, or over this one where ``count`` is 1."""
    if count == 1:
        yield _tell(work_in_turn, progress)
        return
    with ProcessPoolExecutor(count) as pool:

        def work_in_pool(work: Callable[[Piece], Result], pieces: Sequence[Piece], /) -> Iterable[Result]:
            return pool.map(work, pieces)

        yield _tell(work_in_pool, progress)


def _tell(spread: Spread, progress: Progress) -> Spread:
    def work(task: Callable[[Piece], Result], pieces: Sequence[Piece], /) -> Iterator[Result]:
        for done, result in enumerate(spread(task, pieces), 1):
            progress(done, len(pieces))
            yield result

    return work
