"""Time as a thing that is handed in, so that rules about dates can be tested at any date."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol, runtime_checkable


@runtime_checkable
class Clock(Protocol):
    """Tells the present moment, always in UTC and with its zone."""

    def now(self) -> datetime:
        """Return the present moment."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return datetime.now(UTC)


@dataclass(slots=True)
class SetClock:
    """A clock that stands where it is put: for tests and for building a demo town's past."""

    moment: datetime
    step: timedelta = field(default_factory=timedelta)

    def now(self) -> datetime:
        """Return the set moment, then advance it by ``step``."""
        moment = self.moment
        self.moment += self.step
        return moment
