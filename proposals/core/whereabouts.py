"""Where every proposal of a round is and who has to act, so that none can get lost: each is in exactly one place."""

from datetime import datetime
from enum import StrEnum

from pb.engine.cycle import Cycle
from proposals.core.proposal import ProposalStatus
from proposals.core.review import AnsweredProposal, missing_languages
from proposals.core.rules import REVIEW, ReviewRules
from proposals.core.visibility import is_released


class Whereabouts(StrEnum):
    """Where a proposal is. Those before `ANSWERED` wait for somebody."""

    SENT = "sent"
    NO_UNIT = "no-unit"
    NO_ANSWER = "no-answer"
    NO_TRANSLATION = "no-translation"
    AT_AUTHOR = "at-author"
    APPEALED = "appealed"
    ANSWERED = "answered"
    TO_THE_VOTE = "to-the-vote"
    NOT_TO_THE_VOTE = "not-to-the-vote"
    WITHDRAWN = "withdrawn"
    HIDDEN = "hidden"
    MERGED = "merged"


WAITING = frozenset(
    {Whereabouts.NO_UNIT, Whereabouts.NO_ANSWER, Whereabouts.NO_TRANSLATION, Whereabouts.APPEALED}
)
"""Where officials have to act."""


def locate(cycle: Cycle, answer: AnsweredProposal, rules: ReviewRules) -> Whereabouts:
    """Return where a proposal is."""
    proposal, review = answer.proposal, answer.review
    if proposal.status is not ProposalStatus.SENT:
        return Whereabouts(proposal.status.value)
    if answer.is_appealed:
        return Whereabouts.APPEALED
    if is_released(cycle) and review is not None:
        return Whereabouts.TO_THE_VOTE if review.verdict.is_feasible else Whereabouts.NOT_TO_THE_VOTE
    if review is not None:
        is_whole = not missing_languages(review.verdict, rules)
        return Whereabouts.ANSWERED if is_whole else Whereabouts.NO_TRANSLATION
    if not cycle.is_open(REVIEW):
        return Whereabouts.SENT
    if answer.is_asked:
        return Whereabouts.AT_AUTHOR
    return Whereabouts.NO_ANSWER if proposal.unit else Whereabouts.NO_UNIT


def there_since(answer: AnsweredProposal) -> datetime:
    """Return when the last thing happened that brought a proposal where it is."""
    if answer.proposal.removed_at is not None:
        return answer.proposal.removed_at
    return answer.review.decided_at if answer.review else answer.proposal.sent_at
