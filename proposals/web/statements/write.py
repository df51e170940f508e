"""A council's own pages: what it was asked, and writing, filing and correcting its statement until the due date."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import staff
from pb.web.actors import actor_of, viewer_of
from pb.web.exchange import WebRequest
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.roles import Role
from pb.web.sessions import Session
from proposals.core.councils import name_council
from proposals.core.rules import review_rules
from proposals.core.statements import StatementId, check_statement, mark_text, may_write
from proposals.storage.statement_acts import OutdatedTextError, file_statement, save_draft_of
from proposals.storage.statements import Heard, find_draft_of, find_hearing, list_of_council
from proposals.web.reading_help import read_fields
from proposals.web.rounds import find_round
from proposals.web.statements.fields import (
    DO,
    SEEN,
    label_of,
    languages_of,
    read_text,
    text_fields,
    type_text,
)
from proposals.web.statements.views import show_hearing
from proposals.web.statements.words import EFFECT, STANDING

COUNCILS = staff(Role.COUNCIL)


@get("/cycles/{cycle:str}/statements/own", access=COUNCILS, sync_to_thread=True)
def show_own(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """List what the reader's council was asked in a round."""
    unit, now = viewer_of(session).unit, clock.now()
    with database.read() as work:
        found = find_round(work, cycle)
        heard = list_of_council(work, found.id, unit) if unit else []
    rules = review_rules(found)
    return page(
        request,
        "proposals/statements/own.html",
        cycle=found,
        council=name_council(unit),
        lines=[
            (hearing, proposal, STANDING[hearing.standing(rules, now)], may_write(found, hearing, now))
            for hearing, proposal in heard
        ],
    )


@get("/cycles/{cycle:str}/statements/{statement:str}/write", access=COUNCILS, sync_to_thread=True)
def show_writing(
    request: WebRequest,
    cycle: FromPath[str],
    statement: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Show the council's text: to write, to correct, or to read once it is too late for both."""
    with database.read() as work:
        found = find_round(work, cycle)
        heard = _find_own(work, found, session, statement)
        text, mark = _find_text(work, heard)
    form = new_form(request, {SEEN.name: mark, **type_text("text", text)})
    return _show(request, found, heard, form, clock)


@post("/cycles/{cycle:str}/statements/{statement:str}/write", access=COUNCILS, sync_to_thread=True)
def write(
    request: WebRequest,
    cycle: FromPath[str],
    statement: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Keep the draft, or file the statement; 409 with both texts when another member was first."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        heard = _find_own(work, held, session, statement)
        hearing, proposal = heard
        form = read_form(request, *text_fields("text", held), SEEN, DO)
        is_filed = not form.faults and form[DO] == "file"
        text = LocalizedText() if form.faults else read_text(form, "text", held)
        if is_filed:
            form.add_faults(check_statement(text, (language for language, _owed in languages_of(held))))
        if form.faults:
            return _show(request, held, heard, form, clock)
        actor, now, seen = actor_of(session), clock.now(), form[SEEN]
        try:
            if is_filed:
                file_statement(work, held, hearing, proposal, text, seen, actor, now)
            else:
                save_draft_of(work, held, hearing, text, seen, actor, now)
        except OutdatedTextError as error:
            theirs, mark = _find_text(work, heard)
            # Sent once more, the form says that its sender has read what stands now.
            form.typed[SEEN.name] = mark
            form.add_faults({"": error.message})
            return _show(request, held, heard, form, clock, theirs)
        work.commit()
    path = f"cycles/{cycle}/statements"
    if is_filed:
        return go_to(
            request, f"{path}/own", flash=Message("The statement has been filed. Anyone can read it.")
        )
    return go_to(request, f"{path}/{statement}/write", flash=Message("The draft has been saved."))


def _find_own(work: Work, cycle: Cycle, session: Session, statement: str) -> Heard:
    """Return a request to the reader's own council. Raises NotFoundError alike for unknown ones and other councils'."""
    heard = find_hearing(work, cycle.id, StatementId(statement))
    if heard[0].asking.council != viewer_of(session).unit:
        raise NotFoundError
    return heard


def _find_text(work: Work, heard: Heard) -> tuple[LocalizedText, str]:
    filed, draft = heard[0].statement, find_draft_of(work, heard[0].asking)
    standing = filed or draft
    return standing.text if standing else LocalizedText(), mark_text(filed, draft)


def _show(
    request: WebRequest,
    cycle: Cycle,
    heard: Heard,
    form: Form,
    clock: Clock,
    theirs: LocalizedText | None = None,
) -> Response[str]:
    hearing, proposal = heard
    fields = {f"text_{language}": language for language, _owed in languages_of(cycle)}
    return page(
        request,
        "proposals/statements/write.html",
        status=OutdatedTextError.status if theirs else 422 if form.faults else 200,
        cycle=cycle,
        hearing=hearing,
        shown=show_hearing(cycle, hearing, proposal, clock.now()),
        effects=EFFECT,
        proposal=proposal,
        labels={name: label_of("text", language) for name, language in fields.items()},
        fields=fields,
        reading=read_fields(form, fields),
        may_write=may_write(cycle, hearing, clock.now()),
        theirs=theirs,
        form=form,
    )


HANDLERS = (show_own, show_writing, write)
