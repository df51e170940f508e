"""Words become terms that find their other forms, and nothing a reader types can be taken for an operator."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pb.kernel.language import Language, LocalizedText
from proposals.core.search_terms import (
    LONGEST_TERM,
    MOST_WORDS,
    WantedTerm,
    make_terms,
    split_words,
    stem_word,
    want_words,
)


def finds(query: str, text: str, language: str = "fi") -> bool:
    terms = make_terms(12, LocalizedText(**{language: text}))
    every = f"{terms.title} {terms.words} {terms.parts}".split()
    return all(any(fits(wanted, every) for wanted in word) for word in want_words(query))


def fits(wanted: WantedTerm, terms: list[str]) -> bool:
    return any(term.startswith(wanted.text) if wanted.is_prefix else term == wanted.text for term in terms)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("penkki", "Penkkejä rantareitille"),
        ("PENKKEJÄ", "penkki"),
        ("penkit", "Uusi puistopenkki"),
        ("puisto", "leikkipuistoissa"),
        ("pyörätie", "kevyenliikenteen pyöräteitä"),
        ("#12", "mitä vain"),
        ("12", "mitä vain"),
        ("2030", "valmis vuonna 2030"),
        ("café", "Cafe rannalle"),
        ("penkki ja puisto", "Puiston penkit"),
    ],
)
def test_finnish_word_finds_its_forms_and_compounds(query: str, text: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [("bänk", "fler bänkar"), ("lekplats", "Lekplatsen vid ån"), ("väg", "cykelvägar"), ("å", "vid å")],
)
def test_swedish_word_finds_its_forms_and_compounds(query: str, text: str) -> None:
    assert finds(query, text, "sv")


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("sää", "saa"),
        ("1", "12 penkkiä"),
        ("#1", "12"),
        ("ab", "abc"),
        ("penkki keinu", "penkki"),
        ("väg", "vagn"),
    ],
)
def test_other_words_are_not_found(query: str, text: str) -> None:
    assert not finds(query, text)


def test_number_with_a_cross_is_no_word_of_the_text() -> None:
    assert want_words("#012 penkki")[0] == (WantedTerm("№12", is_prefix=False),)
    assert not finds("#7", "7 penkkiä")


def test_soft_end_of_a_short_finnish_stem_stays() -> None:
    assert stem_word("talojen", Language.FI) == stem_word("talo", Language.FI) == "talo"
    assert stem_word("penkkejä", Language.FI) == stem_word("penkki", Language.FI) == "penk"


def test_title_stands_apart_and_no_term_stands_twice() -> None:
    terms = make_terms(3, LocalizedText(fi="Keinu"), LocalizedText(fi="Keinu rantaan"), names=["Ranta ry"])
    assert {"№3", "3", "keinu"} <= set(terms.title.split())
    assert {"rantaan", "ry"} <= set(terms.words.split())
    parts = [set(part.split()) for part in (terms.title, terms.words, terms.parts)]
    assert sum(map(len, parts)) == len(set().union(*parts))


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_terms_hold_letters_and_digits_only(text: str) -> None:
    wanted = want_words(text)
    assert len(wanted) <= MOST_WORDS
    for term in (one for word in wanted for one in word):
        assert re.fullmatch(r"№?[^\W_]+", term.text)
        assert len(term.text) <= 2 * LONGEST_TERM
    assert all(word == word.casefold() for word in split_words(text) if word.isascii())
