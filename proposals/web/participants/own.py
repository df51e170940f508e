"""A participant's own page: what they wrote, support and follow, how they are told of news, and how to leave."""

from dataclasses import replace

from litestar import Response, get, post
from litestar.di import NamedDependency

from pb.engine.cycle import Cycle
from pb.kernel.canonical import JSON
from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField, TextField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.participant import NAME_MAXIMUM, Pace, Participant
from proposals.core.proposal import Proposal
from proposals.core.visibility import public_status
from proposals.storage.participants import change_participant, remove_participant
from proposals.storage.reviews import find_review
from proposals.storage.taking_part import Chosen, list_authored, list_chosen
from proposals.web.participants.identity import ask_who, let_out, participant_of
from proposals.web.words import STATUS

NAME = TextField("name", Message("Name shown with what you write"), maximum=NAME_MAXIMUM, required=False)
LANGUAGE = ChoiceField("language", Message("Language of the letters"), [one.value for one in Language])
PACE = ChoiceField("pace", Message("Letters about what you follow"), [pace.value for pace in Pace])
PACES = {
    Pace.AT_ONCE: Message("At once"),
    Pace.DAILY: Message("At most once a day"),
    Pace.WEEKLY: Message("At most once a week"),
    Pace.NEVER: Message("No letters"),
}


@get("/me", access=PUBLIC, sync_to_thread=True)
def show_own(
    request: WebRequest, database: NamedDependency[Database], session: NamedDependency[Session]
) -> Response[str]:
    """Show a participant their own page; a visitor is asked for the address first."""
    with database.read() as work:
        participant = participant_of(work, session)
        if participant is None:
            return ask_who(request, "me")
        return _show(request, work, participant, new_form(request, _typed(participant)))


@post("/me", access=PUBLIC, sync_to_thread=True)
def change_own(
    request: WebRequest, database: NamedDependency[Database], session: NamedDependency[Session]
) -> Response[str]:
    """Keep name, language and pace."""
    with database.write() as work:
        participant = participant_of(work, session)
        if participant is None:
            return ask_who(request, "me")
        form = read_form(request, NAME, LANGUAGE, PACE)
        if form.faults:
            return _show(request, work, participant, form)
        changed = replace(
            participant, name=form[NAME], language=Language(form[LANGUAGE]), pace=Pace(form[PACE])
        )
        change_participant(work, changed)
        work.commit()
    return go_to(request, "me", flash=Message("Your changes have been saved."))


@get("/me/data", access=PUBLIC, sync_to_thread=True)
def send_data(
    request: WebRequest, database: NamedDependency[Database], session: NamedDependency[Session]
) -> Response[str] | Response[dict[str, JSON]]:
    """Send everything that is kept about a participant (GDPR, article 15), as JSON."""
    with database.read() as work:
        participant = participant_of(work, session)
        if participant is None:
            return ask_who(request, "me")
        held = _everything(work, participant)
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
        return ask_who(request, "me")
    return page(request, "me/leave.html", participant=participant)


@post("/me/leave", access=PUBLIC, sync_to_thread=True)
def leave(
    request: WebRequest, database: NamedDependency[Database], session: NamedDependency[Session]
) -> Response[str]:
    """Forget the participant, with their supports and what they follow."""
    with database.write() as work:
        participant = participant_of(work, session)
        if participant is None:
            return ask_who(request, "me")
        remove_participant(work, participant.id)
        work.commit()
    let_out(session)
    return go_to(request, "", flash=Message("Your address and what belonged to it have been removed."))


def _everything(work: Work, participant: Participant) -> dict[str, JSON]:
    chosen = list_chosen(work, participant)
    return {
        "address": participant.address,
        "name": participant.name,
        "language": participant.language.value,
        "letters": participant.pace.value,
        "since": participant.joined_at.isoformat(),
        "proposals": [_name(proposal) for proposal in list_authored(work, participant)],
        "supports": [_name(one.proposal) for one in chosen if one.supports],
        "follows": [_name(one.proposal) for one in chosen if one.follows],
    }


def _name(proposal: Proposal) -> JSON:
    return {"round": proposal.cycle, "number": proposal.number}


def _typed(participant: Participant) -> dict[str, str | tuple[str, ...]]:
    return {
        "name": participant.name,
        "language": participant.language.value,
        "pace": participant.pace.value,
    }


def _show(request: WebRequest, work: Work, participant: Participant, form: Form) -> Response[str]:
    cycles: dict[CycleId, Cycle] = {}

    def state(proposal: Proposal) -> tuple[Message, str]:
        if proposal.cycle not in cycles:
            cycles[proposal.cycle] = work.read_cycle(proposal.cycle)
        return STATUS[public_status(cycles[proposal.cycle], proposal, find_review(work, proposal))]

    chosen: list[tuple[Chosen, tuple[Message, str]]] = [
        (one, state(one.proposal)) for one in list_chosen(work, participant)
    ]
    authored = [(proposal, state(proposal)) for proposal in list_authored(work, participant)]
    return page(
        request,
        "me/own.html",
        status=422 if form.faults else 200,
        participant=participant,
        authored=authored,
        chosen=chosen,
        cycles=cycles,
        paces=PACES,
        form=form,
    )


HANDLERS = (show_own, change_own, send_data, show_leaving, leave)
