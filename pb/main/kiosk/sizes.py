"""How large letters and codes must be on a screen, from its size and the distance people stand at.

EN 301 549 V3.2.1, clause 5.1.4: where text can't be enlarged by the reader, a capital H is seen at an angle of at least
0.7 degrees. At a distance D that is a height of D × tan 0.7° = 0.01222 D: 12.2 mm at one metre, 36.7 mm at three.

A typeface's capitals are a share of its size, here taken as 0.66, which the usual system faces exceed;
so the type size is D × 0.01222 / 0.66 = 0.01851 D. Written as a share of the picture's width it holds at any resolution:
``font-size`` in vw = 1.851 D / W. A 55-inch screen (W 1218 mm) at three metres: 4.56 vw, 87.5 px of 1920.

Buttons are read by whoever presses them, from within a metre, so their type follows from the distance or from a metre,
whichever is less. A code is read by a phone from about ten times its width, and is never narrower than 60 mm.
"""

from dataclasses import dataclass
from math import radians, tan

CAPITAL_ANGLE = radians(0.7)
CAPITAL_SHARE = 0.66
REACH_MM = 1000
CODE_LEAST_MM = 60
CODE_REACH = 10
QUIET = 1.32
"""A code with its quiet zone of four modules on each side over the code alone, for the smallest code (25 modules)."""

_LETTER = 0.54
"""The mean width of a letter over the type size."""
_LINE = 1.3
_OTHER_LINES = 3.9
"""What the head, the address and the space between take, in lines of the least size."""
_BUTTONS = 0.09
"""The share of the height that the buttons take."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes on one screen: in millimetres, as shares of the picture's width in percent (vw), and what then fits.

    `columns` and `rows` are letters in a line and lines on a slide, at the size in which slides are told.
    """

    capital_mm: float
    type_mm: float
    type_vw: float
    button_vw: float
    code_mm: float
    code_vw: float
    columns: float
    rows: float

    @property
    def is_tight(self) -> bool:
        """Whether so little fits that a larger screen or a shorter distance should be chosen."""
        return self.rows < FEW_ROWS


FEW_ROWS = 6
"""A slide of a heading and two lines needs this many."""


def measure(width_mm: int, height_mm: int, distance_mm: int) -> Sizes:
    """Return the least sizes that may be used on a screen, and how much text then fits on one slide."""
    capital = distance_mm * tan(CAPITAL_ANGLE)
    size = capital / CAPITAL_SHARE
    code = max(CODE_LEAST_MM, min(distance_mm / CODE_REACH, 0.22 * min(width_mm, height_mm)))
    columns, rows = _fit(width_mm, height_mm, size, code * QUIET)
    return Sizes(
        capital_mm=capital,
        type_mm=size,
        type_vw=100 * size / width_mm,
        button_vw=100 * min(distance_mm, REACH_MM) * tan(CAPITAL_ANGLE) / CAPITAL_SHARE / width_mm,
        code_mm=code,
        code_vw=100 * code * QUIET / width_mm,
        columns=columns,
        rows=rows,
    )


def _fit(width: float, height: float, size: float, code: float) -> tuple[float, float]:
    """Return columns and rows beside the code, or above it on an upright screen; kiosk.css has the same shares."""
    is_upright = height >= width
    told = max(size, min(0.064 * width, 0.036 * height) if is_upright else min(0.03 * width, 0.052 * height))
    columns = (width - 2 * size - (0 if is_upright else code + size)) / (_LETTER * told)
    free = height * (1 - _BUTTONS) - (code if is_upright else 0) - _OTHER_LINES * _LINE * size
    return columns, free / (_LINE * told)
