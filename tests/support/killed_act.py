"""Does an act on a stage of a vote and is killed at a point, as a power cut would.

It serves (see `tests.support.mortal`) the words database URL, stage, act, and point of `die_at`. The moment is the close
of voting.
"""

from pb.kernel.ids import StageKey
from pb.storage.database import Database
from tests.support.mortal import die_at, serve
from tests.support.voting_world import CLOSES, make_world


def act_until(url: str, stage: str, act: str, point: str) -> None:
    """Do the act and be killed at ``point``; return when the act has fewer points."""
    world = make_world(Database(url))
    die_at(world.database.writer, int(point))
    world.act(StageKey(stage), act, CLOSES)


if __name__ == "__main__":
    serve(act_until)
