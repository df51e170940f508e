"""Who takes part: kept in the session under a slot of its own, beside a staff account and apart from it."""

from urllib.parse import urlencode

from litestar import Response

from pb.storage.unit_of_work import Work
from pb.web.exchange import WebRequest, exchange_of
from pb.web.pages import go_to
from pb.web.sessions import Session
from proposals.core.participant import Participant, ParticipantId
from proposals.storage.participants import find_participant

_SLOT = "participant"


def participant_of(work: Work, session: Session) -> Participant | None:
    """Return who takes part in this session, or None for a visitor and for somebody who has left."""
    known = session.read(_SLOT, str)
    return find_participant(work, ParticipantId(known)) if known else None


def let_in(session: Session, participant: Participant) -> None:
    """Begin to take part. The session goes on under a new identifier, as whenever it may do more than before."""
    session.renew()
    session.write(_SLOT, participant.id)


def let_out(session: Session) -> bool:
    """End taking part in this session; for a visitor nothing changes, and the answer is False."""
    if session.read(_SLOT, str) is None:
        return False
    session.renew()
    session.remove(_SLOT)
    return True


def ask_who(request: WebRequest, back: str) -> Response[str]:
    """Send a visitor to where a link is asked for; ``back`` (without language) is where the link leads on to."""
    language = exchange_of(request.scope).language
    return go_to(request, f"me/sign-in?{urlencode({'next': f'/{language}/{back}'})}")
