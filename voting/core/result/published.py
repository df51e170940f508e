"""A published result: the count, what a body decided, and what was corrected since. Versions are only ever added.

The digest of a version's plain form names it; two people approve that digest, and everybody can compare it with the
file they have downloaded.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from pb.kernel.handoff import Outcome
from pb.kernel.ids import ProjectId
from pb.kernel.language import LocalizedText
from voting.core.result.decision import Decision, apply_decision, leave_open
from voting.core.result.report import CountReport
from voting.core.result.rules import ResultMode


class Standing(StrEnum):
    """How final a result is."""

    PRELIMINARY = "preliminary"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class PublishedResult:
    """One version of a cycle's result, counted from 1. After an advisory vote nobody has won before a body has decided.

    `notice` tells the public what a correction changed and why. `withdrawn` are winners that can't be carried out; those
    that moved up are in the count already.
    """

    version: int
    standing: Standing
    mode: ResultMode
    count: CountReport
    decision: Decision | None = None
    withdrawn: tuple[ProjectId, ...] = ()
    notice: LocalizedText = field(default_factory=LocalizedText)

    @property
    def outcome(self) -> Outcome:
        """What is handed on and shown as the result: the count's, or what the deciding body made of it."""
        if self.mode is ResultMode.BINDING:
            return self.count.outcome
        return (
            apply_decision(self.count.outcome, self.decision)
            if self.decision
            else leave_open(self.count.outcome)
        )

    @property
    def is_open(self) -> bool:
        """Whether a body has yet to decide what is carried out."""
        return self.mode is ResultMode.ADVISORY and self.decision is None

    @property
    def is_correction(self) -> bool:
        """Whether this version corrects an earlier one."""
        return self.notice != LocalizedText()


@dataclass(frozen=True, slots=True)
class ResultDraft:
    """What officials have entered and not yet published: a decision, or a correction with its notice."""

    decision: Decision | None = None
    withdrawn: tuple[ProjectId, ...] = ()
    notice: LocalizedText = field(default_factory=LocalizedText)
