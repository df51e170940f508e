"""Officials tell how far the chosen projects have come. Each report is added to the ones before and public at once."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.journal import JournalEvent
from pb.kernel.canonical import JSON, digest
from pb.kernel.clock import Clock
from pb.kernel.errors import InvalidInputError, NotFoundError
from pb.kernel.ids import CycleId, StageKey
from pb.kernel.language import Language, LocalizedText
from pb.kernel.message import Message
from pb.kernel.plain import to_plain
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import staff
from pb.web.actors import actor_of, viewer_of
from pb.web.exchange import WebRequest, exchange_of, toolkit_of
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.pictures.picture import HEAVIEST, take_picture_in
from pb.web.roles import Role
from pb.web.sessions import Session
from voting.core.delivery.photo import MOST
from voting.core.delivery.progress import OWED, check_progress
from voting.core.rules import PUBLICATION
from voting.delivery_events import PHOTO_ADDED, PHOTO_REMOVED, REPORTED
from voting.storage.delivery.photos import add_photo, remove_photo
from voting.storage.delivery.reports import OutdatedReportError, add_report
from voting.web.delivery.fields import ALTERNATIVE, read_progress, type_progress
from voting.web.delivery.view import ChosenProject, find_chosen, list_chosen
from voting.web.delivery.words import STATES
from voting.web.result_fields import LANGUAGE_NAMES
from voting.web.results import find_cycle, require_version

TELLS = staff(Role.ADMINISTRATOR, Role.OFFICIAL)
FORM_BYTES = 64 * 1024


@get("/admin/cycles/{cycle:str}/projects", access=TELLS, sync_to_thread=True)
def show_worklist(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """List the chosen projects, those first that nobody has reported on for long."""
    with database.read() as work:
        found = find_cycle(work, cycle)
        require_version(work, found)
        chosen = list_chosen(work, found, clock.now())
    waiting = sorted(chosen, key=lambda one: (not one.is_stale, one.delivery.progress.state.is_final))
    return page(request, "voting/delivery/worklist.html", cycle=found, chosen=waiting, states=STATES)


@get("/admin/cycles/{cycle:str}/projects/{project:str}", access=TELLS, sync_to_thread=True)
def show_form(
    request: WebRequest,
    cycle: FromPath[str],
    project: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Show what is told of a project, and the form for what is new."""
    with database.read() as work:
        found = find_cycle(work, cycle)
        chosen = find_chosen(work, found, project, clock.now())
    return _show(request, found, chosen, _new_form(request, chosen))


@post("/admin/cycles/{cycle:str}/projects/{project:str}", access=TELLS, sync_to_thread=True)
def report(
    request: WebRequest,
    cycle: FromPath[str],
    project: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Add a report over the version that was read; 409 with both when somebody else was first."""
    now = clock.now()
    with database.write() as work:
        found = _hold(work, cycle)
        chosen = find_chosen(work, found, project, now)
        form, progress, seen = read_progress(request)
        if progress is not None:
            today = now.astimezone(toolkit_of(request).zone).date()
            form.add_faults(
                check_progress(progress, chosen.delivery, has_money=found.declaration.has_money, today=today)
            )
        if progress is None or form.faults:
            return _show(request, found, chosen, form, status=422)
        actor, unit = actor_of(session), viewer_of(session).unit
        try:
            made = add_report(work, found.id, chosen.project.id, progress, seen, actor, unit, now)
        except OutdatedReportError as error:
            form.typed["seen"] = str(error.newest.version)
            form.add_faults({"": error.message})
            return _show(request, found, chosen, form, status=409)
        details: dict[str, JSON] = {"version": made.version, "report": digest(to_plain(progress))}
        _note(work, found, REPORTED, session, clock, project, details)
        work.commit()
    return go_to(
        request, f"admin/cycles/{cycle}/projects/{project}", flash=Message("Saved. It is public now.")
    )


@post(
    "/admin/cycles/{cycle:str}/projects/{project:str}/photos",
    access=TELLS,
    sync_to_thread=True,
    request_max_body_size=HEAVIEST + FORM_BYTES,
)
def take_photo_in(
    request: WebRequest,
    cycle: FromPath[str],
    project: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Take a photo in, encoded anew, with what it shows in words."""
    now = clock.now()
    with database.read() as work:
        found = find_cycle(work, cycle)
        chosen = find_chosen(work, found, project, now)
    form = read_form(request, *ALTERNATIVE)
    alternative = LocalizedText(*("" if field.name in form.faults else form[field] for field in ALTERNATIVE))
    files = exchange_of(request.scope).files.get("photo", ())
    try:
        # Outside the transaction: encoding takes a moment, and on SQLite everybody who writes would wait for it.
        picture = take_picture_in(files[0].file.read() if files else b"", "photo")
        if not form.faults:
            with database.write() as work:
                _hold(work, cycle)
                add_photo(
                    work, found.id, chosen.project.id, alternative,
                    (picture.large, picture.small), (picture.width, picture.height), now,
                )  # fmt: skip
                _note(work, found, PHOTO_ADDED, session, clock, project, {})
                work.commit()
    except InvalidInputError as error:
        form.add_faults(error.faults)
    if form.faults:
        form.typed |= type_progress(chosen.delivery.progress, chosen.delivery.version)
        return _show(request, found, chosen, form, status=422)
    return go_to(
        request, f"admin/cycles/{cycle}/projects/{project}", flash=Message("The photo is public now.")
    )


@post(
    "/admin/cycles/{cycle:str}/projects/{project:str}/photos/{photo:str}/remove",
    access=TELLS,
    sync_to_thread=True,
)
def take_photo_out(
    request: WebRequest,
    cycle: FromPath[str],
    project: FromPath[str],
    photo: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Remove a photo."""
    with database.write() as work:
        found = _hold(work, cycle)
        chosen = find_chosen(work, found, project, clock.now())
        remove_photo(work, found.id, chosen.project.id, photo)
        _note(work, found, PHOTO_REMOVED, session, clock, project, {})
        work.commit()
    return go_to(
        request, f"admin/cycles/{cycle}/projects/{project}", flash=Message("The photo has been removed.")
    )


def _new_form(request: WebRequest, chosen: ChosenProject) -> Form:
    return new_form(request, type_progress(chosen.delivery.progress, chosen.delivery.version))


def _hold(work: Work, cycle: str) -> Cycle:
    """Return the cycle, held because its journal is written. Raises NotFoundError for one without results."""
    held = work.load_cycle(CycleId(cycle))
    if held.declaration.plan(PUBLICATION) is None:
        raise NotFoundError
    return held


def _note(
    work: Work, cycle: Cycle, act: str, session: Session, clock: Clock, project: str, more: dict[str, JSON]
) -> None:
    event = JournalEvent(act, StageKey(PUBLICATION), actor_of(session), {"project": project, **more})
    work.write_journal(cycle.id, event, clock.now())


def _show(
    request: WebRequest, cycle: Cycle, chosen: ChosenProject, form: Form, status: int = 200
) -> Response[str]:
    return page(
        request,
        "voting/delivery/report.html",
        status=status,
        cycle=cycle,
        chosen=chosen,
        form=form,
        states=STATES,
        is_conflict=status == OutdatedReportError.status,
        may_add_photo=len(chosen.photos) < MOST,
        languages=[(language.value, LANGUAGE_NAMES[language], language in OWED) for language in Language],
    )


HANDLERS = (show_worklist, show_form, report, take_photo_in, take_photo_out)
