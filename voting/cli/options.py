"""The options that make up a counting rule, one for one the fields of `CountingRule`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents, parse_amount
from voting.core.counting import Completion, CountingRule, Method, Start, Stop, TieOrder, Utility
from voting.core.counting.rule import ONE_UNIT
from voting.core.pabulib import Election, VoteType

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

_POINTS = frozenset({VoteType.CUMULATIVE, VoteType.SCORING, VoteType.ORDINAL})


_STEPS = {
    **dict.fromkeys(("HUF", "ISK", "JPY", "RSD"), 100),
    **dict.fromkeys(("CLP", "COP", "KRW"), 1_000),
    **dict.fromkeys(("IDR", "VND"), 10_000),
}
"""Where one unit buys next to nothing a step of one would be tens of thousands of steps: about a euro is taken."""


def _amount(_context: click.Context, _option: click.Parameter, text: str | None) -> Cents | None:
    if text is None:
        return None
    try:
        amount = parse_amount(text)
    except ValueError:
        amount = Cents(0)
    if amount < 1:
        raise click.BadParameter("an amount of at least one cent is needed, such as 1 or 0.50")
    return amount


def _lots(_context: click.Context, _option: click.Parameter, text: str) -> tuple[ProjectId, ...]:
    return tuple(ProjectId(part.strip()) for part in text.split(",") if part.strip())


def _choice(
    name: str, values: type[Method | Utility | Completion | Start | Stop | TieOrder], **more: Any
) -> Decorator:
    return click.option(name, type=click.Choice([value.value for value in values]), **more)


_OPTIONS: tuple[Decorator, ...] = (
    _choice("--rule", Method, default=Method.EQUAL_SHARES.value, show_default=True, help="The rule proper."),
    _choice("--utility", Utility, help="What a funded project is worth to its voters.  [by the ballots]"),
    _choice("--completion", Completion, help="What happens with money left.  [add1u for mes, else none]"),
    _choice("--start", Start, default=Start.EXACT.value, show_default=True, help="First share of Add1."),
    _choice("--stop", Stop, default=Stop.EXHAUSTIVE.value, show_default=True, help="When Add1 ends."),
    click.option(
        "--increment", callback=_amount, help="Step of Add1 in money a voter.  [1; more in small currencies]"
    ),
    click.option("--comparison", is_flag=True, help="Let the greedy outcome stand if more voters prefer it."),
    click.option(
        "--min-votes", type=click.IntRange(1), default=1, show_default=True, help="Votes needed to win."
    ),
    click.option("--no-skip", is_flag=True, help="Greedy: end at the first project that does not fit."),
    _choice(
        "--ties",
        TieOrder,
        default=TieOrder.COST_VOTES_LOTS.value,
        show_default=True,
        help="How equals are told apart.",
    ),
    click.option(
        "--lots", default="", callback=_lots, help="Project ids as drawn, with commas.  [order of the file]"
    ),
    click.option("--count-blank", is_flag=True, help="Count blank ballots among the voters."),
    click.option("--reference", is_flag=True, help="Treat edge cases as the library pabutools does."),
)


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """The options as given; `for_election` fills in what the ballots decide."""

    given: dict[str, Any]

    @property
    def lots(self) -> tuple[ProjectId, ...]:
        """The lots as drawn."""
        return tuple(self.given["lots"])

    def for_election(self, election: Election) -> CountingRule:
        """Return the whole rule. Ballots with points are counted by points unless told otherwise."""
        given = self.given
        method = Method(given["rule"])
        scored = Utility.POINTS if election.vote_type in _POINTS else Utility.COST
        completion = Completion.ADD1U if method is Method.EQUAL_SHARES else Completion.NONE
        return CountingRule(
            method=method,
            utility=Utility(given["utility"]) if given["utility"] else scored,
            completion=Completion(given["completion"]) if given["completion"] else completion,
            start=Start(given["start"]),
            stop=Stop(given["stop"]),
            increment=given["increment"] or step_for(election.currency),
            comparison=given["comparison"],
            min_votes=given["min_votes"],
            skip=not given["no_skip"],
            ties=TieOrder(given["ties"]),
            count_blank=given["count_blank"],
            reference=given["reference"],
        )


def step_for(currency: str) -> Cents:
    """Return the usual step of Add1 in a currency."""
    return Cents(_STEPS.get(currency, 1) * ONE_UNIT)


def rule_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command all options of a rule; it gets them as one `RuleChoice` named ``choice``."""

    @wraps(command)
    def run(**given: Any) -> Any:
        own = {name: given.pop(name) for name in list(given) if name in _OWN}
        return command(choice=RuleChoice(given), **own)

    decorated: Callable[..., Any] = run
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


_OWN = frozenset({"file", "project", "as_json"})

file_argument = click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path), metavar="FILE.pb"
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
