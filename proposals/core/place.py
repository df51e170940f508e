"""A point on the map as people type it, and themes as a round declares them.

A point is never required: an address or a few words tell a place as well. It is read from what a map, a phone or a
person writes ("61.68860, 27.27230" or "61,68860 27,27230") and kept in WGS 84 degrees.
"""

import re
from dataclasses import dataclass

from pb.kernel.language import LocalizedText

DECIMALS = 5
"""Of a degree: about a metre, as fine as a bench is placed."""

_DEGREES = r"([+-]?\d{1,3}(?:[.,]\d{1,15})?)"
_POINT = re.compile(rf"{_DEGREES}\s*(?:[;,]\s*|\s){_DEGREES}")


@dataclass(frozen=True, slots=True)
class Point:
    """A place by latitude (north) and longitude (east), in WGS 84 degrees."""

    latitude: float
    longitude: float

    def __str__(self) -> str:
        return f"{self.latitude:.{DECIMALS}f}, {self.longitude:.{DECIMALS}f}"


@dataclass(frozen=True, slots=True)
class Theme:
    """What a proposal may be about, as a round declares it."""

    id: str
    name: LocalizedText


def parse_point(typed: str) -> Point | None:
    """Return the point, latitude first; None when ``typed`` isn't one on the earth."""
    found = _POINT.fullmatch(typed.strip())
    if found is None:
        return None
    latitude, longitude = (round(float(part.replace(",", ".")), DECIMALS) for part in found.groups())
    return Point(latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
