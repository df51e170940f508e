"""Projects that a declaration brings along, for cycles without a review: a class's practice vote, an award."""

from collections.abc import Sequence
from dataclasses import dataclass

from pb.engine.declaration import CycleDeclaration
from pb.kernel.handoff import Project, Shortlist
from pb.kernel.ids import AreaId, ProjectId
from pb.kernel.language import LocalizedText
from pb.kernel.money import Cents


@dataclass(frozen=True, slots=True)
class DeclaredProject:
    """A project as written. A text may be one string for all languages; the area may be left out if there is one."""

    id: str
    title: str | LocalizedText
    summary: str | LocalizedText = ""
    area: str = ""
    cost: int = 0


def place_projects(declared: Sequence[DeclaredProject], declaration: CycleDeclaration) -> Shortlist:
    """Return the projects in their order, each in its area. Raises ValueError naming the first that doesn't fit."""
    if len({project.id for project in declared}) < len(declared):
        raise ValueError("two projects have the same id")
    return Shortlist(tuple(_place(project, declaration) for project in declared))


def _place(project: DeclaredProject, declaration: CycleDeclaration) -> Project:
    name = project.area or (declaration.areas[0].id if len(declaration.areas) == 1 else "")
    if declaration.area(name) is None:
        raise ValueError(f"project {project.id} is in no area of the cycle")
    if (project.cost > 0) != declaration.has_money or project.cost < 0:
        raise ValueError(f"the cost of project {project.id} doesn't fit a cycle with or without money")
    title, summary = _localize(project.title), _localize(project.summary)
    if title == LocalizedText():
        raise ValueError(f"project {project.id} has no title")
    return Project(ProjectId(project.id), title, summary, AreaId(name), Cents(project.cost))


def _localize(text: str | LocalizedText) -> LocalizedText:
    return LocalizedText(text, text, text) if isinstance(text, str) else text
