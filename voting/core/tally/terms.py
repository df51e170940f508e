"""How opened ballots are counted, as the manifest seals it: the counting rule in full and the pot of every style.

Stands in the manifest's rules under ``count``. The verifier counts from this and nothing else; docs/protocol.md has it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from pb.kernel.canonical import JSON
from pb.kernel.money import Cents
from pb.kernel.plain import PlainFormError
from voting.core.ballot.style import BallotStyle, StyleId
from voting.core.counting import CountingRule
from voting.core.counting.rule import check_rule, read_rule
from voting.core.reading import Fields, FormatError

COUNT = "count"
"""The field of the manifest's rules."""


@dataclass(frozen=True, slots=True)
class PotTerms:
    """What a style's ballots decide on: a budget in cents, or, without money, how many projects win.

    Raises ValueError unless exactly one of the two is given and above zero.
    """

    budget: Cents | None
    winners: int | None = None

    def __post_init__(self) -> None:
        if (self.budget is None) == (self.winners is None) or (self.budget or self.winners or 0) < 1:
            raise ValueError("a pot has a budget or a number of winners")

    @property
    def amount(self) -> Cents:
        """The budget; without money a cent a winner, each project then costing one."""
        return self.budget if self.budget is not None else Cents(self.winners or 0)


@dataclass(frozen=True, slots=True)
class CountTerms:
    """The counting rule and the pots by style."""

    rule: CountingRule
    pots: Mapping[StyleId, PotTerms]

    def to_plain(self) -> dict[str, JSON]:
        """Return the form that stands in the manifest."""
        pots: list[JSON] = [
            {"budget": pot.budget, "style": style, "winners": pot.winners}
            for style, pot in sorted(self.pots.items())
        ]
        return {"pots": pots, "rule": self.rule.canonical()}


def read_terms(rules: Mapping[str, JSON], styles: Sequence[BallotStyle], place: str) -> CountTerms:
    """Read the terms from the manifest's rules. Raises FormatError naming ``place`` and what is wrong."""
    here = f"{place}: rules: {COUNT}"
    fields = Fields(rules.get(COUNT), here)
    pots = dict(_read_pot(pot, here) for pot in fields.elements("pots"))
    rule = _read_rule(fields.take("rule"), here)
    fields.finish()
    if list(pots) != sorted(style.id for style in styles):
        raise FormatError(f"{here}: there is one pot for each style, in the order of their names")
    return CountTerms(rule, pots)


def _read_rule(value: JSON, here: str) -> CountingRule:
    try:
        rule = read_rule(value)
    except PlainFormError as error:
        raise FormatError(f"{here}: rule: {error}") from None
    # Every field written out and no other: what is signed is what is counted by.
    if rule.canonical() != value:
        raise FormatError(f"{here}: rule isn't written out in full")
    unfit = check_rule(rule)
    if unfit:
        raise FormatError(f"{here}: rule: {unfit[0]}")
    return rule


def _read_pot(value: JSON, here: str) -> tuple[StyleId, PotTerms]:
    fields = Fields(value, f"{here}: pots")
    style, budget = StyleId(fields.text("style")), fields.integer_or_none("budget")
    winners = fields.integer_or_none("winners")
    fields.finish()
    try:
        return style, PotTerms(cast("Cents | None", budget), winners)
    except ValueError as error:
        raise FormatError(f"{here}: {style}: {error}") from None
