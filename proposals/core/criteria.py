"""The criteria by which a round's proposals are assessed, and what officials found of each.

A round declares its own; without any, an answer has its verdict and its reason only. Findings come out with the answer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pb.kernel.canonical import JSON
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message

WHY_MAXIMUM = 500


class Finding(StrEnum):
    """Whether a proposal meets a criterion."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question about every proposal; a feasible one needs no answer "no"."""

    id: str
    question: LocalizedText


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was found of one criterion, and why; the reason may be empty for a yes."""

    criterion: str
    finding: Finding
    why: str = ""

    def open_data(self) -> dict[str, JSON]:
        """Return it for download, once the answers are released."""
        return {"criterion": self.criterion, "finding": self.finding.value, "why": self.why}


def check_assessments(
    assessments: Iterable[Assessment], criteria: Sequence[Criterion], *, is_feasible: bool
) -> dict[str, Message]:
    """Return what keeps assessments from being saved, by field; empty when they may be."""
    known = {criterion.id for criterion in criteria}
    faults: dict[str, Message] = {}
    for one in assessments:
        if one.criterion not in known:
            raise ValueError(f"no such criterion: {one.criterion}")
        if one.finding is not Finding.YES and not one.why:
            faults[f"why_{one.criterion}"] = Message("Write why the answer is no or unclear.")
        if is_feasible and one.finding is Finding.NO:
            faults[f"criterion_{one.criterion}"] = Message(
                "A proposal that does not meet a criterion is not feasible. Change one of the two answers."
            )
    return faults


def list_unassessed(assessments: Iterable[Assessment], criteria: Sequence[Criterion]) -> tuple[str, ...]:
    """Return the criteria without a finding, in their order."""
    found = {one.criterion for one in assessments}
    return tuple(criterion.id for criterion in criteria if criterion.id not in found)
