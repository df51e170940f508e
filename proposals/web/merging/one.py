"""One merge for moderators: who has answered, stopping it, and undoing it; and undoing a split."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.clock import Clock
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.merge import MergeState, wording_of
from proposals.core.visibility import is_released
from proposals.storage.merge_acts import stop_merge, undo_merge
from proposals.storage.merges import find_merge, find_split, list_numbered
from proposals.storage.split_acts import undo_split
from proposals.storage.supporters import count_by_number
from proposals.web.acting import MODERATES
from proposals.web.merging.views import show_parties
from proposals.web.merging.words import STATE
from proposals.web.rounds import find_round


@get("/cycles/{cycle:str}/review/merge/{merge:str}", access=MODERATES, sync_to_thread=True)
def show_merge(
    request: WebRequest, cycle: FromPath[str], merge: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show the texts side by side with each author's answer, and the joint text."""
    with database.read() as work:
        found = find_round(work, cycle)
        one = find_merge(work, found.id, merge)
        proposals = list_numbered(work, found.id, one.numbers)
        sides = show_parties(one, proposals, count_by_number(work, proposals))
    joint = next(proposal for proposal in proposals if proposal.number == one.into)
    return page(
        request,
        "proposals/merging/one.html",
        cycle=found,
        merge=one,
        beside=sides,
        state=STATE[one.state],
        may_stop=one.state is MergeState.ASKED,
        may_undo=one.state is MergeState.DONE and not is_released(found),
        is_changed=one.state is MergeState.DONE and wording_of(joint) != one.wording,
    )


@post("/cycles/{cycle:str}/review/merge/{merge:str}/stop", access=MODERATES, sync_to_thread=True)
def stop(
    request: WebRequest,
    cycle: FromPath[str],
    merge: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Take the question to the authors back."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        stop_merge(work, held, find_merge(work, held.id, merge), actor_of(session), clock.now())
        work.commit()
    told = Message("The merge has been stopped. The proposals stay as they were.")
    return go_to(request, f"cycles/{cycle}/review/merge/{merge}", flash=told)


@post("/cycles/{cycle:str}/review/merge/{merge:str}/undo", access=MODERATES, sync_to_thread=True)
def undo(
    request: WebRequest,
    cycle: FromPath[str],
    merge: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Let the merged proposals stand on their own again."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        undo_merge(work, held, find_merge(work, held.id, merge), actor_of(session), clock.now())
        work.commit()
    told = Message("The merge has been undone. Each proposal has its own text again.")
    return go_to(request, f"cycles/{cycle}/review/merge/{merge}", flash=told)


@post("/cycles/{cycle:str}/review/splits/{split:str}/undo", access=MODERATES, sync_to_thread=True)
def undo_one_split(
    request: WebRequest,
    cycle: FromPath[str],
    split: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Put back the text that stood before a split."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        one = find_split(work, held.id, split)
        undo_split(work, held, one, actor_of(session), clock.now())
        work.commit()
    values = {"source": one.source, "part": one.part}
    told = Message("The split has been undone. Proposal %(part)s leads to proposal %(source)s.", values)
    return go_to(request, f"cycles/{cycle}/review/merge", flash=told)


HANDLERS = (show_merge, stop, undo, undo_one_split)
