"""What is told of the demo town beside its rounds: a chapter for each thing that people do in a round."""

from collections.abc import Callable
from dataclasses import dataclass

from pb.kernel.clock import SetClock
from pb.kernel.ids import CycleId
from pb.main.installation import Installation
from voting.core.issued_code import IssuedCode


@dataclass(frozen=True, slots=True)
class Told:
    """What the story leaves to show: the rounds' ids, and codes nobody has voted with yet."""

    finished: CycleId
    voting: CycleId
    proposing: CycleId
    reviewing: CycleId
    unused_codes: tuple[IssuedCode, ...]


Chapter = Callable[[Installation, SetClock, Told], None]
"""Tells its part in a town whose rounds exist; the clock stands at the present before and after."""
