"""Every proposal is in exactly one place."""

from dataclasses import replace
from datetime import datetime
from itertools import product

import pytest

from pb.engine.acts import CLOSE, OPEN, Act
from pb.engine.cycle import Cycle, start_cycle
from pb.engine.transitions import move
from pb.kernel.ids import AccountId, AreaId, CycleId, ProposalId
from pb.kernel.language import Language, LocalizedText
from proposals.core.proposal import Proposal, ProposalStatus
from proposals.core.review import AnsweredProposal, Review, Verdict
from proposals.core.rules import REVIEW, SUBMISSION, review_rules
from proposals.core.whereabouts import WAITING, Whereabouts, locate, there_since
from tests.support.cycles import DAY, START, declare
from tests.support.proposals import FEASIBLE, NOT_FEASIBLE, plans

BEFORE = start_cycle(declare(*plans()))
SUBMITTED = move(move(BEFORE, Act(SUBMISSION, OPEN), START), Act(SUBMISSION, CLOSE), START + 10 * DAY)
OPENED = move(SUBMITTED, Act(REVIEW, OPEN), START + 20 * DAY)
RELEASED = move(OPENED, Act(REVIEW, CLOSE), START + 30 * DAY)
HALF = replace(FEASIBLE, reason=LocalizedText(fi="Ranta on kaupungin maata."))


def propose(status: ProposalStatus = ProposalStatus.SENT, unit: str = "") -> Proposal:
    text = LocalizedText(fi="Penkki")
    removed = None if status is ProposalStatus.SENT else START + 2 * DAY
    return Proposal(
        ProposalId("a"), CycleId("2027"), 1, text, text, text, AreaId("north"), "", "", Language.FI,
        START, START, status, unit, removed_at=removed,
    )  # fmt: skip


def answer(verdict: Verdict | None, at: datetime = START + 21 * DAY, **proposal: object) -> AnsweredProposal:
    review = Review(verdict, 1, AccountId("o"), "Olli", "Puistot", at) if verdict else None
    return AnsweredProposal(propose(**proposal), review)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cycle", "one", "place"),
    [
        (SUBMITTED, answer(None), Whereabouts.SENT),
        (OPENED, answer(None), Whereabouts.NO_UNIT),
        (OPENED, answer(None, unit="Puistot"), Whereabouts.NO_ANSWER),
        (OPENED, answer(HALF), Whereabouts.NO_TRANSLATION),
        (OPENED, answer(FEASIBLE), Whereabouts.ANSWERED),
        (RELEASED, answer(FEASIBLE), Whereabouts.TO_THE_VOTE),
        (RELEASED, answer(NOT_FEASIBLE), Whereabouts.NOT_TO_THE_VOTE),
        (RELEASED, answer(FEASIBLE, status=ProposalStatus.HIDDEN), Whereabouts.HIDDEN),
        (OPENED, answer(None, status=ProposalStatus.WITHDRAWN), Whereabouts.WITHDRAWN),
    ],
)
def test_place_is_where_somebody_has_to_act_next(
    cycle: Cycle, one: AnsweredProposal, place: Whereabouts
) -> None:
    assert locate(cycle, one, review_rules(cycle)) is place


def test_nothing_waits_for_an_official_once_released() -> None:
    for verdict, status, unit in product((FEASIBLE, NOT_FEASIBLE), ProposalStatus, ("", "Puistot")):
        one = answer(verdict, status=status, unit=unit)
        assert locate(RELEASED, one, review_rules(RELEASED)) not in WAITING


def test_waiting_is_counted_from_the_last_thing_that_happened() -> None:
    assert there_since(answer(None)) == START
    assert there_since(answer(FEASIBLE)) == START + 21 * DAY
    assert there_since(answer(FEASIBLE, status=ProposalStatus.HIDDEN)) == START + 2 * DAY
