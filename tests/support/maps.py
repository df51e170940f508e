"""A round that lies on the earth."""

from dataclasses import replace

from pb.storage.database import Database
from tests.support.proposals import ROUND

FRAME = {"north_west": "61.72, 27.20", "south_east": "61.66, 27.33"}


def place_round(database: Database, **rules: object) -> None:
    """Give the round a map, and other rules of submission in place of those it has."""
    with database.write() as work:
        cycle = work.load_cycle(ROUND)
        first, *others = cycle.declaration.stages
        stages = (replace(first, rules={"map": FRAME, **rules}), *others)
        work.save_cycle(replace(cycle, declaration=replace(cycle.declaration, stages=stages)))
        work.commit()
