"""When what may be done with paper: handing out while voting is open, keying between its close and the count."""

from pb.engine.cycle import Cycle
from pb.kernel.errors import NotFoundError, NotNowError
from pb.kernel.message import Message
from voting.core.channel import Channel
from voting.core.rules import PUBLICATION, VOTING, read_rules


def has_paper(cycle: Cycle) -> bool:
    """Whether the cycle's rules let residents vote on paper."""
    return (
        cycle.declaration.plan(VOTING) is not None and Channel.PAPER in read_rules(cycle.declaration).channels
    )


def require_paper(cycle: Cycle) -> None:
    """Return if the cycle votes on paper. Raises NotFoundError."""
    if not has_paper(cycle):
        raise NotFoundError


def is_counted(cycle: Cycle) -> bool:
    """Whether the count has begun; from then on no sheet and no account changes."""
    return cycle.is_open(PUBLICATION) or cycle.has_closed(PUBLICATION)


def require_uncounted(cycle: Cycle) -> None:
    """Return while sheets may still be accounted for. Raises NotNowError once they are counted."""
    require_paper(cycle)
    if is_counted(cycle):
        raise NotNowError(Message("The votes have been counted. The paper ballots can no longer be changed."))


def require_keying(cycle: Cycle) -> None:
    """Return between the close of voting and the count. Raises NotNowError."""
    require_uncounted(cycle)
    if not cycle.has_closed(VOTING):
        raise NotNowError(Message("Paper ballots are keyed when voting has closed."), f"cycles/{cycle.id}")
