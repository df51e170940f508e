"""The web application: every page of the house behind one toolkit, with the calendar running beside it."""

from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

import anyio.to_thread
from litestar import Litestar

from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.language import LocalizedText
from pb.main.admin import amend, cycle_admin, declare, journal, outbox
from pb.main.api.description import make_description_route
from pb.main.api.routes import make_handlers, make_router
from pb.main.embed import routes as embed
from pb.main.feeds import routes as feeds
from pb.main.housekeeping import forget_expired
from pb.main.identification import make_identification
from pb.main.installation import make_engine, make_host
from pb.main.kiosk import administration, screens
from pb.main.mail.office import open_office
from pb.main.mail.postman import Postman
from pb.main.pages import cycle_pages, health, info_pages, work, yearly
from pb.main.scheduler import Scheduler
from pb.main.settings import Settings, read_settings
from pb.main.stages import PACKAGES
from pb.storage.database import POOL, Database
from pb.storage.database_clock import DatabaseClock, reader_of
from pb.storage.unit_of_work import Work
from pb.web.accounts.routes import ACCOUNT_ROUTES
from pb.web.application import make_application
from pb.web.localized import localized
from pb.web.logs import configure_logs
from pb.web.maps import read_tiles
from pb.web.stage_package import Host
from pb.web.toolkit import Toolkit, make_toolkit
from voting.identification.identification import Identification

PAGES = (
    *cycle_pages.HANDLERS,
    *info_pages.HANDLERS,
    *yearly.HANDLERS,
    *ACCOUNT_ROUTES,
    *work.HANDLERS,
    *cycle_admin.HANDLERS,
    *amend.HANDLERS,
    *declare.HANDLERS,
    *journal.HANDLERS,
    *administration.HANDLERS,
    *feeds.HANDLERS,
    *outbox.HANDLERS,
    *(route for package in PACKAGES for route in package.routes),
)

BARE = tuple(route for package in PACKAGES for route in package.bare_routes)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the pages of one installation stand on. Get it from `make_parts`; who made it closes the database."""

    settings: Settings
    database: Database
    clock: Clock
    host: Host
    engine: Engine[Work]
    identification: Identification | None
    toolkit: Toolkit

    def named(self) -> dict[str, object]:
        """Return what handlers may ask for beside the toolkit, by name."""
        return {"engine": self.engine, "identification": self.identification, "settings": self.settings}


def make_parts(settings: Settings, clock: Clock | None = None) -> Parts:
    """Open an installation's database and make what its pages need. Raises SettingsError for unfit settings."""
    database = Database(settings.database_url)
    moments = clock or DatabaseClock(reader_of(database))
    host = make_host(settings)
    name = settings.service_name
    toolkit = make_toolkit(
        database,
        moments,
        host.secret,
        settings.public_url,
        LocalizedText(fi=name, sv=name, en=name),
        ZoneInfo(settings.time_zone),
        sends_mail=bool(settings.smtp_url),
        tiles=read_tiles(settings.tiles, settings.tiles_credit),
    )
    identification = make_identification(settings)
    return Parts(settings, database, moments, host, make_engine(host), identification, toolkit)


def create_app(settings: Settings, clock: Clock | None = None, *, with_calendar: bool = True) -> Litestar:
    """Return the application for an installation. ``with_calendar`` runs the scheduler in this process."""
    parts = make_parts(settings, clock)

    @asynccontextmanager
    async def live(_app: Litestar) -> AsyncIterator[None]:
        # As many handlers at once as there are connections; more would only wait inside the pool.
        anyio.to_thread.current_default_thread_limiter().total_tokens = POOL
        try:
            with ExitStack() as beside:
                if parts.identification is not None:
                    beside.callback(parts.identification.close)
                if with_calendar:
                    await anyio.to_thread.run_sync(_run_beside, parts, beside)
                yield
        finally:
            parts.database.close()

    interface = make_handlers(parts.engine.list_stages())
    return make_application(
        parts.toolkit,
        [
            *health.HANDLERS,
            *screens.HANDLERS,
            *embed.HANDLERS,
            *BARE,
            make_router([*interface, make_description_route(interface)]),
            localized(PAGES),
        ],
        parts.named(),
        lifespan=[live],
    )


def _run_beside(parts: Parts, beside: ExitStack) -> None:
    tidy = partial(forget_expired, parts.database, parts.clock, PACKAGES)

    def tend() -> None:
        if isinstance(parts.clock, DatabaseClock):
            parts.clock.look()
        tend_packages(parts.host, parts.database, parts.clock)

    tend()
    seconds = parts.settings.scheduler_seconds
    beside.enter_context(Scheduler(parts.database, parts.engine, parts.clock, seconds, tidy, tend))
    if parts.settings.smtp_url:
        beside.enter_context(Postman(open_office(parts.toolkit, parts.settings)))


def tend_packages(host: Host, database: Database, clock: Clock) -> None:
    """Let every package do what is due every few seconds."""
    for package in PACKAGES:
        package.tend(host, database, clock)


def create_app_from_environment() -> Litestar:
    """Return the application for the settings of the environment; what ``pb serve`` starts in each process."""
    configure_logs()
    return create_app(read_settings())
