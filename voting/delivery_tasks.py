"""What is left to tell of the chosen projects, for the officials' task list and the screens.

Nothing here speaks before the result is published and decided.
"""

from pb.engine.cycle import Cycle
from pb.engine.public import Figure, Slide, SlideLine
from pb.engine.stage import Task
from pb.kernel.ids import ProjectId
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from voting.core.delivery.progress import Delivery, DeliveryState
from voting.storage.delivery.reports import read_deliveries
from voting.storage.outcomes import find_result

MOST = 4
"""Projects on one screen."""

TOLD = {
    DeliveryState.PLANNED: Message("Planned"),
    DeliveryState.PREPARING: Message("Being prepared"),
    DeliveryState.BUILDING: Message("Being built"),
    DeliveryState.DONE: Message("Done"),
    DeliveryState.CANCELLED: Message("Cancelled"),
}


def list_delivery_tasks(cycle: Cycle, work: Work) -> tuple[Task, ...]:
    """Ask for the end of every chosen project."""
    deliveries = _list_chosen(cycle, work)
    if not deliveries:
        return ()
    ended = sum(delivery.progress.state.is_final for delivery in deliveries.values())
    note = Message("%(done)s / %(all)s", {"done": ended, "all": len(deliveries)})
    path = f"admin/cycles/{cycle.id}/projects"
    return (Task(Message("Tell what happens to the chosen projects"), ended == len(deliveries), note, path),)


def list_delivery_slides(cycle: Cycle, work: Work) -> tuple[Slide, ...]:
    """Show what has happened since: the projects that something is told of, the newest report first."""
    result = find_result(work, cycle.id)
    told = [delivery for delivery in _list_chosen(cycle, work).values() if delivery.reports]
    if result is None or not told:
        return ()
    told.sort(key=lambda delivery: delivery.reports[-1].at, reverse=True)
    projects = {project.id: project for project in result.outcome.shortlist.projects}
    lines = tuple(
        SlideLine(projects[delivery.project].title, figure=TOLD[delivery.progress.state])
        for delivery in told[:MOST]
    )
    return (Slide("since", Message("What happened next"), lines, "projects"),)


def list_delivery_figures(cycle: Cycle, work: Work) -> tuple[Figure, ...]:
    """Count the chosen projects and those that are done or cancelled, with the money of both."""
    result = find_result(work, cycle.id)
    deliveries = _list_chosen(cycle, work)
    if result is None or result.is_open:
        return ()
    costs = {project.id: project.cost for project in result.outcome.shortlist.projects}
    states = [delivery.progress.state for delivery in deliveries.values()]
    counts = (
        Figure(
            "chosen",
            Message("Chosen projects"),
            Message("Projects that the published result or the deciding body chose."),
            len(deliveries),
        ),
        Figure(
            "done",
            Message("Done projects"),
            Message("Chosen projects that are ready."),
            states.count(DeliveryState.DONE),
        ),
        Figure(
            "cancelled",
            Message("Cancelled projects"),
            Message("Chosen projects that will not be carried out after all."),
            states.count(DeliveryState.CANCELLED),
        ),
    )
    if not cycle.declaration.has_money:
        return counts
    spent = sum(
        delivery.progress.cost or 0
        for delivery in deliveries.values()
        if delivery.progress.state is DeliveryState.DONE
    )
    return (
        *counts,
        Figure(
            "chosen_money",
            Message("Money of the chosen projects"),
            Message("What the chosen projects were estimated to cost."),
            sum(costs[ProjectId(project)] for project in deliveries),
            is_money=True,
        ),
        Figure(
            "done_money",
            Message("Money used for done projects"),
            Message("What the done projects have cost in the end."),
            spent,
            is_money=True,
        ),
    )


def _list_chosen(cycle: Cycle, work: Work) -> dict[str, Delivery]:
    result = find_result(work, cycle.id)
    if result is None or result.is_open:
        return {}
    deliveries = read_deliveries(work, cycle.id)
    return {
        line.project: deliveries.get(line.project, Delivery(line.project))
        for area in result.outcome.areas
        for line in area.projects
        if line.funded
    }
