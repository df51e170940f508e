"""A project as the count sees it: its number, its cost, and what limits it."""

from dataclasses import dataclass

from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project that may win. Buying it removes every project named in `rivals`, and the other way round."""

    id: ProjectId
    cost: Cents
    categories: tuple[str, ...] = ()
    rivals: tuple[ProjectId, ...] = ()
