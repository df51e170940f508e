"""A photo of a project on its way: what is told of it without seeing it."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from pb.kernel.ids import ProjectId
from pb.kernel.language import LocalizedText

PhotoId = NewType("PhotoId", str)

MOST = 8
"""Photos of one project."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo by its random id. `alternative` says in words what it shows; without it none is taken in."""

    id: PhotoId
    project: ProjectId
    alternative: LocalizedText
    width: int
    height: int
    taken_in: datetime
