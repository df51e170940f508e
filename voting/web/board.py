"""The public board as a page: how large it is, what was signed, and how anyone checks it."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId
from pb.storage.database import Database
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.pages import page
from voting.core.log.frontier import read_frontier
from voting.core.rules import VOTING
from voting.storage.board import find_checkpoint
from voting.storage.elections import find_loss, find_manifest
from voting.web.board_files import PAGE_ENTRIES


@get("/cycles/{cycle:str}/board", access=PUBLIC, sync_to_thread=True)
def show_board(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show the board; before voting opens, say when it begins."""
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        voting = found.declaration.plan(VOTING)
        if voting is None:
            raise NotFoundError
        sealed = find_manifest(work, found.id)
        checkpoint = find_checkpoint(work, found.id)
        loss = find_loss(work, found.id)
    if sealed is None or checkpoint is None:
        return page(request, "voting/board_early.html", cycle=found, voting=voting)
    return page(
        request,
        "voting/board.html",
        cycle=found,
        voting=voting,
        is_open=found.is_open(VOTING),
        manifest=sealed.manifest,
        digest=sealed.digest.hex(),
        checkpoint=checkpoint,
        root=read_frontier(checkpoint.size, checkpoint.frontier).root().hex(),
        pages=-(-checkpoint.size // PAGE_ENTRIES),
        page_entries=PAGE_ENTRIES,
        is_halted=loss is not None and loss.lost is not None,
    )


HANDLERS = (show_board,)
