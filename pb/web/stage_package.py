"""What a package of stages brings to the host: its stages, its pages and its tables' migrations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from litestar.types import ControllerRouterHandler

from pb.engine.stage import Stage
from pb.storage.unit_of_work import Work
from pb.web.letters import Compose


@dataclass(frozen=True, slots=True)
class Host:
    """The installation that stages run in: its secret, which never leaves the server, and its name (host and port)."""

    secret: bytes = field(repr=False)
    name: str


@dataclass(frozen=True, slots=True)
class StagePackage:
    """One line of `pb.main.stages` plugs this in; nothing else of the host changes."""

    make_stages: Callable[[Host], Sequence[Stage[Work]]]
    routes: Sequence[ControllerRouterHandler]
    migrations: Path
    forget: Callable[[Work, datetime], int] = lambda _work, _now: 0
    """Removes what has outlived its purpose by ``now`` and returns how much; called about once an hour."""
    letters: Mapping[str, Compose] = field(default_factory=dict)
    """The kinds of letters it posts, each with its wording."""
