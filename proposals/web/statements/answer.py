"""Answering a statement: what the city heard, what it changed, and why. Two officials never overwrite each other."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.actors import actor_of, viewer_of
from pb.web.exchange import WebRequest
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.councils import name_council
from proposals.core.rules import REVIEW, review_rules
from proposals.core.statements import Effect, Hearing, Reply, StatementId, check_reply, may_show_answers
from proposals.core.visibility import is_released
from proposals.storage.statement_acts import OutdatedTextError, answer_statement
from proposals.storage.statements import Heard, find_hearing
from proposals.web.acting import ANSWERS
from proposals.web.reading_help import read_fields, ready_reasons_of, use_ready_reason
from proposals.web.rounds import find_round
from proposals.web.statements.fields import (
    EFFECT,
    READ,
    VERSION,
    label_of,
    languages_of,
    read_text,
    text_fields,
    type_reply,
)
from proposals.web.statements.words import EFFECT as EFFECT_WORDS

SAVED = Message("The answer to the statement has been saved.")


@get("/cycles/{cycle:str}/statements/{statement:str}/answer", access=ANSWERS, sync_to_thread=True)
def show_answer(
    request: WebRequest,
    cycle: FromPath[str],
    statement: FromPath[str],
    database: NamedDependency[Database],
) -> Response[str]:
    """Show a statement with its answer, to write or to read."""
    with database.read() as work:
        found = find_round(work, cycle)
        heard = find_hearing(work, found.id, StatementId(statement))
    answer = heard[0].answer
    typed = {
        VERSION.name: str(answer.version if answer else 0),
        **(type_reply(answer.reply) if answer else {}),
    }
    return _show(request, found, heard, new_form(request, typed))


@post("/cycles/{cycle:str}/statements/{statement:str}/answer", access=ANSWERS, sync_to_thread=True)
def save_answer(
    request: WebRequest,
    cycle: FromPath[str],
    statement: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Save the answer over the version that was read; 409 with both when somebody else was first."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        heard = find_hearing(work, held.id, StatementId(statement))
        form = read_form(
            request, EFFECT, *text_fields("heard", held), *text_fields("why", held), READ, VERSION
        )
        if use_ready_reason(request, form, held, _reason_fields(held)):
            return _show(request, held, heard, form)
        reply = _read_reply(form, held)
        if reply is None:
            return _show(request, held, heard, form)
        hearing, proposal = heard
        unit = viewer_of(session).unit
        try:
            answer_statement(
                work,
                held,
                hearing,
                proposal,
                reply,
                form[READ],
                form[VERSION],
                actor_of(session),
                unit,
                clock.now(),
            )
        except OutdatedTextError as error:
            # Sent once more, the form says that its sender has read what stands now.
            form.typed[VERSION.name] = str(hearing.answer.version if hearing.answer else 0)
            form.add_faults({"": error.message})
            return _show(request, held, heard, form, status=error.status)
        work.commit()
    return go_to(request, f"cycles/{cycle}/statements/all", flash=SAVED)


def _reason_fields(cycle: Cycle) -> dict[str, Language]:
    return {f"why_{language}": language for language, _owed in languages_of(cycle)}


def _read_reply(form: Form, cycle: Cycle) -> Reply | None:
    if form.faults:
        return None
    reply = Reply(read_text(form, "heard", cycle), Effect(form[EFFECT]), read_text(form, "why", cycle))
    form.add_faults(check_reply(reply, review_rules(cycle), is_public=may_show_answers(cycle)))
    return None if form.faults else reply


def _show(request: WebRequest, cycle: Cycle, heard: Heard, form: Form, status: int = 0) -> Response[str]:
    hearing, proposal = heard
    # Whatever was read before, this page shows the statement as it stands.
    form.typed[READ.name] = str(hearing.statement.version if hearing.statement else 0)
    languages = languages_of(cycle)
    fields = {f"{part}_{language}": language for part in ("heard", "why") for language, _owed in languages}
    return page(
        request,
        "proposals/statements/answer.html",
        status=status or (422 if form.faults else 200),
        cycle=cycle,
        hearing=hearing,
        council=name_council(hearing.asking.council),
        proposal=proposal,
        effects=EFFECT_WORDS,
        languages=languages,
        labels={name: label_of(name.partition("_")[0], language) for name, language in fields.items()},
        reading=read_fields(form, fields),
        reasons=ready_reasons_of(cycle),
        is_final=_is_final(cycle, hearing),
        is_conflict=status == OutdatedTextError.status,
        plan=cycle.declaration.plan(REVIEW),
        form=form,
    )


def _is_final(cycle: Cycle, hearing: Hearing) -> bool:
    return is_released(cycle) and hearing.is_answered


HANDLERS = (show_answer, save_answer)
