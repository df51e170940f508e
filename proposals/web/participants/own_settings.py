"""What a participant decides alone: the name shown, letters, a copy of everything kept, and leaving for good."""

from dataclasses import replace

from litestar import Response, get, post
from litestar.di import NamedDependency

from pb.kernel.canonical import JSON
from pb.kernel.clock import Clock
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField, TextField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.participant import NAME_MAXIMUM, Pace, Participant
from proposals.storage.leaving import forget_participant
from proposals.storage.own_data import gather_data
from proposals.storage.participants import change_participant
from proposals.web.authorship import forget_own
from proposals.web.participants.identity import ask_who, let_out, participant_of

NAME = TextField("name", Message("Name shown with what you write"), maximum=NAME_MAXIMUM, required=False)
LANGUAGE = ChoiceField("language", Message("Language of the letters"), [one.value for one in Language])
PACE = ChoiceField("pace", Message("Letters about what you follow"), [pace.value for pace in Pace])
PACES = {
    Pace.AT_ONCE: Message("At once"),
    Pace.DAILY: Message("At most once a day"),
    Pace.WEEKLY: Message("At most once a week"),
    Pace.NEVER: Message("No letters"),
}
HERE = "me/settings"


@get("/me/settings", access=PUBLIC, sync_to_thread=True)
def show_settings(
    request: WebRequest, database: NamedDependency[Database], session: NamedDependency[Session]
) -> Response[str]:
    """Show the settings as they are."""
    with database.read() as work:
        participant = participant_of(work, session)
    if participant is None:
        return ask_who(request, HERE)
    typed = {
        "name": participant.name,
        "language": participant.language.value,
        "pace": participant.pace.value,
    }
    return _show(request, participant, new_form(request, typed))


@post("/me/settings", access=PUBLIC, sync_to_thread=True)
def change_settings(
    request: WebRequest, database: NamedDependency[Database], session: NamedDependency[Session]
) -> Response[str]:
    """Keep name, language and pace."""
    with database.write() as work:
        participant = participant_of(work, session)
        if participant is None:
            return ask_who(request, HERE)
        form = read_form(request, NAME, LANGUAGE, PACE)
        if form.faults:
            return _show(request, participant, form)
        changed = replace(
            participant, name=form[NAME], language=Language(form[LANGUAGE]), pace=Pace(form[PACE])
        )
        change_participant(work, changed)
        work.commit()
    return go_to(request, HERE, flash=Message("Your changes have been saved."))


@get("/me/data", access=PUBLIC, sync_to_thread=True)
def send_data(
    request: WebRequest,
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str] | Response[dict[str, JSON]]:
    """Send everything that is kept about a participant (GDPR, article 15), as JSON."""
    with database.read() as work:
        participant = participant_of(work, session)
        if participant is None:
            return ask_who(request, HERE)
        held = gather_data(work, participant, clock.now())
    headers = {"content-disposition": 'attachment; filename="own-data.json"', "cache-control": "no-store"}
    return Response(held, media_type="application/json", headers=headers)


@get("/me/leave", access=PUBLIC, sync_to_thread=True)
def show_leaving(
    request: WebRequest, database: NamedDependency[Database], session: NamedDependency[Session]
) -> Response[str]:
    """Tell what leaving removes, and ask once more."""
    with database.read() as work:
        participant = participant_of(work, session)
    if participant is None:
        return ask_who(request, "me/leave")
    return page(request, "me/leave.html", participant=participant)


@post("/me/leave", access=PUBLIC, sync_to_thread=True)
def leave(
    request: WebRequest, database: NamedDependency[Database], session: NamedDependency[Session]
) -> Response[str]:
    """Forget the participant, with all that hangs on the address."""
    with database.write() as work:
        participant = participant_of(work, session)
        if participant is None:
            return ask_who(request, HERE)
        forget_participant(work, participant)
        work.commit()
    let_out(session)
    forget_own(session)
    return go_to(request, "", flash=Message("Your address and what belonged to it have been removed."))


def _show(request: WebRequest, participant: Participant, form: Form) -> Response[str]:
    return page(
        request,
        "me/settings.html",
        status=422 if form.faults else 200,
        participant=participant,
        paces=PACES,
        form=form,
    )


HANDLERS = (show_settings, change_settings, send_data, show_leaving, leave)
