"""The Finnish personal identity code: reading one, and what its parts say.

Form: day, month and year of birth in two digits each, a sign for the century, a number of three digits and a check
character. Source: the Digital and Population Data Services Agency, with the further century signs in use since 2023. A
code is personal data: it is kept by nobody but as a keyed hash, and no message here ever repeats one.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from pb.kernel.message import Message

CHECK_SIGNS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
"""The check character is the one at the place of the nine digits modulo 31."""

CENTURIES = {
    "+": 1800,
    **dict.fromkeys("-YXWVU", 1900),
    **dict.fromkeys("ABCDEF", 2000),
}
LENGTH = 11
TEMPORARY = 900
"""From this number on a code is temporary: it names nobody in the population register."""


class IdentityFault(Enum):
    """Why a text is not a code that a roll can rest on."""

    FORM = Message("This is not a personal identity code: it has eleven signs, such as 131052-308T.")
    DATE = Message("The date of birth in the personal identity code does not exist.")
    NUMBER = Message("The personal identity code has a number that is never given.")
    CHECK = Message(
        "The check character of the personal identity code does not fit. Look for a typing error."
    )
    TEMPORARY = Message(
        "The personal identity code is a temporary one, which is not in the population register."
    )


class IdentityCodeError(ValueError):
    """The text is no usable code; `fault` says why, without repeating it."""

    def __init__(self, fault: IdentityFault) -> None:
        super().__init__(fault.name)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class IdentityCode:
    """A valid code in capital letters, and the date of birth that it holds. The text stays out of every log."""

    text: str = field(repr=False)
    born: date = field(repr=False)


def read_identity_code(typed: str) -> IdentityCode:
    """Read a code as people write it. Raises IdentityCodeError; a temporary code is refused as one."""
    text = typed.strip().upper().replace("\u2212", "-").replace("\u2013", "-")
    digits = text[:6] + text[7:10]
    if len(text) != LENGTH or not (digits.isascii() and digits.isdigit()) or text[6] not in CENTURIES:
        raise IdentityCodeError(IdentityFault.FORM)
    try:
        born = date(CENTURIES[text[6]] + int(text[4:6]), int(text[2:4]), int(text[:2]))
    except ValueError:
        raise IdentityCodeError(IdentityFault.DATE) from None
    number = int(text[7:10])
    if number < 2:
        raise IdentityCodeError(IdentityFault.NUMBER)
    if CHECK_SIGNS[int(digits) % len(CHECK_SIGNS)] != text[10]:
        raise IdentityCodeError(IdentityFault.CHECK)
    if number >= TEMPORARY:
        raise IdentityCodeError(IdentityFault.TEMPORARY)
    return IdentityCode(text, born)
