"""The submission as one thing after the other: which steps there are, and what each asks for.

A step's questions depend on the round: without themes nobody is asked for one, and with a single area it is known.
"""

from enum import StrEnum

from pb.engine.cycle import Cycle
from pb.kernel.canonical import digest
from proposals.core.proposal import ProposalText
from proposals.core.rules import SubmissionRules
from proposals.core.submission import only_area


class Step(StrEnum):
    """One page of the submission; the check and the receipt come after the last."""

    WHAT = "what"
    WHY = "why"
    WHERE = "where"
    ATTACHMENTS = "attachments"
    WHO = "who"


_QUESTIONS = {
    Step.WHAT: ("title", "text"),
    Step.WHY: ("why", "theme"),
    Step.WHERE: ("area", "address", "point"),
    Step.ATTACHMENTS: (),
    Step.WHO: ("author_kind", "proposer", "guide", "contact"),
}
PRIVATE = ("guide", "contact")
"""What only the proposer and the city's officials ever see."""


def list_questions(step: Step, rules: SubmissionRules, cycle: Cycle) -> tuple[str, ...]:
    """Return the fields that a step asks for in a round, by name."""
    idle = {name for name, is_idle in (("theme", not rules.themes), ("area", only_area(cycle))) if is_idle}
    return tuple(name for name in _QUESTIONS[step] if name not in idle)


def list_all_questions(rules: SubmissionRules, cycle: Cycle) -> tuple[str, ...]:
    """Return every field of a round in the order of the steps."""
    return tuple(name for step in Step for name in list_questions(step, rules, cycle))


def step_of(name: str) -> Step:
    """Return the step that asks for a field. Raises KeyError for a name that is none."""
    return {field: step for step, names in _QUESTIONS.items() for field in names}[name]


def next_step(step: Step) -> Step | None:
    """Return the step after this one; None before the check."""
    return _neighbour(step, 1)


def previous_step(step: Step) -> Step | None:
    """Return the step before this one; None at the first."""
    return _neighbour(step, -1)


def is_overtaken(read: str, kept: ProposalText, typed: ProposalText, names: tuple[str, ...]) -> bool:
    """Whether another window changed a step's answers after they were ``read``, and to something else than typed.

    ``read`` is what `mark_answers` said when the page was made.
    """
    return mark_answers(kept, names) not in (read, mark_answers(typed, names))


def mark_answers(content: ProposalText, names: tuple[str, ...]) -> str:
    """Return a short mark (16 hexadecimal digits) that differs when one of the answers does."""
    return digest({name: value for name, value in content.as_typed().items() if name in names})[:16]


def _neighbour(step: Step, by: int) -> Step | None:
    steps = list(Step)
    place = steps.index(step) + by
    return steps[place] if 0 <= place < len(steps) else None
