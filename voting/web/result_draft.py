"""The officials' page for what comes after publishing: the body's decision with its reasons, and corrections.

It opens only once a version is published: before that no official sees a count here either. Saving publishes nothing;
the acts of the stage do, on the cycle's page, by two people where the round says so and always for a correction.
"""

from datetime import datetime

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.journal import JournalEvent
from pb.kernel.canonical import digest
from pb.kernel.clock import Clock
from pb.kernel.ids import StageKey
from pb.kernel.message import Message
from pb.kernel.plain import to_plain
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import staff
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest
from pb.web.forms import Form, new_form
from pb.web.pages import go_to, page
from pb.web.roles import Role
from pb.web.sessions import Session
from voting.core.result.decision import find_departures, list_advised
from voting.core.result.published import PublishedResult, ResultDraft
from voting.core.result.rules import read_publication_rules
from voting.core.rules import PUBLICATION
from voting.next_version import CONFIRM, CORRECT, refuse
from voting.result_events import PREPARED
from voting.storage.outcomes import drop_draft, find_draft, find_version, save_draft
from voting.web.result_fields import LANGUAGE_NAMES, OWED, read_draft, type_draft
from voting.web.results import find_cycle, require_version

DECIDES = staff(Role.ADMINISTRATOR, Role.OFFICIAL)


@get("/admin/cycles/{cycle:str}/result", access=DECIDES, sync_to_thread=True)
def show_draft(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show the draft of the next version with what is still missing."""
    with database.read() as work:
        found = find_cycle(work, cycle)
        version = find_version(work, found.id)
        draft = find_draft(work, found.id)
        missing = _list_missing(found, version.result, draft, work) if version else ()
    if version is None:
        return page(request, "voting/result_draft_early.html", cycle=found)
    form = new_form(request, type_draft(_start(version.result, draft)))
    return _show(request, found, version.result, form, _start(version.result, draft), missing)


@post(
    "/admin/cycles/{cycle:str}/result",
    access=DECIDES,
    sync_to_thread=True,
    request_max_body_size=1024 * 1024,
)
def keep_draft(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Keep what was written as the draft. It replaces the one before, and an approval of that one no longer holds."""
    with database.write() as work:
        found = find_cycle(work, cycle)
        version = require_version(work, found)
        form, draft = read_draft(request, version.result, read_publication_rules(found.declaration))
        if draft is None:
            return _show(request, found, version.result, form, _start(version.result, ResultDraft()), ())
        save_draft(work, found.id, draft)
        _note(work, found, draft, session, clock.now())
        work.commit()
    return go_to(
        request,
        f"admin/cycles/{cycle}/result",
        flash=Message("Saved. Nothing of it is public yet."),
    )


@post("/admin/cycles/{cycle:str}/result/discard", access=DECIDES, sync_to_thread=True)
def discard_draft(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Forget the draft."""
    with database.write() as work:
        found = find_cycle(work, cycle)
        require_version(work, found)
        drop_draft(work, found.id)
        _note(work, found, ResultDraft(), session, clock.now())
        work.commit()
    return go_to(request, f"admin/cycles/{cycle}/result", flash=Message("The draft has been discarded."))


def _start(result: PublishedResult, draft: ResultDraft) -> ResultDraft:
    """Return the draft, or where there is none what holds now."""
    if draft != ResultDraft():
        return draft
    return ResultDraft(result.decision, result.withdrawn)


def _list_missing(
    cycle: Cycle, result: PublishedResult, draft: ResultDraft, work: Work
) -> tuple[Message, ...]:
    if draft == ResultDraft():
        return ()
    return refuse(cycle, CONFIRM if result.is_open else CORRECT, work)


def _note(work: Work, cycle: Cycle, draft: ResultDraft, session: Session, now: datetime) -> None:
    event = JournalEvent(
        PREPARED, StageKey(PUBLICATION), actor_of(session), {"draft": digest(to_plain(draft))}
    )
    work.write_journal(cycle.id, event, now)


def _show(
    request: WebRequest,
    cycle: Cycle,
    result: PublishedResult,
    form: Form,
    draft: ResultDraft,
    missing: tuple[Message, ...],
) -> Response[str]:
    outcome = result.count.outcome
    chosen = (
        {decided.project: decided.chosen for decided in draft.decision.projects} if draft.decision else {}
    )
    return page(
        request,
        "voting/result_draft.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        result=result,
        form=form,
        missing=missing,
        has_draft=draft != ResultDraft(result.decision, result.withdrawn),
        publication=read_publication_rules(cycle.declaration),
        advised=list_advised(outcome),
        departures=find_departures(outcome, chosen) if draft.decision else frozenset(),
        projects={project.id: project for project in outcome.shortlist.projects},
        languages=[
            (language.value, LANGUAGE_NAMES[language], language in OWED) for language in LANGUAGE_NAMES
        ],
    )


HANDLERS = (show_draft, keep_draft, discard_draft)
