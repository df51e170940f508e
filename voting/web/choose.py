"""Choosing: the area, the projects, and the page that checks the choice before it is cast.

What is chosen comes and goes in the forms alone and is stored nowhere.
"""

from secrets import token_urlsafe

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from pb.engine.engine import Engine
from pb.kernel.ids import CycleId, ProjectId, StageKey
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField, TextField
from pb.web.forms import read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from pb.web.stage_gate import require_open
from voting.core.rules import VOTING
from voting.storage.ballot_box import has_voted
from voting.web.ballot_kinds import form_of
from voting.web.booth import Booth, enter_booth
from voting.web.paper import Paper
from voting.web.voter import STAYS, VOTER, require_voter

MOVE = TextField("move", Message("Button"), maximum=100, required=False)
"""The button pressed beside a project: what it does, and the project's number."""

WORDS = TextField("words", Message("Find a project"), maximum=100, required=False)


def enter(database: Database, engine: Engine[Work], session: Session, cycle: str) -> Booth | None:
    """Return the voter's booth, or None when they have voted already. Raises NotNowError outside the voting time."""
    voter = require_voter(session, cycle)
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        require_open(found, StageKey(VOTING), engine)
        if has_voted(work, found.id, voter.resident.id):
            return None
        return enter_booth(work, found, voter)


def read_paper(request: WebRequest, booth: Booth) -> Paper:
    """Return the ballot that was sent. Raises InvalidInputError for what no page of ours can send."""
    area_field = ChoiceField("area", Message("Area"), choices=[area.id for area in booth.areas])
    form = read_form(request, area_field)
    form.refuse()
    area = booth.find_area(form[area_field]) or booth.areas[0]
    filled = form_of(booth.rule.kind).read(request, booth.style_for(area))
    return booth.paper_for(area, filled)


def move_paper(request: WebRequest, booth: Booth, paper: Paper) -> Paper:
    """Return the ballot after the button that was pressed on it, and with the words that are looked for."""
    form = read_form(request, MOVE, WORDS)
    form.refuse()
    move, _, project = form[MOVE].partition(" ")
    filled = paper.filled
    if move:
        filled = form_of(paper.kind).move(paper.style, filled, move, ProjectId(project))
    return booth.paper_for(paper.area, filled, form[WORDS])


def timeout_of(request: WebRequest, booth: Booth) -> dict[str, object]:
    """Return what the page needs to warn before the session ends."""
    base = f"/{request.path_params['lang']}/{booth.path}"
    return {"seconds": int(STAYS.total_seconds()), "keep": f"{base}/keep", "leave": base}


@get("/cycles/{cycle:str}/vote/area", access=VOTER, sync_to_thread=True)
def show_areas(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Let the voter choose an area; skipped when there is only one."""
    booth = enter(database, engine, session, cycle)
    if booth is None:
        return go_to(request, f"cycles/{cycle}/vote/voted")
    if len(booth.areas) == 1:
        return go_to(request, f"{booth.path}/choose")
    sizes = {area.id: len(booth.paper.in_area(area.id)) for area in booth.areas}
    return page(request, "voting/area.html", booth=booth, sizes=sizes, timeout=timeout_of(request, booth))


@get("/cycles/{cycle:str}/vote/choose", access=VOTER, sync_to_thread=True)
def show_ballot(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    area: FromQuery[str] = "",
) -> Response[str]:
    """Show the ballot with nothing chosen."""
    booth = enter(database, engine, session, cycle)
    if booth is None:
        return go_to(request, f"cycles/{cycle}/vote/voted")
    found = booth.find_area(area)
    if found is None:
        return go_to(request, f"{booth.path}/area")
    return _show_paper(request, booth, booth.paper_for(found))


@post("/cycles/{cycle:str}/vote/choose", access=VOTER, sync_to_thread=True)
def change_ballot(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show the ballot again as it was chosen: the way back from the check, a button beside a project, a search."""
    booth = enter(database, engine, session, cycle)
    if booth is None:
        return go_to(request, f"cycles/{cycle}/vote/voted")
    paper = move_paper(request, booth, read_paper(request, booth))
    return _show_paper(request, booth, paper, is_again=True)


@post("/cycles/{cycle:str}/vote/check", access=VOTER, sync_to_thread=True)
def check_ballot(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show what is chosen before it is cast; a choice against the rule can't be cast, and the page says why."""
    booth = enter(database, engine, session, cycle)
    if booth is None:
        return go_to(request, f"cycles/{cycle}/vote/voted")
    return show_check(request, booth, read_paper(request, booth))


@get("/cycles/{cycle:str}/vote/check", access=VOTER, sync_to_thread=True)
def return_to_ballot(request: WebRequest, cycle: FromPath[str]) -> Response[str]:
    """Send somebody who opens the check by its address to the ballot: nothing of a choice was kept."""
    return go_to(request, f"cycles/{cycle}/vote/choose")


@get("/cycles/{cycle:str}/vote/keep", access=VOTER, sync_to_thread=True)
def keep_session(
    request: WebRequest, cycle: FromPath[str], session: NamedDependency[Session]
) -> Response[None]:
    """Put the end of the session off."""
    require_voter(session, cycle)
    return Response(content=None, status_code=204, headers={"cache-control": "no-store"})


def show_check(request: WebRequest, booth: Booth, paper: Paper) -> Response[str]:
    """Return the check page: 422 with the reasons when the choice can't be cast."""
    return page(
        request,
        "voting/check.html",
        status=422 if paper.faults else 200,
        booth=booth,
        paper=paper,
        key=token_urlsafe(16),
        timeout=timeout_of(request, booth),
    )


def _show_paper(request: WebRequest, booth: Booth, paper: Paper, *, is_again: bool = False) -> Response[str]:
    return page(
        request,
        "voting/choose.html",
        booth=booth,
        paper=paper,
        is_again=is_again,
        key=token_urlsafe(16),
        timeout=timeout_of(request, booth),
    )


HANDLERS = (show_areas, show_ballot, change_ballot, check_ballot, return_to_ballot, keep_session)
