"""The code on a voter's receipt: 115 random bits and a check letter that notices a typing error.

The check is a polynomial over the field of 32 elements (x^5 + x^2 + 1): it notices every single wrong letter and every
two letters that changed places, since powers of the generator differ within the code's length.
"""

from voting.core.letters import ALPHABET, draw_letters, group_letters, read_letters

RANDOM_LETTERS = 23
_REDUCTION = 0b100101


def draw_receipt_code() -> str:
    """Return a new code in its printed form: six groups of four, the last letter being the check."""
    letters = draw_letters(RANDOM_LETTERS)
    return group_letters(letters + _check_letter(letters))


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
