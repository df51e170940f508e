"""How hard a text is to read, measured while it is written, so that officials and councils can make it plainer.

The measure is Björnsson's LIX: words a sentence, plus the share of words longer than six letters in per cent
(C. H. Björnsson, Läsbarhet, 1968). Languages differ: ordinary newspapers measure 47 in Swedish, 52 in English and 72 in
Finnish (Björnsson, Readability of Newspapers in 11 Languages, Reading Research Quarterly 18(4), 1983), so the Swedish
bands are moved by that much. A measure only helps; it must never keep anybody from saving. `static/js/plain/measure.js`
does the same in the browser; `tests/vectors/reading.json` holds the two together.
"""

from dataclasses import dataclass
from enum import StrEnum

from pb.kernel.language import Language

LONG = 7
"""Letters of a word that counts as long in LIX: more than six."""

ENOUGH = 10
"""Words below which a text is too short to be measured."""

NEWSPAPER = {Language.FI: 72, Language.SV: 47, Language.EN: 52}
"""The LIX of ordinary newspapers."""

SHORT = 3
"""Letters that a short form has at most."""

_CLOSING = "\"'”’»)]"
_ENDING = ".!?…"


class Ease(StrEnum):
    """How a text reads; the Swedish bands end at 40, 50 and 60."""

    EASY = "easy"
    NEWSPAPER = "newspaper"
    HARD = "hard"
    VERY_HARD = "very-hard"


@dataclass(frozen=True, slots=True)
class Aim:
    """What a plain text keeps to: words a sentence on average, words of any sentence, letters of any word."""

    mean: int
    longest: int
    letters: int


AIMS = {Language.FI: Aim(12, 20, 22), Language.SV: Aim(15, 25, 18), Language.EN: Aim(15, 25, 15)}
"""Our own aims; the first is what the house's Finnish texts are held to."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was counted in a text. `longest` are the words of its longest sentence; `lix` is rounded."""

    words: int
    sentences: int
    long_words: int
    longest: tuple[str, ...]
    vast: tuple[str, ...]

    @property
    def mean(self) -> int:
        """Words a sentence, rounded half up; 0 for a text without words."""
        return _round(self.words, self.sentences) if self.words else 0

    @property
    def lix(self) -> int:
        """Björnsson's index, rounded half up; 0 for a text without words."""
        if not self.words:
            return 0
        return _round(self.words**2 + 100 * self.long_words * self.sentences, self.words * self.sentences)


def measure(text: str, language: Language) -> Reading:
    """Count a text's words and sentences. `vast` are words too long for a plain text, each once, three at most."""
    sentences = split_sentences(text)
    words = [word for sentence in sentences for word in sentence]
    vast = dict.fromkeys(_strip(word) for word in words if _letters(word) > AIMS[language].letters)
    return Reading(
        words=len(words),
        sentences=len(sentences),
        long_words=sum(_letters(word) >= LONG for word in words),
        longest=max(sentences, key=len, default=()),
        vast=tuple(vast)[:3],
    )


def rate(reading: Reading, language: Language) -> Ease | None:
    """Return how a text reads; None for one too short to tell."""
    if reading.words < ENOUGH:
        return None
    as_swedish = reading.lix - NEWSPAPER[language] + NEWSPAPER[Language.SV]
    bands = ((40, Ease.EASY), (50, Ease.NEWSPAPER), (60, Ease.HARD))
    return next((ease for end, ease in bands if as_swedish < end), Ease.VERY_HARD)


def split_sentences(text: str) -> list[tuple[str, ...]]:
    """Return the words of each sentence. A line break ends one, a full stop before a small letter doesn't."""
    sentences: list[tuple[str, ...]] = []
    for line in text.split("\n"):
        pieces = line.split()
        begun: list[str] = []
        for place, piece in enumerate(pieces):
            if _letters(piece):
                begun.append(piece)
            follower = pieces[place + 1] if place + 1 < len(pieces) else ""
            if begun and _ends(piece, follower, leads=len(begun) == 1):
                sentences.append(tuple(begun))
                begun = []
        if begun:
            sentences.append(tuple(begun))
    return sentences


def _ends(piece: str, follower: str, *, leads: bool) -> bool:
    bare = piece.rstrip(_CLOSING)
    if not bare or bare[-1] not in _ENDING:
        return False
    first = next((sign for sign in follower if sign.isalpha() or sign.isdecimal()), "")
    if bare[-1] == "." and first:
        # The number of a line, and a short form before a number (``kl. 12``).
        is_numbering, is_short = leads and bare[:-1].isdecimal(), _letters(bare) <= SHORT
        if is_numbering or (is_short and first.isdecimal()):
            return False
    return not first.islower()


def _letters(piece: str) -> int:
    return sum(sign.isalpha() or sign.isdecimal() for sign in piece)


def _strip(word: str) -> str:
    return word.strip(_CLOSING + _ENDING + "([«“„,;:")


def _round(part: int, whole: int) -> int:
    return (2 * part + whole) // (2 * whole)
