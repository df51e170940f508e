"""The web application: every page of the house behind one toolkit, with the calendar running beside it."""

from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from zoneinfo import ZoneInfo

import anyio.to_thread
from litestar import Litestar
from litestar.di import Provide

from pb.engine.engine import Engine
from pb.kernel.clock import Clock, SystemClock
from pb.kernel.language import LocalizedText
from pb.main.admin import amend, cycle_admin, declare, journal, outbox
from pb.main.api.description import make_description_route
from pb.main.api.routes import make_handlers, make_router
from pb.main.embed import routes as embed
from pb.main.feeds import routes as feeds
from pb.main.housekeeping import forget_expired
from pb.main.installation import make_engine, make_host
from pb.main.kiosk import administration, screens
from pb.main.mail.office import open_office
from pb.main.mail.postman import Postman
from pb.main.pages import cycle_pages, health, info_pages, work
from pb.main.scheduler import Scheduler
from pb.main.settings import Settings, read_settings
from pb.main.stages import PACKAGES
from pb.storage.database import POOL, Database
from pb.storage.unit_of_work import Work
from pb.web.accounts.routes import ACCOUNT_ROUTES
from pb.web.application import make_application
from pb.web.localized import localized
from pb.web.logs import configure_logs
from pb.web.toolkit import make_toolkit

PAGES = (
    *cycle_pages.HANDLERS,
    *info_pages.HANDLERS,
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


def create_app(settings: Settings, clock: Clock | None = None, *, with_calendar: bool = True) -> Litestar:
    """Return the application for an installation. ``with_calendar`` runs the scheduler in this process."""
    moments = clock or SystemClock()
    database = Database(settings.database_url)
    host = make_host(settings)
    engine = make_engine(host)
    toolkit = make_toolkit(
        database,
        moments,
        host.secret,
        settings.public_url,
        LocalizedText(fi=settings.service_name, sv=settings.service_name, en=settings.service_name),
        ZoneInfo(settings.time_zone),
    )

    def provide_engine() -> Engine[Work]:
        return engine

    def provide_settings() -> Settings:
        return settings

    def tidy() -> None:
        forget_expired(database, moments, PACKAGES)

    @asynccontextmanager
    async def live(_app: Litestar) -> AsyncIterator[None]:
        # As many handlers at once as there are connections; more would only wait inside the pool.
        anyio.to_thread.current_default_thread_limiter().total_tokens = POOL
        try:
            with ExitStack() as beside:
                if with_calendar:
                    seconds = settings.scheduler_seconds
                    beside.enter_context(Scheduler(database, engine, moments, seconds, tidy))
                if with_calendar and settings.smtp_url:
                    beside.enter_context(Postman(open_office(toolkit, settings)))
                yield
        finally:
            database.close()

    interface = make_handlers(engine.list_stages())
    return make_application(
        toolkit,
        [
            *health.HANDLERS,
            *screens.HANDLERS,
            *embed.HANDLERS,
            make_router([*interface, make_description_route(interface)]),
            localized(PAGES),
        ],
        {
            "engine": Provide(provide_engine, sync_to_thread=False),
            "settings": Provide(provide_settings, sync_to_thread=False),
        },
        lifespan=[live],
    )


def create_app_from_environment() -> Litestar:
    """Return the application for the settings of the environment; what ``pb serve`` starts in each process."""
    configure_logs()
    return create_app(read_settings())
