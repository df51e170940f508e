"""Signing in by a one-time link, as for a first visit or a forgotten password.

Opening the link only shows a button: programs that look into mail for dangerous links follow it with GET,
and must not use it up.
"""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.clock import Clock
from pb.kernel.errors import DomainError
from pb.kernel.ids import AccountId
from pb.kernel.message import Message
from pb.storage.accounts import Account, find_account, find_sign_in_link, use_sign_in_link
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.accounts.known_browsers import know_browser
from pb.web.accounts.opening import digest_link, view_account
from pb.web.exchange import WebRequest
from pb.web.pages import go_to, page
from pb.web.sessions import Session


class LinkOverError(DomainError):
    """The link was used, replaced, is too old or never was."""

    code = "link-over"
    status = 410

    def __init__(self) -> None:
        """Refuse with what to do."""
        super().__init__(
            Message("This link has been used or is too old. Ask your administrator for a new one.")
        )


@get("/sign-in/link/{secret:str}", access=PUBLIC, sync_to_thread=True)
def show_link(
    request: WebRequest,
    secret: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Show whom the link signs in, and a button."""
    with database.read() as work:
        account_id = find_sign_in_link(work, digest_link(secret), clock.now())
        account = _require_open(work, account_id)
    return page(request, "account/link.html", account=account)


@post("/sign-in/link/{secret:str}", access=PUBLIC, sync_to_thread=True)
def use_link(
    request: WebRequest,
    secret: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
    session: NamedDependency[Session],
) -> Response[str]:
    """Use the link up and sign in."""
    with database.write() as work:
        account = _require_open(work, use_sign_in_link(work, digest_link(secret), clock.now()))
        work.commit()
    session.sign_in(view_account(account))
    response = go_to(request, "/account")
    response.headers["set-cookie"] = know_browser(request, account.id)
    return response


def _require_open(work: Work, account_id: AccountId | None) -> Account:
    account = find_account(work, account_id) if account_id is not None else None
    if account is None or not account.active:
        raise LinkOverError
    return account
