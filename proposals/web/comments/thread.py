"""One thread on a page of its own: where letters lead, and where whoever wrote sees that it is there."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.clock import Clock
from pb.kernel.errors import NotFoundError
from pb.storage.database import Database
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.pages import page
from proposals.core.comments import takes_comments
from proposals.storage.comments import find_thread
from proposals.storage.merges import list_family_of
from proposals.storage.proposals import find_proposal
from proposals.web.comments.views import show_threads
from proposals.web.rounds import find_round


@get("/cycles/{cycle:str}/proposals/{number:int}/comments/{comment:str}", access=PUBLIC, sync_to_thread=True)
def show_thread(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    comment: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Show the thread that a comment is in. Raises NotFoundError when its proposal can't be read."""
    with database.read() as work:
        found = find_round(work, cycle)
        proposal = find_proposal(work, found.id, number)
        thread = find_thread(work, found.id, comment)
        family = {one.id: one.number for one in list_family_of(work, proposal)}
    if not proposal.is_public or thread.top.proposal not in family:
        raise NotFoundError
    today = clock.now().astimezone(toolkit_of(request).zone).date()
    others = {name: other for name, other in family.items() if other != number}
    return page(
        request,
        "proposals/comments/thread.html",
        cycle=found,
        proposal=proposal,
        talk=show_threads([thread], others, today)[0],
        may_write=takes_comments(found),
    )


HANDLERS = (show_thread,)
