"""What people say about a proposal: comments, questions that the city must answer by a day, and replies one level deep.

It is a channel in two directions, not a forum: a reply answers what stands at the top of a thread, and a question closes
with the city's answer. Who wrote a comment is kept apart from what anyone reads; only a chosen name is published.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from pb.engine.cycle import Cycle
from pb.kernel.canonical import JSON
from pb.kernel.errors import NotNowError
from pb.kernel.ids import CycleId, ProposalId
from pb.kernel.language import Language, LocalizedText
from pb.kernel.message import Message
from proposals.core.proposal import localized
from proposals.core.rules import REVIEW, SUBMISSION

TEXT_MAXIMUM = 2000
NAME_MAXIMUM = 80
NO_REASON = LocalizedText()


class CommentKind(StrEnum):
    """What a comment is. Only the city gives an `ANSWER`, and only to a question."""

    COMMENT = "comment"
    QUESTION = "question"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment as anyone may read it. ``parent`` is the id of what it replies to, empty at the top of a thread.

    `unit` names the city's unit, for what officials write. `due` is the day by which a question is to be answered. A
    hidden comment keeps its place, and in it stands the reason.
    """

    id: str
    cycle: CycleId
    proposal: ProposalId
    kind: CommentKind
    text: str
    name: str
    language: Language
    at: datetime
    parent: str = ""
    unit: str = ""
    due: date | None = None
    hidden_reason: LocalizedText = NO_REASON
    hidden_at: datetime | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether its text is out of sight."""
        return self.hidden_at is not None

    @property
    def is_official(self) -> bool:
        """Whether the city wrote it."""
        return bool(self.unit)

    def open_data(self, number: int) -> dict[str, JSON]:
        """Return what anyone may download of it; ``number`` is its proposal's. Never the text of a hidden one."""
        known: dict[str, JSON] = {
            "id": self.id,
            "proposal": number,
            "kind": self.kind.value,
            "at": self.at.isoformat(),
            "reply_to": self.parent or None,
        }
        if self.is_hidden:
            return {**known, "reason": localized(self.hidden_reason)}
        return {
            **known,
            "name": self.name,
            "unit": self.unit or None,
            "text": self.text,
            "language": self.language.value,
        }


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment at the top, and the replies to it in their order."""

    top: Comment
    replies: tuple[Comment, ...]

    @property
    def answer(self) -> Comment | None:
        """The city's answer to a question, or None while there is none."""
        return next((reply for reply in self.replies if reply.kind is CommentKind.ANSWER), None)


def check_comment(text: str, name: str) -> dict[str, Message]:
    """Return what keeps a comment from being sent, by field; empty when it may be."""
    faults: dict[str, Message] = {}
    if not text:
        faults["text"] = Message("Write your comment.")
    elif len(text) > TEXT_MAXIMUM:
        values = {"over": len(text) - TEXT_MAXIMUM, "most": TEXT_MAXIMUM}
        faults["text"] = Message("Characters too many: %(over)s. At most %(most)s fit here.", values)
    if not name:
        faults["name"] = Message("Write the name that is shown beside your comment.")
    elif len(name) > NAME_MAXIMUM:
        values = {"over": len(name) - NAME_MAXIMUM, "most": NAME_MAXIMUM}
        faults["name"] = Message("Characters too many: %(over)s. At most %(most)s fit here.", values)
    return faults


def is_question_open(thread: Thread) -> bool:
    """Whether the city still owes an answer."""
    return thread.top.kind is CommentKind.QUESTION and not thread.top.is_hidden and thread.answer is None


def takes_comments(cycle: Cycle) -> bool:
    """Whether residents may comment: from the opening of submission until the review closes."""
    opening = cycle.state(SUBMISSION) or cycle.state(REVIEW)
    has_begun = opening is not None and opening.opened_at is not None
    last = REVIEW if cycle.declaration.plan(REVIEW) else SUBMISSION
    return has_begun and not cycle.has_closed(last)


def require_comments(cycle: Cycle) -> None:
    """Raise NotNowError when the round takes no comments now."""
    if not takes_comments(cycle):
        raise NotNowError(
            Message("Comments can be written from the proposal phase until the review closes."),
            f"cycles/{cycle.id}",
        )


def count_working_days(start: date, days: int) -> date:
    """Return the day that is so many working days after ``start``. Saturdays and Sundays don't count; holidays do."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= day.isoweekday() <= 5
    return day
