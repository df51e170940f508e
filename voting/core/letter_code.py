"""The code a resident gets in a letter: a part to look up the roll entry by, and a part that is the secret.

The look-up part alone opens nothing, so it may stand in an index; of the secret part only a slow hash is ever kept. The
secret has fifty bits, which no guesser behind a throttle gets through.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from voting.core.letters import draw_letters, group_letters, read_letters

LOOKUP_LETTERS = 6
SECRET_LETTERS = 10


@dataclass(frozen=True, slots=True)
class LetterCode:
    """One resident's code. Never stored, logged or shown again as a whole."""

    lookup: str
    secret: str

    @property
    def printed(self) -> str:
        """The code as the letter shows it: four groups of four."""
        return group_letters(self.lookup + self.secret)


def read_letter_code(typed: str) -> LetterCode | None:
    """Return the code somebody typed, or None when it can't be one."""
    if len(typed) > 100:
        return None
    try:
        letters = read_letters(typed)
    except ValueError:
        return None
    if len(letters) != LOOKUP_LETTERS + SECRET_LETTERS:
        return None
    return LetterCode(letters[:LOOKUP_LETTERS], letters[LOOKUP_LETTERS:])


def read_lookup(typed: str) -> str | None:
    """Return the look-up part somebody typed, alone or with the rest of its code; None when it can't be one."""
    if len(typed) > 100:
        return None
    try:
        letters = read_letters(typed)
    except ValueError:
        return None
    return (
        letters[:LOOKUP_LETTERS]
        if len(letters) in (LOOKUP_LETTERS, LOOKUP_LETTERS + SECRET_LETTERS)
        else None
    )


def draw_letter_codes(taken: set[str]) -> Iterator[LetterCode]:
    """Draw codes without end whose look-up parts differ from each other and from those ``taken``."""
    used = set(taken)
    while True:
        lookup = draw_letters(LOOKUP_LETTERS)
        if lookup not in used:
            used.add(lookup)
            yield LetterCode(lookup, draw_letters(SECRET_LETTERS))
