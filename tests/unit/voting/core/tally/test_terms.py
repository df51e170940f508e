"""The terms of the count stand in the manifest in one form only, and every style has its pot."""

from collections.abc import Callable
from typing import Any

import pytest

from pb.kernel.money import Cents
from tests.support.sealed_election import NORTH, SOUTH, make_terms
from tests.support.voting_world import declare_vote
from voting.core.ballot.style import StyleId
from voting.core.reading import FormatError
from voting.core.rules import read_rules
from voting.core.tally.seal_terms import seal_terms
from voting.core.tally.terms import PotTerms, read_terms

STYLES = (SOUTH, NORTH)


def plain() -> dict[str, Any]:
    return make_terms(STYLES).to_plain()


def test_terms_come_back_as_they_were_written() -> None:
    assert read_terms({"count": plain()}, STYLES, "manifest") == make_terms(STYLES)


FAULTS: dict[str, Callable[[dict[str, Any]], object]] = {
    "one pot for each style": lambda terms: terms["pots"].pop(),
    "a budget or a number of winners": lambda terms: terms["pots"][0].update(winners=1),
    "unknown fields": lambda terms: terms.update(more=1),
    "written out in full": lambda terms: terms["rule"].pop("skip"),
    "The reference treatment": lambda terms: terms["rule"].update(reference=True),
    "rule": lambda terms: terms["rule"].update(method="by mood"),
}


@pytest.mark.parametrize("said", FAULTS)
def test_terms_in_another_form_are_refused(said: str) -> None:
    terms = plain()
    FAULTS[said](terms)
    with pytest.raises(FormatError, match="manifest: rules: count") as caught:
        read_terms({"count": terms}, STYLES, "manifest")
    assert said in str(caught.value)


def test_manifest_without_terms_is_refused() -> None:
    with pytest.raises(FormatError, match="an object is expected"):
        read_terms({}, STYLES, "manifest")


@pytest.mark.parametrize(("budget", "winners"), [(None, None), (Cents(1), 1), (Cents(0), None), (None, 0)])
def test_pot_has_money_or_winners(budget: Cents | None, winners: int | None) -> None:
    with pytest.raises(ValueError, match="a pot has"):
        PotTerms(budget, winners)


def test_declared_areas_become_pots() -> None:
    money = declare_vote({})
    assert seal_terms(money, read_rules(money)).pots[StyleId("north")] == PotTerms(money.areas[0].budget)
    award = declare_vote({"winners": 2}, has_money=False)
    assert seal_terms(award, read_rules(award)).pots[StyleId("north")] == PotTerms(None, 2)
