"""Coming in by a one-time link to one's own e-mail address. No passwords.

Every answer is alike, whether the address is known or not. A link works once and only when its button is pressed: mail
programs that open links to look at them use nothing up.
"""

from datetime import timedelta

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.clock import Clock
from pb.kernel.errors import NotFoundError, NotNowError
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.fields import TextField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.redirects import redirect, safe_next
from pb.web.sessions import Session
from pb.web.throttle import Counted, Throttle, hide_address, hide_key, take_attempt
from proposals.core.participant import ADDRESS_MAXIMUM, fold_address, is_address
from proposals.storage.participants import ask_for_link, find_link, use_link
from proposals.web.authorship import forget_own
from proposals.web.participants.identity import let_in, let_out
from proposals.web.participants.links import read_secret

ADDRESS = TextField("address", Message("E-mail address"), maximum=ADDRESS_MAXIMUM)
NEXT = TextField("next", Message("Next page"), maximum=500, required=False)
LETTERS = Throttle("participant-letters", limit=5, period=timedelta(hours=1))
"""Links to one address: nobody fills a stranger's mailbox with ours."""
ASKING = Throttle("participant-asking", limit=60, period=timedelta(hours=1))
"""Links asked for from one network; a school asks from one."""

NO_MAIL = Message("This service sends no letters at the moment.")
USED_UP = Message("This link has been used or is too old. Ask for a new one.")


@get("/me/sign-in", access=PUBLIC, sync_to_thread=True)
def show_sign_in(request: WebRequest, language: NamedDependency[Language]) -> Response[str]:
    """Ask for the address. ``next`` in the query says where the link leads on to."""
    wish = safe_next(request.query_params.get("next", ""), f"/{language}/me")
    return _show(request, new_form(request, {"next": wish}))


@post("/me/sign-in", access=PUBLIC, sync_to_thread=True)
def ask(
    request: WebRequest,
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
    language: NamedDependency[Language],
) -> Response[str]:
    """Send a link to the address."""
    if not toolkit_of(request).sends_mail:
        raise NotNowError(NO_MAIL, "contact")
    form = read_form(request, ADDRESS, NEXT)
    if not form.faults and not is_address(form[ADDRESS]):
        form.add_faults({ADDRESS.name: Message("Write the e-mail address in the form name@example.fi.")})
    if form.faults:
        return _show(request, form)
    counted = [
        Counted(LETTERS, hide_key(request, "participant", fold_address(form[ADDRESS]))),
        Counted(ASKING, hide_address(request, "participant")),
    ]
    with database.write() as work:
        take_attempt(work, counted, clock.now())
        ask_for_link(work, form[ADDRESS], language, safe_next(form[NEXT], f"/{language}/me"), clock.now())
        work.commit()
    return go_to(request, "me/sent")


@get("/me/sent", access=PUBLIC, sync_to_thread=True)
def show_sent(request: WebRequest) -> Response[str]:
    """Tell to look into the mailbox."""
    return page(request, "me/sent.html")


@get("/me/link/{secret:str}", access=PUBLIC, sync_to_thread=True)
def show_link(
    request: WebRequest,
    secret: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Show whom the link lets in, with a button."""
    link_id = read_secret(toolkit_of(request).secret, secret)
    with database.read() as work:
        link = find_link(work, link_id, clock.now()) if link_id else None
    if link is None:
        raise NotFoundError(USED_UP)
    return page(request, "me/link.html", link=link)


@post("/me/link/{secret:str}", access=PUBLIC, sync_to_thread=True)
def come_in(
    request: WebRequest,
    secret: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Use the link up and go where its asker was going."""
    link_id = read_secret(toolkit_of(request).secret, secret)
    with database.write() as work:
        link = find_link(work, link_id, clock.now()) if link_id else None
        participant = use_link(work, link.id, clock.now()) if link else None
        if link is None or participant is None:
            raise NotFoundError(USED_UP)
        work.commit()
    let_in(session, participant)
    return redirect(link.next_page)


@post("/me/sign-out", access=PUBLIC, sync_to_thread=True)
def go_out(request: WebRequest, session: NamedDependency[Session]) -> Response[str]:
    """End taking part in this browser, and writing as well; a visitor is just shown the front page."""
    forget_own(session)
    return go_to(request, "", flash=Message("You have signed out.") if let_out(session) else None)


def _show(request: WebRequest, form: Form) -> Response[str]:
    return page(
        request,
        "me/sign_in.html",
        status=422 if form.faults else 200,
        form=form,
        sends_mail=toolkit_of(request).sends_mail,
    )


HANDLERS = (show_sign_in, ask, show_sent, show_link, come_in, go_out)
