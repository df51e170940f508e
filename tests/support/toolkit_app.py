"""A tiny application on the web toolkit, for tests of the toolkit alone."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from litestar import Litestar, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.types import ControllerRouterHandler
from sqlalchemy.exc import OperationalError

import pb.storage.account_log
import pb.storage.accounts
import pb.storage.sessions
import pb.storage.throttles  # noqa: F401 - the tables
from pb.kernel.clock import SetClock
from pb.kernel.errors import ConflictError, NotFoundError, NotNowError, TooManyAttemptsError
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message
from pb.storage.base import Table
from pb.storage.database import Database
from pb.web.access import PUBLIC, staff
from pb.web.application import make_application
from pb.web.exchange import WebRequest
from pb.web.fields import TextField
from pb.web.forms import new_form, read_form
from pb.web.localized import localized
from pb.web.pages import go_to, page
from pb.web.roles import Role
from pb.web.sessions import Session
from pb.web.toolkit import Toolkit, make_toolkit

START = datetime(2027, 2, 3, 10, tzinfo=UTC)
SECRET = b"a secret for tests, 32 bytes long"
TEMPLATES = Path(__file__).parent / "templates"
NOTE = TextField("note", Message("Page not found"), maximum=40)

REFUSALS: dict[str, Exception] = {
    "missing": NotFoundError(),
    "closed": NotNowError(Message("The stage has closed already.")),
    "conflict": ConflictError(Message("This has been approved already.")),
    "busy": OperationalError("select", {}, RuntimeError("locked")),
    "throttled": TooManyAttemptsError(Message("Too many attempts"), 90),
}


@get("/reading", access=PUBLIC, sync_to_thread=True)
def read_page(request: WebRequest) -> Response[str]:
    """A page without form or session."""
    return page(request, "reading.html")


@get("/note", access=PUBLIC, sync_to_thread=True)
def show_note(request: WebRequest, session: NamedDependency[Session]) -> Response[str]:
    """A page with a form, showing what the session keeps."""
    return page(
        request, "note.html", block="note", note=session.read("note", str) or "", form=new_form(request)
    )


@post("/note", access=PUBLIC, sync_to_thread=True)
def keep_note(request: WebRequest, session: NamedDependency[Session]) -> Response[str]:
    """A form that is kept in the session."""
    form = read_form(request, NOTE)
    if form.faults:
        return page(request, "note.html", status=422, note="", form=form)
    session.write("note", form[NOTE])
    return go_to(request, "/note")


@get("/officials", access=staff(Role.OFFICIAL), sync_to_thread=True)
def show_officials(request: WebRequest) -> Response[str]:
    """A page for officials."""
    return page(request, "reading.html")


@get("/refusals/{name:str}", access=PUBLIC, sync_to_thread=True)
def refuse(name: FromPath[str]) -> None:
    """Refuse in the way that was asked for."""
    if name == "fault":
        raise RuntimeError("secret text that somebody typed")
    raise REFUSALS[name]


@get("/flash-and-fail", access=PUBLIC, sync_to_thread=True)
def flash_and_fail(session: NamedDependency[Session]) -> None:
    """Change the session, then fail."""
    session.write("note", "never")
    raise RuntimeError


@get("/numbers/{number:int}", access=PUBLIC, sync_to_thread=True)
def show_number(request: WebRequest, number: FromPath[int]) -> Response[str]:
    """A page addressed by a number."""
    return page(request, "reading.html")


HANDLERS: tuple[ControllerRouterHandler, ...] = (
    read_page,
    show_note,
    keep_note,
    show_officials,
    refuse,
    flash_and_fail,
    show_number,
)


def make_tables(database: Database) -> None:
    """Make the tables of the toolkit and whatever else is imported."""
    Table.metadata.create_all(database.writer)


def make_database(url: str) -> Database:
    """Return a database with those tables. The caller closes it."""
    database = Database(url)
    make_tables(database)
    return database


def make_test_toolkit(
    database: Database, clock: SetClock | None = None, public_url: str = "http://testserver.local"
) -> Toolkit:
    """Return a toolkit in Helsinki's time with a clock that stands still."""
    return replace(_toolkit_parts(), database=database, clock=clock or SetClock(START), public_url=public_url)


@cache
def _toolkit_parts() -> Toolkit:
    # Catalogues and templates are read once for all tests; nothing in them depends on a database.
    name = LocalizedText(fi="Mallila päättää", sv="Mallila beslutar", en="Mallila decides")
    nowhere = Database("postgresql://nowhere/none")  # made, never connected
    return make_toolkit(
        nowhere,
        SetClock(START),
        SECRET,
        "http://testserver.local",
        name,
        ZoneInfo("Europe/Helsinki"),
        more_templates=(TEMPLATES,),
    )


def make_test_application(toolkit: Toolkit, *handlers: ControllerRouterHandler) -> Litestar:
    """Return an application with the pages above and ``handlers``, all under a language."""
    return make_application(toolkit, [localized([*HANDLERS, *handlers])])
