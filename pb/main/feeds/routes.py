"""Feeds of all rounds and of one: Atom (RFC 4287) and iCalendar, in each language; and the page that leads to them."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.main.feeds.calendar import CalendarEvent, write_calendar
from pb.main.feeds.news import list_news
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest, language_of_request, toolkit_of
from pb.web.freshness import answer_fresh
from pb.web.pages import page
from pb.web.speech import Speech

ATOM = "application/atom+xml"
CALENDAR = "text/calendar"


@get("/news.atom", access=PUBLIC, session=False, sync_to_thread=True)
def send_news(
    request: WebRequest, database: NamedDependency[Database], engine: NamedDependency[Engine[Work]]
) -> Response[bytes]:
    """Send the news of every round."""
    with database.read() as work:
        return _send_news(request, work.list_cycles(), engine, work)


@get("/cycles/{cycle:str}/news.atom", access=PUBLIC, session=False, sync_to_thread=True)
def send_cycle_news(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
) -> Response[bytes]:
    """Send the news of one round."""
    with database.read() as work:
        return _send_news(request, [work.read_cycle(CycleId(cycle))], engine, work)


@get("/dates.ics", access=PUBLIC, session=False, sync_to_thread=True)
def send_dates(
    request: WebRequest, database: NamedDependency[Database], engine: NamedDependency[Engine[Work]]
) -> Response[bytes]:
    """Send the dates of every round."""
    with database.read() as work:
        return _send_dates(request, work.list_cycles(), engine, work)


@get("/cycles/{cycle:str}/dates.ics", access=PUBLIC, session=False, sync_to_thread=True)
def send_cycle_dates(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
) -> Response[bytes]:
    """Send the dates of one round."""
    with database.read() as work:
        return _send_dates(request, [work.read_cycle(CycleId(cycle))], engine, work)


@get("/cycles/{cycle:str}/follow", access=PUBLIC, sync_to_thread=True)
def show_ways_to_follow(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show how to follow a round from elsewhere: feeds, the frame for other sites, data."""
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
    return page(request, "feeds/follow.html", cycle=found, site=toolkit_of(request).public_url)


def _send_news(
    request: WebRequest, cycles: Sequence[Cycle], engine: Engine[Work], work: Work
) -> Response[bytes]:
    toolkit, language = toolkit_of(request), language_of_request(request)
    items = list_news(cycles, engine, work)
    newest = (
        items[0].news.at if items else toolkit.clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    )
    text = (
        toolkit.environments[language]
        .get_template("feeds/news.xml")
        .render(
            items=items,
            updated=newest,
            site=toolkit.public_url,
            cycle=cycles[0] if len(cycles) == 1 else None,
            here=request.scope["path"],
        )
    )
    return answer_fresh(request, text.encode(), ATOM)


def _send_dates(
    request: WebRequest, cycles: Sequence[Cycle], engine: Engine[Work], work: Work
) -> Response[bytes]:
    toolkit, language = toolkit_of(request), language_of_request(request)
    speech = Speech(language, toolkit.translations, toolkit.zone, toolkit.currency)
    events = [
        event for cycle in cycles for event in _list_events(cycle, engine, speech, toolkit.public_url, work)
    ]
    changed = max(
        (entry.at for cycle in cycles for entry in work.read_journal(cycle.id)), default=toolkit.clock.now()
    )
    name = toolkit.service_name.in_language(Language(language))
    return answer_fresh(request, write_calendar(name, events, changed), CALENDAR)


def _list_events(
    cycle: Cycle, engine: Engine[Work], speech: Speech, site: str, work: Work
) -> list[CalendarEvent]:
    host = urlsplit(site).hostname or "pb"
    url = f"{site}{speech.page_url(f'cycles/{cycle.id}')}"
    name = speech.text(cycle.declaration.name)
    events: list[CalendarEvent] = []
    for plan in cycle.declaration.stages:
        stage = engine.stage(plan.key).name
        for word, at, told in (
            ("opens", plan.opens_at, Message("Begins: %(stage)s", {"stage": stage})),
            ("closes", plan.closes_at, Message("Ends: %(stage)s", {"stage": stage})),
        ):
            uid = f"{cycle.id}-{plan.key}-{word}@{host}"
            events.append(CalendarEvent(uid, at, f"{speech.say(told)} ({name})", url))
        events.extend(
            CalendarEvent(
                f"{cycle.id}-{one.key}@{host}",
                one.starts_at,
                speech.text(one.name),
                f"{url}/{one.path}",
                one.ends_at,
                one.where,
                one.is_cancelled,
            )
            for one in engine.stage(plan.key).appointments(cycle, work)
        )
    return events


HANDLERS = (send_news, send_cycle_news, send_dates, send_cycle_dates, show_ways_to_follow)
