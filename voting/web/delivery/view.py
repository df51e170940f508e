"""The chosen projects of a round with what has become of them, as both kinds of pages show them."""

from dataclasses import dataclass
from datetime import datetime

from pb.engine.cycle import Cycle
from pb.engine.declaration import Area
from pb.kernel.errors import NotFoundError, NotNowError
from pb.kernel.handoff import Project
from pb.kernel.ids import ProjectId
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from voting.core.delivery.photo import Photo
from voting.core.delivery.progress import Delivery
from voting.storage.delivery.photos import list_photos
from voting.storage.delivery.reports import read_deliveries
from voting.storage.outcomes import Version, find_version


@dataclass(frozen=True, slots=True)
class ChosenProject:
    """One project that is carried out. `votes` is what the result counts: votes, or points."""

    project: Project
    area: Area
    votes: int
    delivery: Delivery
    photos: tuple[Photo, ...]
    is_stale: bool


def list_chosen(work: Work, cycle: Cycle, now: datetime) -> tuple[ChosenProject, ...]:
    """Return every chosen project of a round in the order of the result; none before it is published and decided."""
    version = find_version(work, cycle.id)
    if version is None or version.result.is_open:
        return ()
    return tuple(_list_funded(work, cycle, version, now))


def find_chosen(work: Work, cycle: Cycle, project: str, now: datetime) -> ChosenProject:
    """Return one of them. Raises NotNowError before the result is published, NotFoundError for one not chosen."""
    if find_version(work, cycle.id) is None:
        raise NotNowError(Message("The results have not been published yet."), f"cycles/{cycle.id}/projects")
    for chosen in list_chosen(work, cycle, now):
        if chosen.project.id == project:
            return chosen
    raise NotFoundError


def _list_funded(work: Work, cycle: Cycle, version: Version, now: datetime) -> list[ChosenProject]:
    outcome = version.result.outcome
    projects = {project.id: project for project in outcome.shortlist.projects}
    deliveries, photos = read_deliveries(work, cycle.id), list_photos(work, cycle.id)
    found: list[ChosenProject] = []
    for counted in outcome.areas:
        area = cycle.declaration.area(counted.area)
        for line in counted.projects if area is not None else ():
            if line.funded and area is not None:
                delivery = deliveries.get(ProjectId(line.project), Delivery(line.project))
                found.append(
                    ChosenProject(
                        projects[line.project],
                        area,
                        line.support,
                        delivery,
                        photos.get(line.project, ()),
                        delivery.is_stale(version.published_at, now),
                    )
                )
    return found
