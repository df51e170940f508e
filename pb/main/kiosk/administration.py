"""Registering screens: what each shows, how large, its address, and when it was last seen."""

from collections.abc import Sequence

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.errors import NotFoundError
from pb.kernel.message import Message
from pb.main.kiosk.address import draw_screen_id, make_device
from pb.main.kiosk.fields import NEW, ORDERS, list_fields, read_screen, type_screen
from pb.main.kiosk.sizes import measure
from pb.storage.database import Database
from pb.storage.screens import (
    Screen,
    ScreenId,
    add_screen,
    change_screen,
    find_screen,
    is_seen_stale,
    list_screens,
    remove_screen,
)
from pb.web.access import staff
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.roles import Role

KEEPER = staff(Role.ADMINISTRATOR)


@get("/admin/kiosks", access=KEEPER, sync_to_thread=True)
def list_kiosks(
    request: WebRequest, database: NamedDependency[Database], clock: NamedDependency[Clock]
) -> Response[str]:
    """List the screens and when each was last seen."""
    with database.read() as work:
        screens = list_screens(work)
    now = clock.now()
    rows = [(screen, screen.seen is not None and not is_seen_stale(screen, now)) for screen in screens]
    return page(request, "admin/kiosks/list.html", rows=rows)


@get("/admin/kiosks/new", access=KEEPER, sync_to_thread=True)
def show_new_kiosk(request: WebRequest, database: NamedDependency[Database]) -> Response[str]:
    """Show the form of a new screen."""
    return _show_form(request, _list_cycles(database), new_form(request, NEW), None)


@post("/admin/kiosks/new", access=KEEPER, sync_to_thread=True)
def register_kiosk(
    request: WebRequest, database: NamedDependency[Database], clock: NamedDependency[Clock]
) -> Response[str]:
    """Register a screen and show its address."""
    cycles = _list_cycles(database)
    form = read_form(request, *list_fields(cycles))
    if form.faults:
        return _show_form(request, cycles, form, None, status=422)
    screen = read_screen(form, draw_screen_id(), cycles)
    with database.write() as work:
        add_screen(work, screen, clock.now())
        work.commit()
    return go_to(
        request, f"admin/kiosks/{screen.id}", flash=Message("The screen is registered. Its address is below.")
    )


@get("/admin/kiosks/{screen:str}", access=KEEPER, sync_to_thread=True)
def show_kiosk(
    request: WebRequest, screen: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show a screen: its address, its sizes, and the form to change it."""
    found = _find(database, screen)
    return _show_form(request, _list_cycles(database), new_form(request, type_screen(found)), found)


@post("/admin/kiosks/{screen:str}", access=KEEPER, sync_to_thread=True)
def change_kiosk(
    request: WebRequest, screen: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Keep what was changed; the screen follows within minutes."""
    found, cycles = _find(database, screen), _list_cycles(database)
    form = read_form(request, *list_fields(cycles))
    if form.faults:
        return _show_form(request, cycles, form, found, status=422)
    with database.write() as work:
        change_screen(work, read_screen(form, found.id, cycles))
        work.commit()
    return go_to(request, f"admin/kiosks/{found.id}", flash=Message("The screen has been changed."))


@post("/admin/kiosks/{screen:str}/remove", access=KEEPER, sync_to_thread=True)
def remove_kiosk(
    request: WebRequest, screen: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Take a screen out of use."""
    found = _find(database, screen)
    with database.write() as work:
        remove_screen(work, found.id)
        work.commit()
    return go_to(request, "admin/kiosks", flash=Message("The screen has been removed."))


def _find(database: Database, screen: str) -> Screen:
    with database.read() as work:
        found = find_screen(work, ScreenId(screen))
    if found is None:
        raise NotFoundError
    return found


def _list_cycles(database: Database) -> tuple[Cycle, ...]:
    with database.read() as work:
        return work.list_cycles()


def _show_form(
    request: WebRequest, cycles: Sequence[Cycle], form: Form, screen: Screen | None, status: int = 200
) -> Response[str]:
    toolkit = toolkit_of(request)
    device = make_device(toolkit.secret, screen.id) if screen else ""
    return page(
        request,
        "admin/kiosks/form.html",
        status=status,
        screen=screen,
        sizes=measure(screen.width_mm, screen.height_mm, screen.distance_mm) if screen else None,
        start=f"{toolkit.public_url}/kiosk/{device}",
        preview=f"/kiosk/{device}/{screen.languages[0]}/1?hold=yes" if screen else "",
        form=form,
        orders=[{"value": value, "label": label} for value, label in ORDERS.items()],
        cycles=cycles,
    )


HANDLERS = (list_kiosks, show_new_kiosk, register_kiosk, show_kiosk, change_kiosk, remove_kiosk)
