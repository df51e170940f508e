"""Proposals as points on a map: the part of the earth in view, and points that lie together drawn as one mark.

The same marks go into the drawing that needs no JavaScript and onto the map that does, so both say the same. The work is
for one city: a degree of longitude is taken as equally long everywhere in view.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians

from proposals.core.place import MapFrame, Point, parse_point

SMALLEST = 0.0008
"""Degrees of a side, the least that is shown: in the north the breadth of a house or two."""

ROOM = 0.11
"""How far apart marks lie at least, of the shorter side: wider than a fingertip on a narrow telephone."""

_MARGIN = 0.15


@dataclass(frozen=True, slots=True)
class Spot:
    """A proposal that has a point, by its number."""

    number: int
    point: Point


@dataclass(frozen=True, slots=True)
class View:
    """A part of the earth between two corners, in WGS 84 degrees; south below north and west before east."""

    north: float
    west: float
    south: float
    east: float

    def __str__(self) -> str:
        return ",".join(f"{side:.5f}" for side in (self.north, self.west, self.south, self.east))

    @property
    def middle(self) -> Point:
        """Return the point in the middle."""
        return Point((self.north + self.south) / 2, (self.west + self.east) / 2)

    @property
    def stretch(self) -> float:
        """Return how long a degree of longitude is here, next to one of latitude."""
        return max(0.01, cos(radians(self.middle.latitude)))

    def holds(self, point: Point) -> bool:
        """Whether a point is in view, its border included."""
        return self.south <= point.latitude <= self.north and self.west <= point.longitude <= self.east

    def scale(self, factor: float) -> "View":
        """Return the view around the same middle, ``factor`` times as wide and high, no side below SMALLEST.

        Its shape stays. The view has to span something.
        """
        height, width = self.north - self.south, self.east - self.west
        factor = max(factor, SMALLEST / min(height, width)) / 2
        height, width, middle = height * factor, width * factor, self.middle
        return View(
            middle.latitude + height,
            middle.longitude - width,
            middle.latitude - height,
            middle.longitude + width,
        )

    def centre(self, point: Point) -> "View":
        """Return a view as large around another point."""
        north, east = point.latitude - self.middle.latitude, point.longitude - self.middle.longitude
        return View(self.north + north, self.west + east, self.south + north, self.east + east)

    def within(self, whole: "View") -> "View":
        """Return the view moved, and where it is larger cut, to lie inside the whole."""
        south, north = _push(self.south, self.north, whole.south, whole.north)
        west, east = _push(self.west, self.east, whole.west, whole.east)
        return View(north, west, south, east)


@dataclass(frozen=True, slots=True)
class Mark:
    """One proposal, or several that lie together, by number; drawn at the point of the first."""

    spots: tuple[Spot, ...]

    @property
    def point(self) -> Point:
        """Return where it is drawn."""
        return self.spots[0].point

    def frame(self, whole: View) -> View:
        """Return the view that shows these and little else."""
        north = max(spot.point.latitude for spot in self.spots)
        south = min(spot.point.latitude for spot in self.spots)
        west = min(spot.point.longitude for spot in self.spots)
        east = max(spot.point.longitude for spot in self.spots)
        # As wide next to its height as the whole, so that nothing is drawn out of shape.
        high, wide = whole.north - whole.south, whole.east - whole.west
        share = max((north - south) / high, (east - west) / wide) * (1 + 2 * _MARGIN)
        middle = Point((north + south) / 2, (west + east) / 2)
        return whole.scale(share).centre(middle).within(whole)


def whole_view(frame: MapFrame) -> View | None:
    """Return the view of the whole sketch; None for one without a place on the earth."""
    if frame.corners is None:
        return None
    first, last = frame.corners
    return View(first.latitude, first.longitude, last.latitude, last.longitude)


def parse_view(text: str) -> View | None:
    """Return the view of ``north,west,south,east``; None when that isn't one on the earth."""
    sides = text.split(",")
    if len(sides) != 4:
        return None
    first, last = parse_point(", ".join(sides[:2])), parse_point(", ".join(sides[2:]))
    if first is None or last is None or first.latitude <= last.latitude or first.longitude >= last.longitude:
        return None
    return View(first.latitude, first.longitude, last.latitude, last.longitude).scale(1)


def gather(spots: Iterable[Spot], view: View) -> tuple[Mark, ...]:
    """Return the marks of what is in view: each spot is in exactly one, and no two marks lie closer than ROOM.

    A spot joins the nearest mark within reach, else it begins one of its own, in the order given: the time grows with
    the number of spots alone, because only the nine squares around a spot are searched.
    """
    stretch = view.stretch
    reach = ROOM * min(view.north - view.south, (view.east - view.west) * stretch)
    squares: dict[tuple[int, int], list[list[Spot]]] = {}
    marks: list[list[Spot]] = []
    for spot in spots:
        if not view.holds(spot.point):
            continue
        x, y = spot.point.longitude * stretch, spot.point.latitude
        column, row = int(x // reach), int(y // reach)
        nearest, distance = None, reach * reach
        for square in _around(column, row):
            for mark in squares.get(square, ()):
                place = mark[0].point
                apart = (place.longitude * stretch - x) ** 2 + (place.latitude - y) ** 2
                if apart < distance:
                    nearest, distance = mark, apart
        if nearest is None:
            nearest = []
            marks.append(nearest)
            squares.setdefault((column, row), []).append(nearest)
        nearest.append(spot)
    return tuple(Mark(tuple(mark)) for mark in marks)


def _around(column: int, row: int) -> tuple[tuple[int, int], ...]:
    return tuple((column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1))


def _push(low: float, high: float, lowest: float, highest: float) -> tuple[float, float]:
    span = high - low
    if span >= highest - lowest:
        return lowest, highest
    if low < lowest:
        return lowest, lowest + span
    return (highest - span, highest) if high > highest else (low, high)
