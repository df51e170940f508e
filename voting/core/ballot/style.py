"""A ballot style: the projects of one area in the order of the ballot, and the rule for choosing among them.

Every ballot of a style has the same number of digits, each with a fixed radix, and so the same number of encrypted
blocks: how many projects somebody chose can't be seen from outside.
"""

import math
import re
from dataclasses import dataclass
from typing import NewType

from pb.kernel.canonical import JSON
from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from voting.core.ballot.rule import BY_PLACE, BallotRule, read_rule
from voting.core.encryption.encoding import count_blocks
from voting.core.reading import Fields, FormatError

StyleId = NewType("StyleId", str)
"""A style's short name; it is part of file names in the bundle."""

_STYLE_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")


def is_style_name(name: str) -> bool:
    """Whether a style may be called so."""
    return _STYLE_ID.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class BallotStyle:
    """What one kind of ballot paper holds. Raises ValueError for an empty, doubled or badly named one."""

    id: StyleId
    projects: tuple[ProjectId, ...]
    costs: tuple[Cents, ...]
    rule: BallotRule

    def __post_init__(self) -> None:
        if not is_style_name(self.id):
            raise ValueError(f"a style's name is lower-case letters, digits and inner hyphens: {self.id!r}")
        if not self.projects or len(set(self.projects)) != len(self.projects):
            raise ValueError("a style has projects, each once")
        if len(self.costs) != len(self.projects) or any(cost < 0 for cost in self.costs):
            raise ValueError("every project has a cost of at least zero")
        if (self.rule.maximum or 1) > len(self.projects) or self.rule.minimum > len(self.projects):
            raise ValueError("the rule asks for more projects than there are")

    @property
    def radices(self) -> tuple[int, ...]:
        """The number of values of each digit, the first digit being the least significant."""
        if self.rule.kind in BY_PLACE:
            places = self.rule.maximum or len(self.projects)
            return (len(self.projects) + 1,) * places
        return (self.rule.top + 1,) * len(self.projects)

    @property
    def width(self) -> int:
        """The number of encrypted blocks of a ballot."""
        return count_blocks(math.prod(self.radices) - 1)

    def to_plain(self) -> dict[str, JSON]:
        """Return the form that stands in the manifest."""
        projects: list[JSON] = [
            {"cost": cost, "id": project} for project, cost in zip(self.projects, self.costs, strict=True)
        ]
        return {"id": self.id, "projects": projects, "rule": self.rule.to_plain()}


def read_style(value: JSON, place: str) -> BallotStyle:
    """Read the form that `to_plain` gives. Raises FormatError naming ``place``."""
    fields = Fields(value, place)
    identity = StyleId(fields.text("id"))
    rule = read_rule(fields.take("rule"), f"{place}: rule")
    projects, costs = [], []
    for element in fields.elements("projects"):
        project = Fields(element, f"{place}: projects")
        projects.append(ProjectId(project.text("id")))
        costs.append(Cents(project.integer("cost")))
        project.finish()
    fields.finish()
    try:
        return BallotStyle(identity, tuple(projects), tuple(costs), rule)
    except ValueError as error:
        raise FormatError(f"{place}: {error}") from None
