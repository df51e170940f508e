"""The code on a voter's receipt: 115 bits and a check letter that notices a typing error.

The bits are those of the sealed ballot's digest, so that the code names one ballot on the board and nobody can make two
ballots with one code. It tells nothing about the choices.

The check is a polynomial over the field of 32 elements (x^5 + x^2 + 1): it notices every single wrong letter and every
two letters that changed places, since powers of the generator differ within the code's length.
"""

from collections.abc import Callable, Iterator

from voting.core.letters import ALPHABET, group_letters, read_letters

RANDOM_LETTERS = 23
"""The letters before the check letter, five bits each."""

_REDUCTION = 0b100101


def make_receipt_code(digest: bytes) -> str:
    """Return the code of a sealed ballot: the first 115 bits of its 32-byte digest, in printed form."""
    number = int.from_bytes(digest, "big") >> (8 * len(digest) - 5 * RANDOM_LETTERS)
    letters = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(RANDOM_LETTERS)))
    return group_letters(letters + _check_letter(letters))


def suggest_receipt_codes(typed: str, is_known: Callable[[str], bool]) -> list[str]:
    """Return the known codes that one wrong letter, or two neighbours that changed places, make into what was typed.

    ``is_known`` says whether a code in printed form is on the board; it is asked some fifty times.
    """
    try:
        letters = read_letters(typed)
    except ValueError:
        return []
    if len(letters) != RANDOM_LETTERS + 1:
        return []
    candidates = {read_receipt_code(near) for near in _vary(letters)}
    return sorted(code for code in candidates if code is not None and is_known(code))


def _vary(letters: str) -> Iterator[str]:
    for place in range(len(letters)):
        for letter in ALPHABET:
            yield letters[:place] + letter + letters[place + 1 :]
        yield letters[:place] + letters[place : place + 2][::-1] + letters[place + 2 :]


def read_receipt_code(typed: str) -> str | None:
    """Return a typed code in its printed form, or None when it has a typing error."""
    try:
        letters = read_letters(typed)
    except ValueError:
        return None
    if len(letters) != RANDOM_LETTERS + 1 or _check_letter(letters[:-1]) != letters[-1]:
        return None
    return group_letters(letters)


def _check_letter(letters: str) -> str:
    remainder = 0
    for letter in letters:
        remainder = _times_generator(remainder ^ ALPHABET.index(letter))
    return ALPHABET[remainder]


def _times_generator(element: int) -> int:
    doubled = element << 1
    return doubled ^ _REDUCTION if doubled & 0b100000 else doubled
