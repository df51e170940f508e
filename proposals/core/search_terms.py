"""What search compares: a proposal's words and a reader's, brought to terms that are alike on both databases.

The databases only compare terms; what a term is, is decided here. A word is kept as it was written and by its stem
(Snowball's Finnish, Swedish and English), and a long one by its ends too, because Finnish and Swedish put words
together: "penkki" finds "puistopenkkejä". A term holds letters and digits only, or begins with № (which no word can),
so none can be taken for an operator of a query language.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from pb.kernel.language import Language, LocalizedText
from proposals.core.stop_words import STOP_WORDS

MOST_WORDS = 8
"""Words of a search beyond these are left out."""

LONGEST_TERM = 40
SHORTEST_PREFIX = 3
"""Letters: a shorter word of a search has to be there as it is, a longer one may be the beginning of another."""

SHORTEST_STEM = 4
SHORTEST_COMPOUND = 7
SHORTEST_PART = 3

_WORD = re.compile(r"[^\W_]+")
_OWN_LETTERS = frozenset("åäö")
_SOFT_END = re.compile(r"[aeiouyäöj]+$")
_DOUBLE_END = re.compile(r"([bdfgklmnprst])\1$")
_STEMMERS = {
    Language.FI: snowballstemmer.stemmer("finnish"),
    Language.SV: snowballstemmer.stemmer("swedish"),
    Language.EN: snowballstemmer.stemmer("english"),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a proposal: of its title, of its other text, and the ends of the long words in both."""

    title: str
    words: str
    parts: str


@dataclass(frozen=True, slots=True)
class WantedTerm:
    """A term to look for. With ``is_prefix``, one that begins with it is found too."""

    text: str
    is_prefix: bool


WantedWord = tuple[WantedTerm, ...]
"""One word of a search: any of its terms will do."""


def split_words(text: str) -> list[str]:
    """Return the words in lower case, without the marks of foreign letters (é is e, but ä stays ä)."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return ["".join(map(_without_marks, word))[:LONGEST_TERM] for word in _WORD.findall(plain)]


@lru_cache(maxsize=200_000)
def stem_word(word: str, language: Language) -> str:
    """Return the stem of a word in lower case.

    Snowball leaves "penk" of "penkki" and "penkkej" of "penkkejä"; so the soft end of a Finnish stem goes too, where
    enough is left to know the word by.
    """
    stem: str = _STEMMERS[language].stemWord(word)
    if language is not Language.FI:
        return stem
    root = _DOUBLE_END.sub(r"\1", _SOFT_END.sub("", stem))
    return root if len(root) >= SHORTEST_STEM else stem


def make_terms(number: int, title: LocalizedText, *texts: LocalizedText, names: Iterable[str] = ()) -> Terms:
    """Return the terms of a proposal with that number; ``names`` are words of no language."""
    titles = {number_term(number), str(number)} | _terms_of(title)
    words: set[str] = set().union(*map(_terms_of, texts))
    words.update(word for name in names for word in split_words(name))
    parts = {part for term in titles | words for part in _ends(term)}
    return Terms(*(" ".join(sorted(terms)) for terms in (titles, words - titles, parts - titles - words)))


def want_words(query: str) -> tuple[WantedWord, ...]:
    """Return what a reader looks for, every word of it wanted. "#12" and "12" find number 12."""
    wanted = [
        *(_want_number(number) for number in re.findall(r"#0*(\d{1,9})(?!\w)", query, re.ASCII)),
        *(_want_word(word) for word in _telling(split_words(re.sub(r"#\d+", " ", query)))),
    ]
    return tuple(wanted[:MOST_WORDS])


def number_term(number: int | str) -> str:
    """Return the term that stands for a proposal's number alone."""
    return f"№{number}"


def _telling(words: list[str]) -> list[str]:
    return [word for word in words if word not in STOP_WORDS] or words


def _want_number(number: str) -> WantedWord:
    return (WantedTerm(number_term(number), is_prefix=False),)


def _want_word(word: str) -> WantedWord:
    if word.isdecimal():
        return WantedTerm(word, is_prefix=False), *_want_number(word)
    wanted = {word: len(word) >= SHORTEST_PREFIX}
    for language in Language:
        stem = stem_word(word, language)
        wanted.setdefault(stem, len(stem) >= SHORTEST_STEM)
    return tuple(WantedTerm(term, is_prefix) for term, is_prefix in wanted.items())


def _terms_of(text: LocalizedText) -> set[str]:
    terms: set[str] = set()
    for language in Language:
        for word in split_words(getattr(text, language)):
            terms |= {word, stem_word(word, language)}
    return terms


def _ends(term: str) -> Iterable[str]:
    if len(term) < SHORTEST_COMPOUND or term.isdecimal():
        return ()
    return (term[start:] for start in range(SHORTEST_PART, len(term) - SHORTEST_PART + 1))


def _without_marks(letter: str) -> str:
    if letter.isascii() or letter in _OWN_LETTERS:
        return letter
    kept = "".join(part for part in unicodedata.normalize("NFD", letter) if part.isalnum())
    return kept or letter
