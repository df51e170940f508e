"""Casts a ballot and is killed at a point, as a power cut would.

It serves (see `tests.support.mortal`) the words database URL, resident's key on the roll, and point of `die_at`.
"""

from pb.kernel.ids import ResidentId
from pb.storage.database import Database
from tests.support.mortal import die_at, serve
from tests.support.voting_world import make_world


def cast_until(url: str, resident: str, point: str) -> None:
    """Cast and be killed at ``point``; return when the cast has fewer points."""
    world = make_world(Database(url))
    world.stand_in_voting()
    die_at(world.database.writer, int(point))
    world.cast(ResidentId(resident), "1", "key")


if __name__ == "__main__":
    serve(cast_until)
