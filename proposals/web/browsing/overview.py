"""The round at a glance: a map of its areas, its themes, and its commonest words, each with a list that says so."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.ids import AreaId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField, optional
from pb.web.forms import read_query
from pb.web.pages import page
from proposals.core.rules import submission_rules
from proposals.storage.overview import count_by_area, count_by_theme
from proposals.web.browsing.word_memory import recall_words
from proposals.web.rounds import find_round, list_areas


@get("/cycles/{cycle:str}/proposals/overview", access=PUBLIC, sync_to_thread=True)
def show_overview(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show the areas with their numbers of proposals, and the words of all proposals or of one area's."""
    with database.read() as work:
        found_round = find_round(work, cycle)
        areas = list_areas(found_round)
        area = optional(ChoiceField("area", Message("Area"), [each.id for each in areas]))
        form = read_query(request, area)
        chosen = "" if area.name in form.faults else form[area] or ""
        form.faults.clear()
        counts = count_by_area(work, found_round.id)
        themes = submission_rules(found_round).themes
        about = count_by_theme(work, found_round.id) if themes else {}
        picture = recall_words(database, work, found_round, chosen)
    return page(
        request,
        "proposals/overview.html",
        cycle=found_round,
        areas=areas,
        form=form,
        chosen=next((each for each in areas if each.id == chosen), None),
        counts=counts,
        themes=sorted(((theme, about.get(theme.id, 0)) for theme in themes), key=lambda pair: -pair[1]),
        total=counts.get(AreaId(chosen), 0) if chosen else sum(counts.values()),
        picture=picture,
    )


HANDLERS = (show_overview,)
