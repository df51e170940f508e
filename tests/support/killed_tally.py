"""Runs a tally in a process of its own and kills that process at a chosen point, as a power cut would.

It serves (see `tests.support.mortal`) the words database URL, the point (``insert``, ``journal`` or ``commit``: just
before that statement of a kept step; ``after``: once a step is committed) and the number of the step. It ends by the
signal, or by itself when the tally is done before the point comes.
"""

from sqlalchemy import event

from pb.storage.database import Database
from tests.support.mortal import pull_plug, serve
from tests.support.voting_world import KEYS, ROUND
from voting.core.tally.steps import Step
from voting.tally import TallyDesk, Watch, run_tally

STATEMENTS = {"insert": "INSERT INTO tally_files", "journal": "INSERT INTO journal"}
POINTS = ("insert", "journal", "commit", "after")


class Counter(Watch):
    """Counts the steps of this run; the one after the last whole step ends the process for ``after``."""

    def __init__(self, point: str, number: int) -> None:
        self.point, self.number, self.begun = point, number, 0

    def begin(self, step: Step) -> None:
        """Count, and end where a step has just been committed."""
        self.begun += 1
        if self.point == "after" and self.begun > self.number:
            pull_plug()

    @property
    def is_at(self) -> bool:
        """Whether the step at hand is the chosen one."""
        return self.begun == self.number


def tally_until(url: str, point: str, number: str) -> None:
    """Run the tally and be killed at ``point`` of the step with this number."""
    database, watch = Database(url), Counter(point, int(number))
    engine = database.writer
    if point == "commit":
        commit = engine.dialect.do_commit
        engine.dialect.do_commit = lambda *parts: pull_plug() if watch.is_at else commit(*parts)  # type: ignore[method-assign]

    def look(*arguments: object) -> None:
        if watch.is_at and str(arguments[2]).startswith(STATEMENTS.get(point, "never")):
            pull_plug()

    event.listen(engine, "before_cursor_execute", look)
    run_tally(TallyDesk(database, KEYS), ROUND, watch)


if __name__ == "__main__":
    serve(tally_until)
