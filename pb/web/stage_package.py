"""What a package of stages brings to the host: its stages, its pages and its tables' migrations."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from litestar.types import ControllerRouterHandler

from pb.engine.stage import Stage
from pb.storage.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class StagePackage:
    """One line of `pb.main.stages` plugs this in; nothing else of the host changes."""

    stages: Sequence[Stage[Work]]
    routes: Sequence[ControllerRouterHandler]
    migrations: Path
