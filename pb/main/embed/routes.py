"""A round in a frame of another site: how far it is, what one can do, and what the newest stage has to tell.

Any site may frame it, so nothing here can be pressed by mistake: no form, no session, no cookie; links leave the frame.
"""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import StageStatus
from pb.engine.engine import Engine
from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from pb.main.pages.cycle_view import view_cycle
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.public_page import public_page

FRAMED = {
    # Where this stands, browsers pass over x-frame-options (Content Security Policy 3, frame-ancestors).
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'; "
        "frame-ancestors *"
    ),
    "cross-origin-resource-policy": "cross-origin",
}
SHEETS = ("tokens", "base", "forms", "patterns", "embed")


@get("/embed/{lang:str}/cycles/{cycle:str}", access=PUBLIC, session=False, sync_to_thread=True)
def show_in_frame(
    request: WebRequest,
    lang: FromPath[str],
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
) -> Response[bytes]:
    """Show a round small."""
    if lang not in tuple(Language):
        raise NotFoundError
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        view = view_cycle(found, engine, work)
        begun = [state.key for state in found.states if state.status is not StageStatus.COMING]
        slides = engine.stage(begun[-1]).slides(found, work) if begun else ()
    return public_page(
        request,
        "embed/cycle.html",
        Language(lang),
        FRAMED,
        view=view,
        slides=slides,
        sheets=SHEETS,
        site=toolkit_of(request).public_url,
    )


HANDLERS = (show_in_frame,)
