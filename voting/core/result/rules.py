"""The rules of publication as a cycle declares them, read once and strictly.

``{"mode": "advisory", "body": {"fi": "…", "sv": "…"}, "smallest_group": 10}``: every key may be left out; an unknown one
is a fault, since a misspelt rule would silently be no rule. How the votes are counted is no rule of publication: that is
fixed with voting, before the first ballot.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pb.engine.declaration import CycleDeclaration
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message
from pb.kernel.plain import PlainFormError, read_plain
from voting.core.counting import Method
from voting.core.rules import PUBLICATION, RulesError, read_rules

SMALLEST_GROUP = 10


class ResultMode(StrEnum):
    """Whether the vote decides, or advises a body that decides."""

    BINDING = "binding"
    ADVISORY = "advisory"


@dataclass(frozen=True, slots=True)
class PublicationRules:
    """`body` is who decides after an advisory vote, or who confirms a binding one; it may be empty.

    `smallest_group`: turnout is not told of groups in which fewer voted, or fewer did not.
    """

    mode: ResultMode = ResultMode.BINDING
    body: LocalizedText = field(default_factory=LocalizedText)
    smallest_group: int = SMALLEST_GROUP

    @property
    def is_advisory(self) -> bool:
        """Whether a body decides after the vote."""
        return self.mode is ResultMode.ADVISORY


def read_publication_rules(declaration: CycleDeclaration) -> PublicationRules:
    """Return the rules of publication. Raises RulesError with the first fault."""
    plan = declaration.plan(PUBLICATION)
    rules = _read(plan.rules if plan else {})
    if rules.smallest_group < 0:
        raise RulesError(Message("The smallest group shown has at least no one in it."))
    if rules.is_advisory and rules.body == LocalizedText():
        raise RulesError(Message("An advisory vote names the body that decides."))
    if not rules.is_advisory and read_rules(declaration).counting.method is Method.ADVISORY:
        raise RulesError(
            Message("A count that only ranks needs a body that decides: set the mode to advisory.")
        )
    return rules


def check_publication_rules(declaration: CycleDeclaration) -> tuple[Message, ...]:
    """Return what is wrong with the rules of publication; empty when they are sound."""
    try:
        read_publication_rules(declaration)
    except RulesError as error:
        return (error.fault,)
    return ()


def _read(rules: Mapping[str, object]) -> PublicationRules:
    unknown = sorted(set(rules) - set(PublicationRules.__dataclass_fields__))
    if unknown:
        raise RulesError(Message("Publication knows no such rule: %(rule)s.", {"rule": unknown[0]}))
    try:
        return read_plain(dict(rules), PublicationRules)
    except PlainFormError as error:
        raise RulesError(
            Message("A rule of publication has the wrong form. %(fault)s", {"fault": error.message})
        ) from None
