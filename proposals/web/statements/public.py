"""What councils say, for everyone: asked, filed, and what the city did with it."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.clock import Clock
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.fields import NumberField, optional
from pb.web.forms import read_query
from pb.web.pages import page
from proposals.core.rules import REVIEW
from proposals.storage.statements import list_hearings
from proposals.web.rounds import find_round
from proposals.web.statements.views import show_hearings
from proposals.web.statements.words import EFFECT

PAGE = optional(NumberField("page", Message("Page"), minimum=1))
LINES = 20


@get("/cycles/{cycle:str}/statements", access=PUBLIC, sync_to_thread=True)
def show_statements(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Show what councils were asked in a round and what they filed. A page that can't be read is the first."""
    with database.read() as work:
        found = find_round(work, cycle)
        shown = show_hearings(found, list_hearings(work, found.id), clock.now())
    form = read_query(request, PAGE)
    pages = max(1, -(-len(shown) // LINES))
    number = min(1 if form.faults else form[PAGE] or 1, pages)
    return page(
        request,
        "proposals/statements/list.html",
        cycle=found,
        shown=shown[(number - 1) * LINES : number * LINES],
        filed=sum(one.statement is not None for one in shown),
        effects=EFFECT,
        plan=found.declaration.plan(REVIEW),
        number=number,
        pages=pages,
    )


HANDLERS = (show_statements,)
