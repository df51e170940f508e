"""The voting letters for administrators: bring the addresses, get the letters while they are made, see how far a run is.

The codes are in the clear only in what is sent; the server keeps neither the letters nor the addresses. A run is told as
it goes on: while the browser saves the file, this page says how far it is.
"""

from functools import partial

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Stream

from pb.kernel.clock import Clock
from pb.kernel.errors import DomainError
from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.access import staff
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest, exchange_of, toolkit_of
from pb.web.fields import ChoiceField, TextField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import page
from pb.web.roles import Role
from pb.web.sessions import Session
from voting.core.rules import VOTING
from voting.letter_archive import stream_archive
from voting.letter_job import LetterPlan, Whom, make_letters, plan_letters, plan_one_letter
from voting.letter_print import LetterTerms, print_letters
from voting.roll_desk import require_vote
from voting.roll_import import RollFaultsError
from voting.storage.elections import find_manifest
from voting.storage.print_jobs import list_jobs
from voting.storage.voting_codes import count_without_code
from voting.web.roll import LARGEST_FILE, MOST_FAULTS, desk_of

ADMINISTRATOR = staff(Role.ADMINISTRATOR)

WHOM = ChoiceField("whom", Message("Letters for"), choices=tuple(Whom))
LANGUAGE = ChoiceField("language", Message("Language of the letters"), choices=tuple(Language))
CONTACT = TextField("contact", Message("Telephone and hours of the help line"), maximum=100)
PERSON = TextField("person", Message("Reference or personal identity code"), maximum=64)
ONE_LANGUAGE = ChoiceField("one-language", Message("Language of the letter"), choices=tuple(Language))
ONE_CONTACT = TextField("one-contact", CONTACT.label, maximum=100)


@get("/admin/cycles/{cycle:str}/letters", access=ADMINISTRATOR, sync_to_thread=True)
def show_letters(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show the runs so far and the forms for a new one."""
    return _show(request, database, cycle, new_form(request))


@post(
    "/admin/cycles/{cycle:str}/letters",
    access=ADMINISTRATOR,
    sync_to_thread=True,
    request_max_body_size=LARGEST_FILE,
)
def make_run(
    request: WebRequest, cycle: FromPath[str], session: NamedDependency[Session]
) -> Response[str] | Stream:
    """Send the letters of an address file as an archive, batch by batch; or list what is wrong in the file."""
    desk = desk_of(request)
    form = read_form(request, WHOM, LANGUAGE, CONTACT)
    files = exchange_of(request.scope).files.get("file", ())
    content = files[0].file.read() if files else b""
    if not content:
        form.add_faults({"file": Message("Choose a file.")})
    if form.faults:
        return _show(request, desk.database, cycle, form, status=422)
    try:
        plan = plan_letters(desk, CycleId(cycle), content, Whom(form[WHOM]))
    except RollFaultsError as error:
        form.add_faults({"file": Message("No letter was made. Correct the file and try again.")})
        return _show(request, desk.database, cycle, form, status=422, refused=error)
    except DomainError as error:
        form.add_faults({"file": error.message})
        return _show(request, desk.database, cycle, form, status=error.status)
    if not plan.letters:
        form.add_faults({"file": Message("Nobody in the file needs a letter.")})
        return _show(request, desk.database, cycle, form, status=422)
    terms = _read_terms(desk.database, cycle, form[CONTACT], Language(form[LANGUAGE]))
    batches = make_letters(desk, plan, actor_of(session))
    headers = {
        "content-disposition": f'attachment; filename="letters-{cycle}.zip"',
        "cache-control": "no-store",
    }
    archive = stream_archive(batches, partial(print_letters, toolkit_of(request), terms))
    return Stream(archive, status_code=200, media_type="application/zip", headers=headers)


@post("/admin/cycles/{cycle:str}/letters/one", access=ADMINISTRATOR, sync_to_thread=True)
def make_reprint(
    request: WebRequest, cycle: FromPath[str], session: NamedDependency[Session]
) -> Response[str] | Response[bytes]:
    """Send one resident's new letter, to be handed over; the old code becomes void."""
    desk = desk_of(request)
    form = read_form(request, PERSON, ONE_LANGUAGE, ONE_CONTACT)
    plan: LetterPlan | None = None
    if not form.faults:
        try:
            plan = plan_one_letter(desk, CycleId(cycle), form[PERSON])
        except RollFaultsError as error:
            form.add_faults({PERSON.name: error.faults[0].reason})
        except DomainError as error:
            form.add_faults({PERSON.name: error.message})
    if plan is None:
        form.typed.pop(PERSON.name, None)
        return _show(request, desk.database, cycle, form, status=422)
    terms = _read_terms(desk.database, cycle, form[ONE_CONTACT], Language(form[ONE_LANGUAGE]))
    (batch,) = make_letters(desk, plan, actor_of(session))
    headers = {
        "content-disposition": f'attachment; filename="letter-{cycle}.pdf"',
        "cache-control": "no-store",
    }
    content = print_letters(toolkit_of(request), terms, batch.letters)
    return Response(content, status_code=200, media_type="application/pdf", headers=headers)


def _read_terms(database: Database, cycle: str, contact: str, language: Language) -> LetterTerms:
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        manifest = find_manifest(work, found.id)
    return LetterTerms(found, manifest.digest.hex() if manifest else "", contact, language)


def _show(
    request: WebRequest,
    database: Database,
    cycle: str,
    form: Form,
    *,
    status: int = 200,
    refused: RollFaultsError | None = None,
) -> Response[str]:
    clock: Clock = toolkit_of(request).clock
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        require_vote(found)
        jobs = list_jobs(work, found.id)
        without_code = count_without_code(work, found.id)
    faults = refused.faults if refused else ()
    for name, value in (("whom", "missing"), ("language", "fi"), ("one-language", "fi")):
        form.typed.setdefault(name, value)
    now = clock.now()
    return page(
        request,
        "voting/letters.html",
        status=status,
        form=form,
        cycle=found,
        jobs=[(job, job.has_broken_off(now)) for job in jobs],
        is_running=any(not job.is_done and not job.has_broken_off(now) for job in jobs),
        without_code=without_code,
        has_ended=found.has_closed(VOTING),
        faults=faults[:MOST_FAULTS],
        more_faults=max(0, len(faults) - MOST_FAULTS),
    )


HANDLERS = (show_letters, make_run, make_reprint)
