"""What happens to a proposal that those who follow it are told."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pb.kernel.ids import CycleId
from pb.kernel.language import LocalizedText


class NewsKind(StrEnum):
    """What happened."""

    CHANGED = "changed"
    ANSWERED = "answered"
    REPLIED = "replied"
    STATEMENT = "statement"
    MERGED = "merged"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened to one proposal."""

    cycle: CycleId
    number: int
    title: LocalizedText
    kind: NewsKind
    at: datetime
