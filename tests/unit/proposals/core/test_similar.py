"""How alike a draft and a proposal are."""

from dataclasses import replace

import pytest

from pb.kernel.language import Language, LocalizedText
from proposals.core.proposal import Draft, Proposal
from proposals.core.search_terms import make_terms
from proposals.core.similar import ALIKE, compare, want_any
from tests.support.proposals import BENCHES, proposal, write_draft

EMPTY = LocalizedText()


def like(draft: Draft, other: Proposal) -> float:
    terms = make_terms(other.number, other.title, other.text)
    title = frozenset(terms.title.split())
    return compare(draft, other, title, title | frozenset(terms.words.split())).likeness


def write(title: str, text: str = "", area: str = "south") -> Draft:
    return write_draft(replace(BENCHES, title=title, text=text, area=area))


def test_same_words_are_as_like_as_can_be() -> None:
    assert like(write_draft(), proposal(1)) > 1


@pytest.mark.parametrize(
    "title", ["Penkit rantareitille", "Penkki rantareitin varrelle", "Rantareitille penkkejä!"]
)
def test_other_forms_of_the_same_words_are_alike(title: str) -> None:
    assert like(write(title, "Penkkejä, joilla levätä reitin varrella."), proposal(1)) >= ALIKE


@pytest.mark.parametrize("title", ["Uimahalli Metsäkulmaan", "Koirapuisto rannalle", "", "ja"])
def test_other_things_are_not_alike(title: str) -> None:
    assert like(write(title, "Halli on auki aamuisin."), proposal(1)) < ALIKE


def test_same_area_and_theme_weigh_a_little_and_never_alone() -> None:
    other = replace(proposal(1), theme="nature")
    near = write_draft(replace(BENCHES, theme="nature"))
    far = write_draft(replace(BENCHES, area="elsewhere"))
    assert like(near, other) > like(far, other)
    assert like(write("Uimahalli", area="north"), other) == 0


def test_nothing_is_looked_for_in_an_empty_draft() -> None:
    assert want_any(write("")) == ()
    assert len(want_any(write("penkki", " ".join(f"sana{number}" for number in range(99))))[0]) == 24


def test_swedish_is_compared_by_swedish_stems() -> None:
    other = replace(proposal(1), title=LocalizedText(sv="Bänkar vid stranden"), text=EMPTY)
    draft = write_draft(replace(BENCHES, title="En bänk vid stranden", text=""), Language.SV)
    assert like(draft, other) >= ALIKE
