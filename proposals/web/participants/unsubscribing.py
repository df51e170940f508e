"""Ending letters by the link that every letter of news carries: no sign-in, one press (RFC 8058 for mail programs).

Mail programs press the button themselves, from their own servers and without our form's token. So this one address takes
a post from anywhere; the token in it is what proves that its sender has the letter. It can do one thing only.
"""

from dataclasses import replace

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.errors import NotFoundError
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.pages import page
from proposals.core.participant import Pace, Participant, ParticipantId
from proposals.storage.participants import change_participant, find_participant
from proposals.web.participants.links import read_leave_token

UNKNOWN = Message("This link leads to no letters. They may have been ended already.")


@get("/me/letters/{token:str}", access=PUBLIC, sync_to_thread=True)
def show_unsubscribing(
    request: WebRequest, token: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Ask with one button."""
    with database.read() as work:
        participant = _find(request, work, token)
    return page(request, "me/letters.html", is_done=participant.pace is Pace.NEVER)


@post("/me/letters/{token:str}", access=PUBLIC, sync_to_thread=True, from_anywhere=True)
def unsubscribe(
    request: WebRequest, token: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """End all letters of news to this participant. Ended already, nothing happens."""
    with database.write() as work:
        participant = _find(request, work, token)
        change_participant(work, replace(participant, pace=Pace.NEVER))
        work.commit()
    return page(request, "me/letters.html", is_done=True)


def _find(request: WebRequest, work: Work, token: str) -> Participant:
    known = read_leave_token(toolkit_of(request).secret, token)
    participant = find_participant(work, ParticipantId(known)) if known else None
    if participant is None:
        raise NotFoundError(UNKNOWN)
    return participant


HANDLERS = (show_unsubscribing, unsubscribe)
