"""The declared rules of submission and review."""

from dataclasses import replace

import pytest

from pb.engine.cycle import Cycle, start_cycle
from pb.kernel.language import Language
from pb.kernel.money import LIMIT
from proposals.core.ready_reasons import READY_REASONS
from proposals.core.rules import (
    ReviewRules,
    SubmissionRules,
    check_review_rules,
    check_submission_rules,
    review_rules,
    submission_rules,
)
from proposals.web.reading_help import ready_reasons_of
from tests.support.cycles import declare, plan


def cycle_with(key: str, **rules: object) -> Cycle:
    return start_cycle(declare(replace(plan(key, 0), rules=rules)))


def test_round_may_declare_its_own_ready_reasons() -> None:
    mine = {"key": "ice", "name": {"fi": "Jää"}, "text": {"fi": "Jää ei kanna.", "sv": "Isen bär inte."}}
    cycle = cycle_with("review", ready_reasons=[mine])
    assert check_review_rules(cycle) == ()
    assert [reason.text.sv for reason in ready_reasons_of(cycle)] == ["Isen bär inte."]
    assert ready_reasons_of(cycle_with("review")) == READY_REASONS
    assert check_review_rules(cycle_with("review", ready_reasons=[{"key": "ice"}]))


def test_rules_not_declared_are_those_of_a_bilingual_city() -> None:
    cycle = cycle_with("voting")
    assert submission_rules(cycle) == SubmissionRules()
    assert review_rules(cycle) == ReviewRules((Language.FI, Language.SV), LIMIT)


def test_declared_rules_are_read() -> None:
    assert submission_rules(cycle_with("submission", title_maximum=40)).title_maximum == 40
    rules = review_rules(cycle_with("review", reason_languages=["fi"], maximum_cost=100_000))
    assert rules == ReviewRules((Language.FI,), rules.maximum_cost)
    assert rules.maximum_cost == 100_000


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ({"title_maxmum": 80}, "There is no such rule: title_maxmum."),
        ({"title_maximum": "long"}, "A rule cannot be read"),
        ({"text_maximum": 0}, "between 1 and 10000"),
        ({"why_maximum": 10_001}, "between 1 and 10000"),
    ],
)
def test_unsound_submission_rule_is_named(rules: dict[str, object], told: str) -> None:
    (fault,) = check_submission_rules(cycle_with("submission", **rules))
    assert told in str(fault)


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ({"languages": ["fi"]}, "There is no such rule: languages."),
        ({"reason_languages": ["de"]}, "A rule cannot be read"),
        ({"reason_languages": []}, "at least one language"),
        ({"maximum_cost": 0}, "above zero"),
    ],
)
def test_unsound_review_rule_is_named(rules: dict[str, object], told: str) -> None:
    (fault,) = check_review_rules(cycle_with("review", **rules))
    assert told in str(fault)


def test_sound_rules_have_no_fault() -> None:
    assert check_submission_rules(cycle_with("submission", proposers=["council"])) == ()
    assert check_review_rules(cycle_with("review", reason_languages=["fi", "sv", "en"])) == ()


def test_everybody_may_propose_unless_roles_are_named() -> None:
    assert SubmissionRules().may_propose(())
    closed = SubmissionRules(proposers=("council", "official"))
    assert closed.may_propose({"official"})
    assert not closed.may_propose({"trustee"})
    assert not closed.may_propose(())
