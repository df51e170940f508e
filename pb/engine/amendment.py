"""Changing a cycle's rules after it has begun: what a change looks like, and which are never allowed.

An amendment is the changed part of one stage's plan as JSON text, so that people approve exactly what will stand:
``{"closes_at": "2027-02-23T18:00:00+00:00", "rules": {"maximum": 5}}``. Rules that it doesn't name stay.
"""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime

from pb.engine.cycle import Cycle
from pb.engine.declaration import CycleDeclaration, Rule, check_declaration
from pb.kernel.ids import StageKey
from pb.kernel.message import Message
from pb.kernel.plain import PlainFormError, read_plain


@dataclass(frozen=True, slots=True)
class Amendment:
    """The dates and rules to change; None and absent rules stay as they are."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    rules: dict[str, Rule] = field(default_factory=dict)


def read_amendment(text: str) -> Amendment:
    """Read an amendment from JSON. Raises PlainFormError."""
    try:
        return read_plain(json.loads(text), Amendment)
    except json.JSONDecodeError as error:
        raise PlainFormError(str(error)) from None


def apply_amendment(declaration: CycleDeclaration, key: StageKey, text: str) -> CycleDeclaration:
    """Return the declaration with the amendment in place."""
    change = read_amendment(text)
    stages = tuple(
        replace(
            plan,
            opens_at=change.opens_at or plan.opens_at,
            closes_at=change.closes_at or plan.closes_at,
            rules={**plan.rules, **change.rules},
        )
        if plan.key == key
        else plan
        for plan in declaration.stages
    )
    return replace(declaration, stages=stages)


def refuse_amendment(cycle: Cycle, key: StageKey, text: str) -> tuple[Message, ...]:
    """Return why this change can't be made; empty when it can."""
    try:
        change = read_amendment(text)
    except PlainFormError:
        return (Message("The change could not be read."),)
    if cycle.declaration.plan(key) is None:
        return (Message("This cycle has no such stage."),)
    if cycle.has_closed(key):
        return (Message("The stage has closed. Its rules can no longer be changed."),)
    if change.opens_at is not None and cycle.is_open(key):
        return (Message("The stage is open already. Its opening date can no longer be changed."),)
    return check_declaration(apply_amendment(cycle.declaration, key, text))
