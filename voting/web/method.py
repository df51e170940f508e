"""The counting method in everyday words: what happens step by step, for each rule that a cycle may use.

The rule text (`voting.core.counting.rule_text`) says every option; this says the idea, for a reader who meets it first.
"""

from pb.engine.declaration import CycleDeclaration
from pb.kernel.message import Message
from voting.core.counting import Completion, CountingRule, Method
from voting.core.rules import read_rules

_FITS = Message("If its cost fits in the money that is left, it is carried out. If not, it is passed over.")
_ENDS = Message("When the next one doesn't fit in the money that is left, the count ends.")

_EQUAL_SHARES = (
    Message(
        "The money is divided equally among everybody who voted. Each voter's share may be spent "
        "only on projects that voter chose."
    ),
    Message(
        "A project is bought when those who chose it can pay for it together. They share its "
        "cost as evenly as their money allows."
    ),
    Message(
        "First comes the project that costs each of its supporters least for its size. Then the "
        "shares are less, and the next one is looked for."
    ),
    Message(
        "So a project with fewer votes can win before one with more, when the others' supporters "
        "have already had their money's worth."
    ),
)
_STEPS: dict[Method, tuple[Message, ...]] = {
    Method.GREEDY_VOTES: (
        Message(
            "Votes are counted, and the projects are put in order: the one with the most votes comes first."
        ),
    ),
    Method.GREEDY_VOTES_PER_COST: (
        Message(
            "Votes are counted and divided by the cost. The project with the most votes for its cost "
            "comes first."
        ),
    ),
    Method.EQUAL_SHARES: _EQUAL_SHARES,
    Method.PHRAGMEN: (
        Message(
            "Every voter earns money at the same pace. A project is bought as soon as those who chose "
            "it can pay for it together."
        ),
        Message(
            "They then start again from nothing. So a large group doesn't get everything, and a small "
            "one doesn't stay without."
        ),
    ),
    Method.ADVISORY: (
        Message(
            "Votes are counted, and the projects are put in order: the one with the most votes comes first."
        ),
        Message("The vote advises. The deciding body looks at the order and decides what is carried out."),
    ),
}


def explain_method(declaration: CycleDeclaration) -> tuple[Message, ...]:
    """Return the counting method of a cycle as steps anyone can follow."""
    rule = read_rules(declaration).counting
    steps = _STEPS.get(rule.method, ())
    if not declaration.has_money:
        return (
            *steps,
            Message("The first ones in each area win, as many as the rules of the round say."),
        )
    if rule.method in (Method.GREEDY_VOTES, Method.GREEDY_VOTES_PER_COST):
        return (*steps, _FITS if rule.skip else _ENDS)
    return (*steps, *_explain_completion(rule))


def write_command(rule: CountingRule, file: str) -> str:
    """Return the command that recounts a downloaded .pb file by this rule, every option written out."""
    words = ["pb count", file, "--rule", rule.method.value]
    if rule.method is Method.EQUAL_SHARES:
        words += ["--utility", rule.utility.value, "--completion", rule.completion.value]
        words += ["--start", rule.start.value, "--stop", rule.stop.value]
        words += ["--increment", f"{rule.increment / 100:.2f}"]
        words += ["--comparison"] if rule.comparison else []
    elif rule.completion is not Completion.NONE:
        words += ["--completion", rule.completion.value]
    words += ["--min-votes", str(rule.min_votes), "--ties", rule.ties.value]
    words += [] if rule.skip else ["--no-skip"]
    words += ["--count-blank"] if rule.count_blank else []
    return " ".join(words)


def _explain_completion(rule: CountingRule) -> tuple[Message, ...]:
    if rule.method is Method.ADVISORY or rule.completion is Completion.NONE:
        return ()
    if rule.completion is Completion.GREEDY:
        return (Message("Money that is left goes to what still fits, most votes first."),)
    raised = Message(
        "If money is left, everybody's share is raised a little and the count is made again, "
        "until no more fits."
    )
    if rule.completion is Completion.ADD1:
        return (raised,)
    return raised, Message("Money that is left goes to what still fits, most votes first.")
