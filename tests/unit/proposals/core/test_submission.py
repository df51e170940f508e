"""When a proposal may be sent."""

from dataclasses import replace

import pytest

from pb.engine.cycle import start_cycle
from pb.kernel.language import LocalizedText
from proposals.core.place import Theme
from proposals.core.proposal import ProposalText
from proposals.core.rules import SubmissionRules
from proposals.core.submission import check_draft, check_text, only_area
from tests.support.cycles import declare
from tests.support.proposals import BENCHES, plans

CYCLE = start_cycle(declare(*plans()))
RULES = SubmissionRules()


def test_complete_text_may_be_sent() -> None:
    assert check_text(BENCHES, RULES, CYCLE) == {}
    assert check_text(replace(BENCHES, contact=""), RULES, CYCLE) == {}


def test_everything_missing_is_told_at_once_but_never_the_contact() -> None:
    assert set(check_text(ProposalText(), RULES, CYCLE)) == {"title", "text", "why", "area", "proposer"}


def test_draft_may_be_empty() -> None:
    assert check_draft(ProposalText(), RULES, CYCLE) == {}


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("title", "a" * 103, "Characters too many: 3. At most 100 fit here."),
        ("text", "a" * 2001, "Characters too many: 1. At most 2000 fit here."),
        ("why", "a" * 1001, "1000 fit"),
        ("proposer", "a" * 81, "80 fit"),
        ("contact", "a@b.fi" + "i" * 250, "254 fit"),
        ("contact", "no address", "name@example.fi"),
        ("contact", "a@b", "name@example.fi"),
        ("area", "west", "Choose one of the areas."),
    ],
)
def test_unfit_text_is_told_beside_its_field(name: str, value: str, told: str) -> None:
    content = replace(BENCHES, **{name: value})
    faults = check_text(content, RULES, CYCLE)
    assert list(faults) == [name]
    assert told in str(faults[name])
    assert check_draft(content, RULES, CYCLE) == faults


def test_lengths_that_just_fit_pass() -> None:
    content = replace(BENCHES, title="a" * 100, text="b" * 2000, why="c" * 1000, proposer="d" * 80)
    assert check_text(content, RULES, CYCLE) == {}


def test_only_area_is_known_without_asking() -> None:
    assert only_area(CYCLE) is None
    single = replace(CYCLE, declaration=replace(CYCLE.declaration, areas=CYCLE.declaration.areas[:1]))
    assert only_area(single) == "north"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("address", "a" * 121, "120 fit"),
        ("guide", "a" * 81, "80 fit"),
        ("point", "somewhere", "north first"),
        ("theme", "war", "Choose one of the themes."),
        ("author_kind", "army", "Choose who proposes."),
    ],
)
def test_unfit_place_and_author_are_told_beside_their_fields(name: str, value: str, told: str) -> None:
    faults = check_text(replace(BENCHES, **{name: value}), RULES, CYCLE)
    assert list(faults) == [name]
    assert told in str(faults[name])


def test_school_class_needs_a_teacher() -> None:
    schoolchildren = replace(BENCHES, author_kind="class")
    assert list(check_text(schoolchildren, RULES, CYCLE)) == ["guide"]
    assert check_draft(schoolchildren, RULES, CYCLE) == {}
    assert check_text(replace(schoolchildren, guide="Luokanopettaja"), RULES, CYCLE) == {}


def test_theme_is_one_that_the_round_declares() -> None:
    rules = SubmissionRules(themes=(Theme("nature", LocalizedText(fi="Luonto")),))
    assert check_text(replace(BENCHES, theme="nature"), rules, CYCLE) == {}
