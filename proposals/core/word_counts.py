"""Which words many proposals share: counted by stem, each proposal once, and shown in the form most of them use."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pb.kernel.language import Language, LocalizedText
from proposals.core.search_terms import split_words, stem_word
from proposals.core.stop_words import STOP_WORDS

MOST = 40
SHORTEST = 3
FEWEST = 2
"""A word that only one proposal has is nobody's topic but its author's."""


@dataclass(frozen=True, slots=True)
class WordCount:
    """A word in its commonest form, the language it is of, and how many proposals have it in any form."""

    word: str
    language: Language
    proposals: int


def count_words(
    texts: Iterable[tuple[Language, str]], names: Iterable[LocalizedText] = ()
) -> tuple[WordCount, ...]:
    """Return the words that most of ``texts`` (one a proposal) share, the commonest first, then by the alphabet.

    Words of ``names`` are left out.
    """
    known = {
        (language, stem_word(word, language))
        for name in names
        for language in Language
        for word in split_words(getattr(name, language))
    }
    forms: defaultdict[tuple[Language, str], Counter[str]] = defaultdict(Counter)
    totals: Counter[tuple[Language, str]] = Counter()
    for language, text in texts:
        words = {word for word in split_words(text) if _tells(word)}
        stems = {(language, stem_word(word, language)) for word in words}
        totals.update(stems)
        for word in words:
            forms[language, stem_word(word, language)][word] += 1
    counts = [
        WordCount(_commonest(forms[stem]), stem[0], count)
        for stem, count in totals.items()
        if count >= FEWEST and stem not in known
    ]
    counts.sort(key=lambda each: (-each.proposals, each.word, each.language))
    return tuple(counts[:MOST])


def _tells(word: str) -> bool:
    return len(word) >= SHORTEST and not word[0].isdecimal() and word not in STOP_WORDS


def _commonest(forms: Counter[str]) -> str:
    return min(forms, key=lambda word: (-forms[word], len(word), word))
