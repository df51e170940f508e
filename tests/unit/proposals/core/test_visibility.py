"""What the public may see, and when."""

from dataclasses import replace

import pytest

from pb.engine.cycle import Cycle, StageState, StageStatus, start_cycle
from pb.kernel.errors import NotNowError
from pb.kernel.ids import AccountId, StageKey
from proposals.core.proposal import ProposalStatus
from proposals.core.review import Review
from proposals.core.visibility import PublicStatus, public_status, refuse_showing
from tests.support.cycles import DAY, START, declare
from tests.support.proposals import FEASIBLE, NOT_FEASIBLE, plans, proposal

SUBMISSION, REVIEW = StageKey("submission"), StageKey("review")
REVIEWED = Review(FEASIBLE, 1, AccountId("a"), "Aino", "Parks", START)


def cycle_in(submission: StageStatus, review: StageStatus) -> Cycle:
    closed = START + 30 * DAY if review is StageStatus.CLOSED else None
    states = (StageState(SUBMISSION, submission), StageState(REVIEW, review, closed_at=closed))
    return replace(start_cycle(declare(*plans())), states=states)


OPEN = cycle_in(StageStatus.OPEN, StageStatus.COMING)
IN_REVIEW = cycle_in(StageStatus.CLOSED, StageStatus.OPEN)
RELEASED = cycle_in(StageStatus.CLOSED, StageStatus.CLOSED)


@pytest.mark.parametrize("review", [None, REVIEWED, replace(REVIEWED, verdict=NOT_FEASIBLE)])
def test_status_tells_nothing_of_the_answer_before_the_release(review: Review | None) -> None:
    assert public_status(OPEN, proposal(1), review) is PublicStatus.SENT
    assert public_status(IN_REVIEW, proposal(1), review) is PublicStatus.IN_REVIEW


def test_status_tells_the_answer_after_the_release() -> None:
    assert public_status(RELEASED, proposal(1), REVIEWED) is PublicStatus.TO_THE_VOTE
    refused = replace(REVIEWED, verdict=NOT_FEASIBLE)
    assert public_status(RELEASED, proposal(1), refused) is PublicStatus.NOT_TO_THE_VOTE


@pytest.mark.parametrize("cycle", [OPEN, IN_REVIEW, RELEASED])
def test_removed_proposal_says_so_at_any_time(cycle: Cycle) -> None:
    assert public_status(cycle, proposal(1, ProposalStatus.HIDDEN), REVIEWED) is PublicStatus.HIDDEN
    assert public_status(cycle, proposal(1, ProposalStatus.WITHDRAWN), None) is PublicStatus.WITHDRAWN


def test_proposal_left_off_the_shortlist_is_not_shown_again() -> None:
    hidden = replace(proposal(1, ProposalStatus.HIDDEN), removed_at=START + 25 * DAY)
    refuse_showing(IN_REVIEW, hidden)
    with pytest.raises(NotNowError):
        refuse_showing(RELEASED, hidden)
    refuse_showing(RELEASED, replace(hidden, removed_at=START + 31 * DAY))
