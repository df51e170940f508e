"""Finding the round that an address names, and its areas as choices."""

from pb.engine.cycle import Cycle
from pb.engine.declaration import Area
from pb.engine.engine import Engine
from pb.kernel.errors import NotAllowedError, NotFoundError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from pb.web.access import SignInNeededError
from pb.web.sessions import Session
from pb.web.stage_gate import require_open
from proposals.core.rules import REVIEW, SUBMISSION, submission_rules


def find_round(work: Work, cycle_id: str) -> Cycle:
    """Return a round that has proposals. Raises NotFoundError for others."""
    cycle = work.read_cycle(CycleId(cycle_id))
    if cycle.declaration.plan(SUBMISSION) is None and cycle.declaration.plan(REVIEW) is None:
        raise NotFoundError
    return cycle


def require_submission(cycle: Cycle, engine: Engine[Work], session: Session) -> None:
    """Return if this visitor may propose in the round now.

    Raises NotNowError when it isn't open; where only some roles propose, SignInNeededError for a visitor and
    NotAllowedError for another role.
    """
    require_open(cycle, SUBMISSION, engine)
    if submission_rules(cycle).may_propose(roles_of(session)):
        return
    if session.viewer is None:
        raise SignInNeededError
    raise NotAllowedError(Message("In this round, your role does not make proposals."))


def roles_of(session: Session) -> frozenset[str]:
    """Return the roles of the signed-in account; none for a visitor."""
    return frozenset(session.viewer.roles) if session.viewer else frozenset()


def list_areas(cycle: Cycle) -> tuple[Area, ...]:
    """Return the areas to choose from; none where there is nothing to choose."""
    areas = cycle.declaration.areas
    return areas if len(areas) > 1 else ()
