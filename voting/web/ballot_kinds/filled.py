"""A ballot as it stands in a form: what was chosen, and what was typed that says nothing.

Nothing here judges a ballot by its rule; `voting.core.ballot.check` does, with the same answer for everybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pb.kernel.ids import ProjectId
from pb.web.exchange import WebRequest
from voting.core.ballot.choices import Choices
from voting.core.ballot.style import BallotStyle


@dataclass(frozen=True, slots=True)
class Filled:
    """The choices that could be read, in their one order, and what else stands in a project's field."""

    choices: Choices = ()
    unread: Mapping[ProjectId, str] = field(default_factory=dict)


BLANK = Filled()
"""A ballot nobody has touched yet."""


class BallotForm(Protocol):
    """One way to fill in a ballot."""

    def read(self, request: WebRequest, style: BallotStyle) -> Filled:
        """Read what was sent. Raises InvalidInputError for what no page of ours can send."""
        ...

    def move(self, style: BallotStyle, filled: Filled, move: str, project: ProjectId) -> Filled:
        """Return the ballot after one press of a button beside a project; a button of another kind changes nothing."""
        ...
