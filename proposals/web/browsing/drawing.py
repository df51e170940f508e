"""The map as a drawing that needs no JavaScript: in the units of the square that the areas' outlines are declared on."""

from dataclasses import dataclass

from pb.kernel.language import LocalizedText
from proposals.core.place import MapFrame, Point
from proposals.core.point_map import Mark, View

RADIUS = 0.045
"""Of a mark, next to the shorter side of the drawing: two marks never touch (`proposals.core.point_map.ROOM`)."""


FINE = 4
"""Decimals: at the greatest zoom of a large municipality the whole drawing is less than a unit wide."""


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """A mark where it stands in the drawing, and the nearer view it leads to; one proposal has its title."""

    mark: Mark
    x: float
    y: float
    view: View
    title: LocalizedText | None

    @property
    def count(self) -> int:
        """How many proposals it stands for."""
        return len(self.mark.spots)

    @property
    def number(self) -> int:
        """The number of its first proposal."""
        return self.mark.spots[0].number


@dataclass(frozen=True, slots=True)
class Drawing:
    """The part of the square that is drawn (left, top, width, height), the marks on it and their radius."""

    box: tuple[float, float, float, float]
    radius: float
    marks: tuple[DrawnMark, ...]


def draw(frame: MapFrame, view: View, marks: tuple[Mark, ...], titles: dict[int, LocalizedText]) -> Drawing:
    """Return the drawing of a view. The frame has to have a place on the earth."""
    left, top = _locate(frame, Point(view.north, view.west))
    right, bottom = _locate(frame, Point(view.south, view.east))
    box = (left, top, round(right - left, FINE), round(bottom - top, FINE))
    drawn = [
        DrawnMark(
            mark,
            *_locate(frame, mark.point),
            mark.frame(view),
            titles.get(mark.spots[0].number) if len(mark.spots) == 1 else None,
        )
        for mark in marks
    ]
    return Drawing(box, round(RADIUS * min(box[2:]), FINE), tuple(drawn))


def _locate(frame: MapFrame, point: Point) -> tuple[float, float]:
    x, y = frame.locate(point)
    return round(x, FINE), round(y, FINE)
