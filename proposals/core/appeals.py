"""Appeals: the author asks that somebody else look at the answer again, once, within the days that the round declares.

A second reviewer decides with a public reason. An appeal that is upheld sends the proposal to the vote; so the stage of
appeals stands between review and voting, and doesn't close while an appeal waits.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta

from pb.engine.cycle import Cycle
from pb.kernel.errors import ConflictError, NotNowError
from pb.kernel.ids import AccountId, ProposalId, StageKey
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message
from pb.kernel.plain import PlainFormError, from_plain
from proposals.core.proposal import Proposal
from proposals.core.review import Review

APPEAL = StageKey("appeal")
GROUNDS_MAXIMUM = 2000


@dataclass(frozen=True, slots=True)
class AppealRules:
    """For how many days after the stage opens appeals are taken in."""

    days: int = 14


@dataclass(frozen=True, slots=True)
class Appeal:
    """An author's appeal against one version of the answer. `upheld` is None until it is decided."""

    proposal: ProposalId
    grounds: str
    filed_at: datetime
    version: int
    upheld: bool | None = None
    reason: LocalizedText = field(default_factory=LocalizedText)
    decided_by: AccountId | None = None
    decided_by_name: str = ""
    decided_at: datetime | None = None


def appeal_rules(cycle: Cycle) -> AppealRules:
    """Return the rules of a cycle that `check_appeal_rules` found sound."""
    plan = cycle.declaration.plan(APPEAL)
    return from_plain(dict(plan.rules) if plan else {}, AppealRules)


def check_appeal_rules(cycle: Cycle) -> tuple[Message, ...]:
    """Return what is wrong with the rules of appeals; empty when they are sound."""
    plan = cycle.declaration.plan(APPEAL)
    declared: Mapping[str, object] = plan.rules if plan else {}
    unknown = sorted(set(declared) - {rule.name for rule in fields(AppealRules)})
    if unknown:
        return tuple(Message("There is no such rule: %(rule)s.", {"rule": rule}) for rule in unknown)
    try:
        rules = from_plain(dict(declared), AppealRules)
    except PlainFormError as error:
        return (Message("A rule cannot be read. %(fault)s", {"fault": error.message}),)
    if not 1 <= rules.days <= 90:
        return (Message("Appeals are taken for 1 to 90 days."),)
    return ()


def appeals_end(cycle: Cycle) -> datetime | None:
    """Return until when appeals are taken in; None before the stage opens."""
    state = cycle.state(APPEAL)
    if state is None or state.opened_at is None:
        return None
    return state.opened_at + timedelta(days=appeal_rules(cycle).days)


def may_appeal(cycle: Cycle, proposal: Proposal, review: Review | None, now: datetime) -> bool:
    """Whether the author of a proposal can appeal now, if they have not yet."""
    end = appeals_end(cycle)
    is_time = cycle.is_open(APPEAL) and end is not None and now < end
    return is_time and proposal.is_public and review is not None and not review.verdict.is_feasible


def require_appealable(cycle: Cycle, proposal: Proposal, review: Review | None, now: datetime) -> Review:
    """Return the review that is appealed against. Raises NotNowError or ConflictError with what a person can do."""
    end = appeals_end(cycle)
    if not cycle.is_open(APPEAL) or end is None or now >= end:
        raise NotNowError(Message("Appeals are not taken now."))
    if review is None or review.verdict.is_feasible or not proposal.is_public:
        raise ConflictError(Message("Only a proposal that does not go to the vote can be appealed for."))
    return review


def require_other_reviewer(review: Review, decides: AccountId) -> None:
    """Raise ConflictError when the one who would decide gave the answer that is appealed against."""
    if review.reviewer == decides:
        raise ConflictError(
            Message("You gave the answer that is appealed against. Somebody else has to decide.")
        )
