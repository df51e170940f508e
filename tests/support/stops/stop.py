"""One page in one state, as the browser tests visit it."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

Step = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Stop:
    """One page in one state. `path` is below the language; `steps` are done there before it is looked at."""

    name: str
    route: str
    path: str
    who: str = "anyone"
    status: int = 200
    steps: tuple[Step, ...] = ()
