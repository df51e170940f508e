"""A point on the map as people type it, and themes as a round declares them.

A point is never required: an address or a few words tell a place as well. It is read from what a map, a phone or a
person writes ("61.68860, 27.27230" or "61,68860 27,27230") and kept in WGS 84 degrees.
"""

import re
from dataclasses import dataclass
from math import cos, radians

from pb.engine.declaration import MAP
from pb.kernel.language import LocalizedText

DECIMALS = 5
"""Of a degree: about a metre, as fine as a bench is placed."""

SLANT = 0.15
"""How much wider than high, or higher than wide, a sketch may be on the ground."""

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


@dataclass(frozen=True, slots=True)
class MapFrame:
    """Where the square of the areas' outlines lies on the earth, by two corners; empty for a sketch without a place.

    A city is small enough for straight lines: a degree is taken as equally long everywhere in the frame.
    """

    north_west: str = ""
    south_east: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether it is empty, or two corners that span something about as wide as it is high on the ground.

        Else the sketch would be drawn out of shape, and what lies apart on one map would touch on the other.
        """
        if not (self.north_west or self.south_east):
            return True
        if self.corners is None:
            return False
        first, last = self.corners
        height, width = first.latitude - last.latitude, last.longitude - first.longitude
        return abs(width * cos(radians((first.latitude + last.latitude) / 2)) / height - 1) <= SLANT

    def locate(self, point: Point) -> tuple[float, float]:
        """Return a point in units of the outlines' square (`pb.engine.declaration.MAP`), outside of it too.

        Raises ValueError for a sketch without a place on the earth.
        """
        corners = self.corners
        if corners is None:
            raise ValueError("this sketch has no place on the earth")
        first, last = corners
        x = (point.longitude - first.longitude) / (last.longitude - first.longitude) * MAP
        y = (first.latitude - point.latitude) / (first.latitude - last.latitude) * MAP
        return x, y

    @property
    def corners(self) -> tuple[Point, Point] | None:
        """The corners in the north-west and in the south-east; None for a sketch without a place."""
        first, last = parse_point(self.north_west), parse_point(self.south_east)
        if first is None or last is None:
            return None
        spans = first.latitude > last.latitude and first.longitude < last.longitude
        return (first, last) if spans else None


NOWHERE = MapFrame()


def parse_point(typed: str) -> Point | None:
    """Return the point, latitude first; None when ``typed`` isn't one on the earth."""
    found = _POINT.fullmatch(typed.strip())
    if found is None:
        return None
    latitude, longitude = (round(float(part.replace(",", ".")), DECIMALS) for part in found.groups())
    return Point(latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
