"""What a change of a stage's plan would do, line by line, for whoever is to approve it."""

import json
from dataclasses import dataclass
from datetime import datetime

from pb.engine.amendment import read_amendment
from pb.engine.declaration import StagePlan
from pb.kernel.message import Message


@dataclass(frozen=True, slots=True)
class Change:
    """One date or rule, as it is and as it would be. A rule that isn't there yet has an empty ``before``."""

    what: Message
    before: datetime | str
    after: datetime | str


def list_changes(plan: StagePlan, amendment: str) -> tuple[Change, ...]:
    """Return everything that an amendment changes in a plan."""
    wanted = read_amendment(amendment)
    changes: list[Change] = []
    if wanted.opens_at is not None:
        changes.append(Change(Message("Opens"), plan.opens_at, wanted.opens_at))
    if wanted.closes_at is not None:
        changes.append(Change(Message("Closes"), plan.closes_at, wanted.closes_at))
    for name, value in sorted(wanted.rules.items()):
        before = _write(plan.rules[name]) if name in plan.rules else ""
        changes.append(Change(Message("Rule %(name)s", {"name": name}), before, _write(value)))
    return tuple(changes)


def _write(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
