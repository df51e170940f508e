"""Two-person approval: one asks, another agrees, and what they agreed on is named by its digest.

If the thing changes between the asking and the doing, the approval no longer covers it and is asked for again.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pb.engine.acts import Act, Actor
from pb.kernel.ids import CycleId
from pb.kernel.message import Message

VALID_FOR = timedelta(days=60)
"""A request or approval older than this no longer counts: people and plans change."""


@dataclass(frozen=True, slots=True)
class Approval:
    """A request for an act and, once given, the second person's consent."""

    id: str
    cycle: CycleId
    act: Act
    subject: str
    requested_by: Actor
    requested_at: datetime
    amendment: str = ""
    approved_by: Actor | None = None
    approved_at: datetime | None = None
    spent: bool = False

    @property
    def is_given(self) -> bool:
        """Whether a second person has agreed."""
        return self.approved_by is not None


def refuse_consent(approval: Approval, actor: Actor, subject: str, now: datetime) -> tuple[Message, ...]:
    """Return why ``actor`` can't give the consent; empty when they can."""
    refusals: list[Message] = []
    if approval.requested_by.id == actor.id:
        refusals.append(Message("You asked for this yourself. Another person has to approve it."))
    if approval.is_given or approval.spent:
        refusals.append(Message("This has been approved already."))
    return (*refusals, *_refuse_stale(approval, subject, now))


def refuse_use(approval: Approval | None, subject: str, now: datetime) -> tuple[Message, ...]:
    """Return why an act may not rest on ``approval``; empty when it may."""
    if approval is None or approval.spent or not approval.is_given:
        return (Message("Two people have to approve this first."),)
    return _refuse_stale(approval, subject, now)


def give_consent(approval: Approval, actor: Actor, now: datetime) -> Approval:
    """Return the approval with the second person's consent."""
    return replace(approval, approved_by=actor, approved_at=now)


def _refuse_stale(approval: Approval, subject: str, now: datetime) -> tuple[Message, ...]:
    refusals: list[Message] = []
    if approval.subject != subject:
        refusals.append(Message("What was to be approved has changed since. Ask for approval again."))
    if now - approval.requested_at > VALID_FOR:
        refusals.append(Message("The request is more than 60 days old. Ask for approval again."))
    return tuple(refusals)
