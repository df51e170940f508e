"""Writing a proposal step by step, as a browser without JavaScript does."""

from proposals.core.proposal import ProposalText
from tests.support.proposals import BENCHES
from tests.support.visitors import Visitor

STEPS = {
    "what": ("title", "text"),
    "why": ("why",),
    "where": ("area", "address", "point"),
    "who": ("author_kind", "proposer", "guide", "contact"),
}
"""What is asked for in a round with two areas and without themes."""


def write_proposal(
    visitor: Visitor,
    base: str,
    answers: ProposalText = BENCHES,
    act: str = "continue",
    status: int = 200,
) -> str:
    """Answer every step below ``base`` and return the last page.

    With a refusal as ``status``, go no further than the first step whose answers are not those of BENCHES.
    """
    said, sound = answers.as_typed(), BENCHES.as_typed()
    for step, names in STEPS.items():
        visitor.open(f"{base}/write/{step}")
        is_refused = status != 200 and any(said[name] != sound[name] for name in names)
        typed = {name: said[name] for name in names}
        visitor.send({**typed, "act": act}, f"/write/{step}", status if is_refused else 200)
        if is_refused:
            break
    return visitor.page
