"""One application for many tests: its routes are made once, and each test's installation is put behind them.

Making the routes takes longer than most tests. Every test still has a database, a clock, a secret and kept pages of its
own: `make_state` is all that an application knows of its installation.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from litestar import Litestar

from pb.kernel.clock import Clock
from pb.main.app import create_app, make_parts
from pb.main.settings import Settings
from pb.web.application import make_state

_free: list[Litestar] = []


@contextmanager
def lend_app(settings: Settings, clock: Clock) -> Iterator[Litestar]:
    """Yield an application on the installation, without a calendar; nobody else has it meanwhile.

    Its lifespan may be run or not: what was lent is closed here.
    """
    parts = make_parts(settings, clock)
    app = _free.pop() if _free else create_app(settings, clock, with_calendar=False)
    try:
        app.state.update(make_state(parts.toolkit, parts.named()))
        yield app
    finally:
        parts.database.close()
        if parts.identification is not None:
            parts.identification.close()
        _free.append(app)
