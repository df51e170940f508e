"""How alike a draft and a proposal are, so that somebody may join instead of proposing the same again.

Words are compared by their stems, those of the title most of all. The measure only orders a short list that a person
reads: it decides nothing, and no proposal is refused for being like another.
"""

from dataclasses import dataclass

from pb.kernel.language import Language
from proposals.core.proposal import Draft, Proposal
from proposals.core.search_terms import WantedTerm, WantedWord, split_words, stem_word
from proposals.core.stop_words import STOP_WORDS

MOST_SHOWN = 5
MOST_WORDS = 24
"""Words of a draft by which candidates are looked for; its title comes first."""

ALIKE = 0.55
"""The least likeness worth a reader's time: half of the title's words and something of the text."""

_TITLE, _TEXT, _AREA, _THEME = 0.7, 0.3, 0.1, 0.05
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Similar:
    """A proposal, and how like the draft it is: 0 for not at all, about 1 for the same words."""

    proposal: Proposal
    likeness: float


def tell_stems(text: str, language: Language) -> frozenset[str]:
    """Return the stems of the words that tell what a text is about."""
    words = (word for word in split_words(text) if len(word) >= _SHORTEST and word not in STOP_WORDS)
    return frozenset(stem_word(word, language) for word in words)


def want_any(draft: Draft) -> tuple[WantedWord, ...]:
    """Return a search for proposals with any of a draft's telling words; nothing to search for in an empty draft."""
    content, language = draft.content, draft.language
    title, text = tell_stems(content.title, language), tell_stems(content.text, language)
    stems = [*sorted(title), *sorted(text - title)][:MOST_WORDS]
    return (tuple(WantedTerm(stem, is_prefix=False) for stem in stems),) if stems else ()


def compare(draft: Draft, proposal: Proposal, title_terms: frozenset[str], terms: frozenset[str]) -> Similar:
    """Return how like a proposal is. Its ``terms`` are those that search keeps, with ``title_terms`` among them."""
    content = draft.content
    title, text = (tell_stems(part, draft.language) for part in (content.title, content.text))
    likeness = _TITLE * (_share(title, title_terms) + _share(title, terms)) / 2 + _TEXT * _share(text, terms)
    if likeness:
        likeness += _AREA * (content.area == proposal.area)
        likeness += _THEME * (bool(content.theme) and content.theme == proposal.theme)
    return Similar(proposal, likeness)


def _share(mine: frozenset[str], theirs: frozenset[str]) -> float:
    return len(mine & theirs) / len(mine) if mine else 0.0
