"""Answering an invitation to write along, by the link of its letter.

Opening the link uses nothing up: mail programs follow links to look at them. Whoever presses the button has the letter,
and so their address is confirmed as by a link for taking part.
"""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.clock import Clock
from pb.kernel.errors import NotFoundError
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.fields import ChoiceField, TextField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.authors import Invitation
from proposals.core.participant import NAME_MAXIMUM
from proposals.core.proposal import Proposal
from proposals.storage.coauthors import add_coauthor, find_invitation, take_invitation
from proposals.storage.participants import find_by_address, join
from proposals.web.participants.identity import let_in
from proposals.web.participants.links import read_invitation_secret

NAME = TextField("name", Message("Name shown with the proposal"), maximum=NAME_MAXIMUM, required=False)
ANSWER = ChoiceField("answer", Message("Answer"), ("accept", "decline"))
OVER = Message("This invitation has been answered, taken back or is too old.")


@get("/me/invitation/{secret:str}", access=PUBLIC, sync_to_thread=True)
def show_invitation(
    request: WebRequest,
    secret: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Show what the invitation is for, with both answers."""
    with database.read() as work:
        invitation, proposal = _find(request, work, secret, clock)
        known = find_by_address(work, invitation.address)
    form = new_form(request, {"name": known.name if known else ""})
    return _show(request, proposal, form)


@post("/me/invitation/{secret:str}", access=PUBLIC, sync_to_thread=True)
def answer_invitation(
    request: WebRequest,
    secret: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Use the invitation up: write along from now on, or not. Answered twice, the first answer stands."""
    form = read_form(request, NAME, ANSWER)
    with database.write() as work:
        invitation, proposal = _find(request, work, secret, clock)
        is_accepted = not form.faults and form[ANSWER] == "accept"
        if is_accepted and not form[NAME]:
            form.add_faults({NAME.name: Message("Write the name you want to be shown by.")})
        if form.faults:
            return _show(request, proposal, form)
        if not take_invitation(work, invitation.id, clock.now()):
            raise NotFoundError(OVER)
        if is_accepted:
            participant = join(work, invitation.address, invitation.language, clock.now())
            add_coauthor(work, proposal, participant.id, form[NAME], clock.now())
        work.commit()
    path = f"cycles/{proposal.cycle}/proposals/{proposal.number}"
    if not is_accepted:
        return go_to(request, path, flash=Message("You have declined. We have forgotten your address."))
    let_in(session, participant)
    return go_to(request, path, flash=Message("You are now a co-author of this proposal."))


def _find(request: WebRequest, work: Work, secret: str, clock: Clock) -> tuple[Invitation, Proposal]:
    invitation_id = read_invitation_secret(toolkit_of(request).secret, secret)
    found = find_invitation(work, invitation_id, clock.now()) if invitation_id else None
    if found is None:
        raise NotFoundError(OVER)
    return found


def _show(request: WebRequest, proposal: Proposal, form: Form) -> Response[str]:
    return page(
        request,
        "me/invitation.html",
        status=422 if form.faults else 200,
        proposal=proposal,
        form=form,
    )


HANDLERS = (show_invitation, answer_invitation)
