"""Proposals on a map, narrowed like the list, with the list of those in view beside it.

Without JavaScript the map is a drawing of the areas whose marks lead nearer; with it, one to move and zoom. Both have
the same marks, because the second asks this page for them.
"""

from dataclasses import replace

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.errors import NotFoundError
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.fields import TextField
from pb.web.forms import read_query
from pb.web.maps import use_map
from pb.web.pages import page
from pb.web.sessions import Session
from proposals.core.point_map import gather, parse_view, whole_view
from proposals.core.review import AnsweredProposal
from proposals.core.rules import submission_rules
from proposals.core.visibility import is_released, public_status
from proposals.storage.search import Order, search_proposals
from proposals.storage.spots import count_found, find_spots, read_titles
from proposals.web.browsing.drawing import draw
from proposals.web.browsing.favourites import own_favourites
from proposals.web.browsing.filters import read_filters
from proposals.web.rounds import find_round, list_areas
from proposals.web.words import STATUS

VIEW = TextField("view", Message("Part of the map"), maximum=80, required=False)
_STEP = 2.0
"""How much nearer or farther a press on a link takes."""


@get("/cycles/{cycle:str}/proposals/map", access=PUBLIC, sync_to_thread=True)
def show_map(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show the map as the address asks. Raises NotFoundError in a round whose areas have no place on the earth."""
    asked = read_query(request, VIEW)
    typed = "" if asked.faults else asked[VIEW]
    with database.read() as work:
        found_round = find_round(work, cycle)
        frame = submission_rules(found_round).map
        whole = whole_view(frame)
        if whole is None:
            raise NotFoundError
        view = parse_view(typed) or whole
        filters = read_filters(request, found_round)
        search = replace(filters.search, order=Order.NUMBER, view=None)
        marks = gather(find_spots(work, found_round.id, search), view)
        alone = tuple(mark.spots[0].number for mark in marks if len(mark.spots) == 1)
        titles = read_titles(work, found_round.id, alone)
        found = search_proposals(work, found_round.id, replace(search, view=view), filters.page)
        total = count_found(work, found_round.id, search)
    return page(
        request,
        "proposals/map.html",
        cycle=found_round,
        areas=list_areas(found_round),
        themes=submission_rules(found_round).themes,
        filters=filters,
        tiles=use_map(request),
        whole=whole,
        view=view,
        nearer=view.scale(1 / _STEP).within(whole),
        farther=view.scale(_STEP).within(whole),
        drawing=draw(frame, view, marks, titles),
        found=found,
        elsewhere=total - found.total,
        answers=[(answer, _status(found_round, answer)) for answer in found.entries],
        favourites=own_favourites(session, found_round.id),
        is_released=is_released(found_round),
    )


def _status(cycle: Cycle, answer: AnsweredProposal) -> tuple[Message, str]:
    return STATUS[public_status(cycle, answer.proposal, answer.review)]


HANDLERS = (show_map,)
