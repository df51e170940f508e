"""The rules and values of moderation: what may wait in its queue, and what somebody has reported.

Who reports is never kept: a report says what and why, and nothing of who. A report decides nothing by itself; a
moderator does, and says why in public.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from proposals.core.grounds import DEFAULT_GROUNDS, Ground

NOTE_MAXIMUM = 500
"""Characters of a reporter's own words."""


@dataclass(frozen=True, slots=True)
class ModerationRules:
    """The grounds for hiding, and how many days people have.

    `merge_days` for consent to a merge; `silence_agrees`: whether an author who doesn't answer by then is taken to
    agree. `answer_days`, working days, for the city's answer to a question.
    """

    grounds: tuple[Ground, ...] = DEFAULT_GROUNDS
    merge_days: int = 14
    silence_agrees: bool = False
    answer_days: int = 10


DEFAULT_MODERATION = ModerationRules()


class Matter(StrEnum):
    """What can be moderated."""

    PROPOSAL = "proposal"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that can be moderated: a proposal by its id, or a comment by its own. `number` is the proposal's."""

    matter: Matter
    id: str
    number: int


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody said is wrong with a subject, in their own language. Nothing of who they are."""

    id: str
    cycle: CycleId
    subject: Subject
    ground: str
    note: str
    language: Language
    at: datetime
