"""More information asked of a proposal's author: a question, a due date, and what the author answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

RequestId = NewType("RequestId", str)

QUESTION_MAXIMUM = 1000
ANSWER_MAXIMUM = 2000


@dataclass(frozen=True, slots=True)
class InformationRequest:
    """A question to the author. `answer` is empty until it comes; officials read it, and it is not published."""

    id: RequestId
    question: str
    asked_by: str
    unit: str
    asked_at: datetime
    due: datetime
    answer: str = ""
    answered_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether the author still has to answer."""
        return self.answered_at is None
