"""The database's clock, carried on between looks: true whatever jumps."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pb.storage.database import Database
from pb.storage.database_clock import BELIEVED, DatabaseClock, reader_of

BEGAN = datetime(2027, 3, 1, 8, tzinfo=UTC)
TOLERANCE = 1e-6


class Machine:
    """True time, and a database whose clock may be wrong by ``wrong`` seconds."""

    def __init__(self) -> None:
        self.running = 1000.0
        self.wrong = 0.0
        self.clock = DatabaseClock(self.read, lambda: self.running)

    def read(self) -> datetime:
        return self.true() + timedelta(seconds=self.wrong)

    def true(self) -> datetime:
        return BEGAN + timedelta(seconds=self.running - 1000)

    def error(self) -> float:
        return (self.clock.now() - self.true()).total_seconds()


def test_time_goes_on_between_looks() -> None:
    machine = Machine()
    assert machine.clock.now() == BEGAN
    machine.running += 90
    assert machine.clock.now() == BEGAN + timedelta(seconds=90)


@pytest.mark.parametrize("hours", [1, -1])
def test_jump_of_an_hour_is_not_followed(hours: int) -> None:
    machine = Machine()
    machine.clock.look()
    machine.wrong = hours * 3600
    for _ in range(10):
        machine.running += 10
        machine.clock.look()
        assert abs(machine.error()) < TOLERANCE
    machine.wrong = 2.0
    machine.clock.look()
    assert machine.error() == pytest.approx(2.0), "once it is right again, it is followed again"


@given(
    st.lists(
        st.tuples(st.floats(0.1, 600), st.sampled_from([0, 0.01, -0.01, 3600, -3600, 86400])), max_size=30
    )
)
def test_no_sequence_of_jumps_moves_it_by_more_than_its_drift(looks: list[tuple[float, float]]) -> None:
    machine = Machine()
    machine.clock.now()
    for seconds, wrong in looks:
        machine.running += seconds
        machine.wrong = wrong
        machine.clock.look()
        assert abs(machine.error()) <= 0.01 + TOLERANCE
    assert BELIEVED.total_seconds() > 1


def test_database_tells_its_time_in_utc(database: Database) -> None:
    clock = DatabaseClock(reader_of(database))
    told = clock.now()
    assert told.tzinfo is UTC
    assert abs((told - datetime.now(UTC)).total_seconds()) < 5
