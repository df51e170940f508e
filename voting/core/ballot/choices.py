"""A set of choices as digits and as one integer, and back.

The integer is the digits in mixed radix, the first digit the least significant. With a digit a project (approval,
knapsack, points, scores) the digit is the value, 0 for not chosen; with a digit a place (ranking, single choice) it is
the project's position on the ballot from 1, 0 for nobody. The blank ballot is zero in every style.
"""

from pb.kernel.ids import ProjectId
from voting.core.ballot.rule import BY_PLACE, BallotKind
from voting.core.ballot.style import BallotStyle
from voting.core.encryption.group import EncodingError

Choice = tuple[ProjectId, int]
"""A project and its value: 1, the points, the score or the place (`BallotKind`)."""

Choices = tuple[Choice, ...]
"""In the order of the ballot; a ranking in the order of its places."""


def arrange_choices(style: BallotStyle, chosen: Choices) -> Choices:
    """Return the choices in their one order: by place in a ranking, else as on the ballot, unknown projects last."""
    if style.rule.kind is BallotKind.RANKING:
        return tuple(sorted(chosen, key=lambda choice: choice[1]))
    order = {project: position for position, project in enumerate(style.projects)}
    return tuple(sorted(chosen, key=lambda choice: order.get(choice[0], len(order))))


def encode_choices(style: BallotStyle, choices: Choices) -> int:
    """Return the integer of these choices. They need not keep the rule, but each must have a digit.

    Raises ValueError for an unknown project, a project or a place given twice, and a value beyond the digit's radix.
    """
    positions = {project: position for position, project in enumerate(style.projects)}
    radices = style.radices
    digits = [0] * len(radices)
    for project, value in choices:
        if project not in positions:
            raise ValueError(f"no project {project} on the ballot {style.id}")
        at, digit = (
            (value - 1, positions[project] + 1)
            if style.rule.kind in BY_PLACE
            else (positions[project], value)
        )
        if not 0 <= at < len(digits) or not 0 < digit < radices[at] or digits[at]:
            raise ValueError(f"no place on the ballot {style.id} for {project} with {value}")
        digits[at] = digit
    return join_digits(digits, radices)


def decode_choices(style: BallotStyle, number: int) -> Choices:
    """Return the choices of an integer, whether they keep the rule or not.

    Raises EncodingError when the integer is larger than any ballot of the style.
    """
    digits = split_digits(number, style.radices)
    if style.rule.kind in BY_PLACE:
        return tuple((style.projects[digit - 1], place) for place, digit in enumerate(digits, 1) if digit)
    return tuple((project, digit) for project, digit in zip(style.projects, digits, strict=True) if digit)


def join_digits(digits: list[int], radices: tuple[int, ...]) -> int:
    """Return the integer with these digits, the first one the least significant."""
    number = 0
    for digit, radix in zip(reversed(digits), reversed(radices), strict=True):
        number = number * radix + digit
    return number


def split_digits(number: int, radices: tuple[int, ...]) -> list[int]:
    """Return the digits of an integer. Raises EncodingError when it has more than there are radices."""
    digits = []
    for radix in radices:
        number, digit = divmod(number, radix)
        digits.append(digit)
    if number:
        raise EncodingError("the number is larger than any ballot of this style")
    return digits
