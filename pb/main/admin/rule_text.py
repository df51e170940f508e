"""A stage's rules as lines a person can edit: ``maximum = 5``, one rule a line, each value in JSON."""

import json
from collections.abc import Mapping

from pb.engine.declaration import Rule


class RuleTextError(ValueError):
    """A line is no rule; `line` is its number, from 1."""

    def __init__(self, line: int) -> None:
        """Point at ``line``."""
        super().__init__(f"line {line}")
        self.line = line


def write_rules(rules: Mapping[str, Rule]) -> str:
    """Return the rules as text, one a line in the order of their names; `read_rules` reads it back."""
    return "\n".join(f"{name} = {json.dumps(rules[name], ensure_ascii=False)}" for name in sorted(rules))


def read_rules(text: str) -> dict[str, Rule]:
    """Read rules from text. Raises RuleTextError at the first line that is none."""
    rules: dict[str, Rule] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        name, equals, value = (part.strip() for part in line.partition("="))
        if not equals or not name.isidentifier() or name in rules:
            raise RuleTextError(number)
        try:
            rules[name] = json.loads(value, parse_constant=_refuse, parse_float=_refuse)
        except ValueError:
            raise RuleTextError(number) from None
    return rules


def _refuse(text: str) -> Rule:
    # Rules are sealed by a canonical digest, which knows no fractions.
    raise ValueError(text)
