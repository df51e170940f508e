"""What a package of stages brings to the host: its stages, its pages and its tables' migrations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from litestar.types import ControllerRouterHandler

from pb.engine.stage import Stage
from pb.kernel.clock import Clock
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.letters import Compose


@dataclass(frozen=True, slots=True)
class Host:
    """The installation that stages run in: its secret, which never leaves the server, and its name (host and port).

    `folder` is where it keeps what must survive the loss of the database; None for one without a disk.
    """

    secret: bytes = field(repr=False)
    name: str
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class StagePackage:
    """One line of `pb.main.stages` plugs this in; nothing else of the host changes."""

    make_stages: Callable[[Host], Sequence[Stage[Work]]]
    routes: Sequence[ControllerRouterHandler]
    migrations: Path
    bare_routes: Sequence[ControllerRouterHandler] = ()
    """Addresses without a language in front: for other servers, never read by people."""
    forget: Callable[[Work, datetime], int] = lambda _work, _now: 0
    """Removes what has outlived its purpose by ``now`` and returns how much; called about once an hour."""
    tend: Callable[[Host, Database, Clock], None] = lambda _host, _database, _clock: None
    """Does what is due every few seconds; called before the first page is served and then by the scheduler."""
    letters: Mapping[str, Compose] = field(default_factory=dict)
    """The kinds of letters it posts, each with its wording."""
