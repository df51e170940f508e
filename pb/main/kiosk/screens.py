"""What a screen in a public place loads: its slides, its sizes, and what it keeps for when the network is gone.

Attack 34: the address in a screen's browser opens these routes and nothing else. None has a session, a form or a link
that leads off the screen. The one write is when the screen was last seen, by quarters of an hour.
"""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.errors import NotFoundError
from pb.kernel.language import Language
from pb.main.kiosk.address import read_device
from pb.main.kiosk.deck import Shown, make_deck, split
from pb.main.kiosk.look import Look
from pb.main.kiosk.screen_view import Place, describe, fits_in, make_speech
from pb.main.kiosk.sizes import measure
from pb.main.settings import Settings
from pb.storage.database import Database
from pb.storage.screens import Screen, find_screen, is_seen_stale, note_seen
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest, exchange_of, toolkit_of
from pb.web.freshness import answer_fresh
from pb.web.public_page import public_page

SHEETS = ("tokens", "base", "layout", "forms", "patterns", "kiosk")
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
FORGET = {"clear-site-data": '"cookies"'}
"""Sent when a screen begins anew, in case anything ever left a cookie. "storage" would take the kept slides along."""


@get("/kiosk/{device:str}", access=PUBLIC, session=False, sync_to_thread=True)
def begin(
    request: WebRequest,
    device: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    settings: NamedDependency[Settings],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """Show the first slide in the screen's first language: where a screen starts and comes back to."""
    screen = _open_screen(request, device, database, clock)
    deck = _make_deck(request, screen, engine, database, settings)
    place = Place(f"/kiosk/{device}", screen.languages[0], 1, len(deck))
    return _show(request, screen, deck[0], place, Look(), clock, FORGET)


@get("/kiosk/{device:str}/{lang:str}/{number:int}", access=PUBLIC, session=False, sync_to_thread=True)
def show_slide(
    request: WebRequest,
    device: FromPath[str],
    lang: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    settings: NamedDependency[Settings],
    clock: NamedDependency[Clock],
    hold: FromQuery[str] = "",
    contrast: FromQuery[str] = "",
    large: FromQuery[str] = "",
) -> Response[bytes]:
    """Show a slide; the first where the number is past the last, since decks grow shorter while screens run."""
    screen = _open_screen(request, device, database, clock)
    if lang not in tuple(Language):
        raise NotFoundError
    deck = _make_deck(request, screen, engine, database, settings)
    at = number if 1 <= number <= len(deck) else 1
    place = Place(f"/kiosk/{device}", Language(lang), at, len(deck))
    return _show(
        request, screen, deck[at - 1], place, Look(bool(hold), bool(contrast), bool(large)), clock, {}
    )


@get("/kiosk/{device:str}/screen.css", access=PUBLIC, session=False, sync_to_thread=True)
def send_sizes(
    request: WebRequest,
    device: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """Send the screen's sizes as a style sheet, since pages carry no styles of their own."""
    screen = _open_screen(request, device, database, clock)
    sizes = measure(screen.width_mm, screen.height_mm, screen.distance_mm)
    sheet = (
        f":root {{ --type: {sizes.type_vw:.3f}vw; --button: {sizes.button_vw:.3f}vw; "
        f"--code: {sizes.code_vw:.3f}vw }}\n"
    )
    return answer_fresh(request, sheet.encode(), "text/css")


@get("/kiosk/{device:str}/snapshot.json", access=PUBLIC, session=False, sync_to_thread=True)
def send_snapshot(
    request: WebRequest,
    device: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    settings: NamedDependency[Settings],
    clock: NamedDependency[Clock],
) -> Response[dict[str, object]]:
    """Send the addresses of all that the screen keeps for when the network is gone."""
    screen = _open_screen(request, device, database, clock)
    total = len(_make_deck(request, screen, engine, database, settings))
    base = f"/kiosk/{device}"
    assets = toolkit_of(request).assets
    addresses = [
        base,
        f"{base}/screen.css",
        *(assets.url(f"css/{sheet}.css") for sheet in SHEETS),
        assets.url("js/kiosk.js"),
        assets.url("img/favicon.svg"),
        *(f"{base}/{language}/{number}" for language in Language for number in range(1, total + 1)),
    ]
    content: dict[str, object] = {"made": clock.now().isoformat(), "addresses": addresses}
    return Response(content, headers={"cache-control": "no-store"})


@get("/kiosk/{device:str}/worker.js", access=PUBLIC, session=False, sync_to_thread=True)
def send_worker(
    request: WebRequest,
    device: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """Send the script that keeps the slides, from an address below which it may work."""
    _open_screen(request, device, database, clock)
    script = toolkit_of(request).assets.files["js/kiosk-worker.js"].path.read_bytes()
    allowed = {"service-worker-allowed": f"/kiosk/{device}"}
    return answer_fresh(request, script, "text/javascript", allowed)


def _open_screen(request: WebRequest, device: str, database: Database, clock: Clock) -> Screen:
    """Return the screen of an address, and note that it was seen. Raises NotFoundError."""
    screen_id = read_device(toolkit_of(request).secret, device)
    with database.read() as work:
        screen = find_screen(work, screen_id)
    if screen is None:
        raise NotFoundError
    now = clock.now()
    if is_seen_stale(screen, now):
        with database.write() as work:
            note_seen(work, screen_id, now)
            work.commit()
    return screen


def _make_deck(
    request: WebRequest, screen: Screen, engine: Engine[Work], database: Database, settings: Settings
) -> tuple[Shown, ...]:
    with database.read() as work:
        deck = make_deck(screen, engine, work, settings.contact_phone)
    sizes = measure(screen.width_mm, screen.height_mm, screen.distance_mm)
    return split(deck, [fits_in(make_speech(toolkit_of(request), language), sizes) for language in Language])


def _show(
    request: WebRequest,
    screen: Screen,
    shown: Shown,
    place: Place,
    look: Look,
    clock: Clock,
    headers: dict[str, str],
) -> Response[bytes]:
    nonce = exchange_of(request.scope).nonce
    context = describe(toolkit_of(request), screen, shown, place, look, clock.now())
    return public_page(
        request,
        "kiosk/slide.html",
        place.language,
        {"content-security-policy": POLICY.format(nonce=nonce), **headers},
        csp_nonce=nonce,
        sheets=SHEETS,
        **context,
    )


HANDLERS = (begin, show_slide, send_sizes, send_snapshot, send_worker)
