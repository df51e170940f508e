"""What the two stages tell the engine before any proposal exists."""

from dataclasses import replace

import pytest

from pb.engine.acts import ActName
from pb.engine.cycle import Cycle, start_cycle
from pb.kernel.errors import NotFoundError
from proposals.stages import PACKAGE, ReviewStage, SubmissionStage
from tests.support.cycles import declare, plan
from tests.support.hosts import TEST_HOST
from tests.support.proposals import make_engine, plans


def cycle_with(key: str, **rules: object) -> Cycle:
    return start_cycle(declare(replace(plan(key, 0), rules=rules)))


def test_package_brings_both_stages_their_pages_and_their_tables() -> None:
    assert [stage.key for stage in PACKAGE.make_stages(TEST_HOST)] == ["submission", "review", "appeal"]
    assert PACKAGE.routes
    assert PACKAGE.migrations.joinpath("proposals_0001_proposals.py").is_file()


def test_sound_declaration_passes() -> None:
    assert make_engine().check(declare(*plans(maximum_cost=5_000_000))) == ()


def test_role_that_does_not_exist_is_named() -> None:
    faults = SubmissionStage().check_rules(cycle_with("submission", proposers=["council", "mayor"]))
    assert [str(fault) for fault in faults] == ["There is no such role: mayor."]
    assert SubmissionStage().check_rules(cycle_with("submission", proposers=["council"])) == ()


def test_faulty_rules_keep_a_round_from_being_declared() -> None:
    submission, review = plans()
    faulty = declare(
        replace(submission, rules={"title_maximum": 0}), replace(review, rules={"languages": []})
    )
    assert len(make_engine().check(faulty)) == 2


@pytest.mark.parametrize("stage", [SubmissionStage(), ReviewStage()])
def test_stages_have_no_acts_of_their_own(stage: SubmissionStage | ReviewStage) -> None:
    assert dict(stage.acts) == {}
    assert ActName("publish") not in stage.acts
    cycle = start_cycle(declare(*plans()))
    for ask in (stage.subject_of, stage.may_perform):
        with pytest.raises(NotFoundError):
            ask(cycle, ActName("publish"), None)  # type: ignore[arg-type]
