"""What stands beside the city's answer once it is released: criteria, where the cost comes from, what excludes what."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from proposals.core.rules import review_rules
from proposals.storage.exclusions import list_exclusions
from proposals.web.words import FINDING

if TYPE_CHECKING:
    from proposals.web.panels import Visit


def read_grounds(visit: "Visit") -> Mapping[str, object] | None:
    """Return what the released answer rests on; None before the release, or when it rests on its reason alone."""
    if visit.review is None:
        return None
    verdict, rules = visit.review.verdict, review_rules(visit.cycle)
    questions = {criterion.id: criterion.question for criterion in rules.criteria}
    exclusions = list_exclusions(visit.work, visit.proposal)
    if not verdict.assessments and not exclusions and not verdict.source and not verdict.upkeep:
        return None
    return {
        "verdict": verdict,
        "assessed": [(questions.get(one.criterion), one) for one in verdict.assessments],
        "findings": FINDING,
        "exclusions": exclusions,
        "why_language": rules.reason_languages[0],
    }
