"""What events add to the stages: figures of the year, news for followers, and the way to their page."""

from pb.engine.cycle import Cycle
from pb.engine.public import Appointment, Figure, News
from pb.engine.stage import Fact
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from proposals.core.events import EventKind
from proposals.storage.events import count_announced, list_events

FIGURES = {
    EventKind.WALK: ("walks", Message("Development walks"), Message("Participants of development walks")),
    EventKind.TABLE: ("tables", Message("Partnership tables"), Message("Participants of partnership tables")),
    EventKind.CLINIC: ("clinics", Message("Idea clinics"), Message("Participants of idea clinics")),
    EventKind.WORKSHOP: ("workshops", Message("Workshops"), Message("Participants of workshops")),
}
HELD = Message("Events that took place and whose participants were counted.")
CAME = Message("People who came to those events. Somebody who came twice counts twice.")


def count_events(cycle: Cycle, work: Work) -> tuple[Figure, ...]:
    """Count the events that took place, and who came, by kind; kinds of which there were none are left out."""
    held = [event.meeting for event in list_events(work, cycle.id) if event.is_counted]
    figures: list[Figure] = []
    for kind, (key, name, who) in FIGURES.items():
        came = [meeting.participants or 0 for meeting in held if meeting.kind is kind]
        if came:
            figures.append(Figure(key, name, HELD, len(came)))
            figures.append(Figure(f"{key}-participants", who, CAME, sum(came)))
    return tuple(figures)


def list_event_facts(cycle: Cycle, work: Work) -> tuple[Fact, ...]:
    """Lead to the events of a round that has some."""
    count = count_announced(work, cycle.id)
    if not count:
        return ()
    return (Fact(Message("Walks and meetings"), Message("%(count)s", {"count": count}), "events"),)


def list_event_news(cycle: Cycle, work: Work) -> tuple[News, ...]:
    """Tell of every event; of a cancelled one that it is so."""
    return tuple(
        News(
            f"event-{event.id}-cancelled" if event.is_cancelled else f"event-{event.id}",
            event.cancelled_at or event.announced_at,
            Message("Event cancelled") if event.is_cancelled else Message("Event"),
            event.meeting.title,
            f"events/{event.id}",
        )
        for event in list_events(work, cycle.id)
    )


def list_appointments(cycle: Cycle, work: Work) -> tuple[Appointment, ...]:
    """Return the events as calendars keep them."""
    return tuple(
        Appointment(
            f"event-{event.id}",
            event.meeting.starts_at,
            event.meeting.ends_at,
            event.meeting.title,
            f"{event.meeting.place}, {event.meeting.address}",
            f"events/{event.id}",
            event.is_cancelled,
        )
        for event in list_events(work, cycle.id)
    )
