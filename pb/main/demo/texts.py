"""The words of the demo town, read from the TOML files beside this module into frozen values.

The texts are data, so that they can be read and mended without touching code. Nothing here opens a database; a
fault in a file is refused with the place where it stands, because people write these files by hand.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pb.engine.declaration import Area, Rule
from pb.kernel.ids import AreaId, CycleId
from pb.kernel.language import Language, LocalizedText
from pb.kernel.money import Cents
from pb.kernel.plain import read_plain
from proposals.core.place import MapFrame, Theme

FOLDER = Path(__file__).parent
CYCLES = ("2025", "2026", "2027", "youth")
"""Finished with results, open for voting, open for proposals, in review."""


@dataclass(frozen=True, slots=True)
class DemoReview:
    """The city's answer to a proposal. The cost is zero when it isn't feasible."""

    feasible: bool
    reason: LocalizedText
    cost: Cents = Cents(0)


@dataclass(frozen=True, slots=True)
class DemoProposal:
    """A resident's proposal, `language` being the one it was written in; `review` is None before its review.

    `support` (1 to 100) is how likely a demo voter of the area is to choose it, relative to the others.
    """

    key: str
    area: AreaId
    title: LocalizedText
    what: LocalizedText
    why: LocalizedText
    proposer: str
    language: Language
    review: DemoReview | None = None
    support: int = 0
    theme: str = ""
    address: str = ""
    point: str = ""


@dataclass(frozen=True, slots=True)
class DemoDeparture:
    """A project, by its key, on which the deciding body decides otherwise than the vote order, and why."""

    key: str
    reason: LocalizedText


@dataclass(frozen=True, slots=True)
class DemoDecision:
    """What a body makes of an advisory vote: the vote order, but for the departures."""

    body: LocalizedText
    minutes: str
    departures: tuple[DemoDeparture, ...]


@dataclass(frozen=True, slots=True)
class DemoCycle:
    """One cycle's names and its proposals in the order they were sent. Without areas of its own it has the town's.

    `rules` are those of its vote that differ from the town's; with `appeals`, answers can be appealed against.
    With a decision its vote is advisory.
    """

    id: CycleId
    name: LocalizedText
    summary: LocalizedText
    proposals: tuple[DemoProposal, ...]
    areas: tuple[Area, ...] = ()
    rules: Mapping[str, Rule] = field(default_factory=dict)
    review_rules: Mapping[str, Rule] = field(default_factory=dict)
    appeals: bool = False
    decision: DemoDecision | None = None

    @property
    def projects(self) -> tuple[DemoProposal, ...]:
        """The proposals found feasible."""
        return tuple(proposal for proposal in self.proposals if proposal.review and proposal.review.feasible)


@dataclass(frozen=True, slots=True)
class _Place:
    name: LocalizedText
    areas: tuple[Area, ...]
    themes: tuple[Theme, ...]
    map: MapFrame


@dataclass(frozen=True, slots=True)
class DemoTown:
    """The town's name, its areas with their money, its themes and place, and its cycles in the order of CYCLES."""

    name: LocalizedText
    areas: tuple[Area, ...]
    themes: tuple[Theme, ...]
    map: MapFrame
    cycles: tuple[DemoCycle, ...]

    def cycle(self, cycle_id: str) -> DemoCycle:
        """Return a cycle by its id. Raises KeyError."""
        for cycle in self.cycles:
            if cycle.id == cycle_id:
                return cycle
        raise KeyError(cycle_id)


def read_town(folder: Path = FOLDER) -> DemoTown:
    """Read the town from ``folder``.

    Raises PlainFormError or tomllib.TOMLDecodeError, each naming the place of the fault.
    """
    place = read_plain(_read(folder / "town.toml"), _Place)
    cycles = tuple(read_plain(_read(folder / f"cycle_{name}.toml"), DemoCycle) for name in CYCLES)
    return DemoTown(place.name, place.areas, place.themes, place.map, cycles)


def _read(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
