"""The grounds for hiding: a ready reason in each language, short and plain, and a round's own list is read strictly."""

from dataclasses import replace

import pytest

from pb.engine.cycle import start_cycle
from pb.kernel.language import Language, LocalizedText
from pb.kernel.plain import to_plain
from proposals.core.feedback import find_median_days
from proposals.core.grounds import DEFAULT_GROUNDS, Ground, check_grounds, find_ground
from proposals.core.moderation import ModerationRules
from proposals.core.rules import check_submission_rules, submission_rules
from tests.support.cycles import DAY, START, declare
from tests.support.proposals import plans

OWED = (Language.FI, Language.SV)


def test_every_ground_has_its_reason_in_three_languages_in_short_sentences() -> None:
    assert check_grounds(DEFAULT_GROUNDS, tuple(Language)) == ()
    for ground in DEFAULT_GROUNDS:
        for language in Language:
            sentences = getattr(ground.reason, language).split(". ")
            assert len(sentences) == 2
            assert all(len(sentence.split()) <= 12 for sentence in sentences)
    assert find_ground(DEFAULT_GROUNDS, "hate") is not None
    assert find_ground(DEFAULT_GROUNDS, "ugly") is None


@pytest.mark.parametrize(
    "moderation",
    [
        ModerationRules(grounds=()),
        ModerationRules(grounds=(DEFAULT_GROUNDS[0], DEFAULT_GROUNDS[0])),
        ModerationRules(grounds=(Ground("own", LocalizedText(fi="Oma"), LocalizedText(fi="Oma syy.")),)),
        ModerationRules(merge_days=0),
        ModerationRules(answer_days=91),
    ],
)
def test_unsound_rules_of_moderation_are_refused(moderation: ModerationRules) -> None:
    submission, review = plans()
    cycle = start_cycle(declare(replace(submission, rules={"moderation": to_plain(moderation)}), review))
    assert check_submission_rules(cycle) != ()


def test_a_round_may_bring_its_own_grounds_and_days() -> None:
    own = Ground("own", LocalizedText(fi="Oma"), LocalizedText(fi="Oma syy.", sv="Egen orsak."))
    moderation = ModerationRules(grounds=(own,), merge_days=7, silence_agrees=True)
    submission, review = plans()
    cycle = start_cycle(declare(replace(submission, rules={"moderation": to_plain(moderation)}), review))
    assert check_submission_rules(cycle) == ()
    assert submission_rules(cycle).moderation == moderation


def test_days_to_an_answer_are_counted_by_the_towns_calendar() -> None:
    zone = START.tzinfo
    assert zone is not None
    assert find_median_days([], zone) is None
    spans = [(START, START + days * DAY) for days in (1, 2, 9)]
    assert find_median_days(spans, zone) == 2
    assert find_median_days([(START.replace(hour=23), START.replace(hour=23) + DAY / 12)], zone) == 1
