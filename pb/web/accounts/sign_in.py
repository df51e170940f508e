"""Signing in with a name and password, and out again."""

from datetime import timedelta

from litestar import Response, get, post
from litestar.di import NamedDependency

from pb.kernel.clock import Clock
from pb.kernel.message import Message
from pb.storage.accounts import Account, find_account_by_name, set_password_hash
from pb.storage.database import Database
from pb.web.access import PUBLIC
from pb.web.accounts.known_browsers import know_browser, known_browser
from pb.web.accounts.opening import fold_name, view_account
from pb.web.exchange import WebRequest, language_of_request
from pb.web.fields import SecretField, TextField
from pb.web.forms import new_form, read_form, read_query
from pb.web.pages import go_to, page
from pb.web.passwords import hash_password, needs_rehash, verify_password
from pb.web.redirects import redirect, safe_next
from pb.web.sessions import Session
from pb.web.throttle import Counted, Throttle, forgive, hide_address, hide_key, take_attempt

NAME = TextField("name", Message("Sign-in name"), maximum=100)
PASSWORD = SecretField("password", Message("Password"))
NEXT = TextField("next", Message("Next page"), maximum=500, required=False)

FROM_PLACE = Throttle("sign-in-place", 8, timedelta(minutes=10))
"""One address guessing at one name."""

FROM_ADDRESS = Throttle("sign-in-address", 40, timedelta(minutes=20))
"""One address guessing at many names; not given back, or one good account would buy guesses at others."""

FOR_NAME = Throttle("sign-in-name", 60, timedelta(hours=1))
"""Many addresses guessing at one name."""

FROM_KNOWN = Throttle("sign-in-known", 8, timedelta(minutes=10))
"""A browser the account has signed in from before; strangers can't use this allowance up."""


@get("/sign-in", access=PUBLIC, sync_to_thread=True)
def show_sign_in(request: WebRequest) -> Response[str]:
    """Ask for name and password. ``next`` in the query says where to go afterwards."""
    wish = read_query(request, NEXT).typed[NEXT.name]
    return page(request, "account/sign_in.html", form=new_form(request), next=wish)


@post("/sign-in", access=PUBLIC, sync_to_thread=True)
def sign_in(
    request: WebRequest,
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
    session: NamedDependency[Session],
) -> Response[str]:
    """Sign in, or say that name or password is wrong without telling which."""
    form = read_form(request, NAME, PASSWORD, NEXT)
    if not form.faults:
        account = _check(request, database, clock, form[NAME], form[PASSWORD])
        if account is not None:
            session.sign_in(view_account(account))
            response = redirect(safe_next(form[NEXT], f"/{language_of_request(request)}/account"))
            response.headers["set-cookie"] = know_browser(request, account.id)
            return response
        form.add_faults({"": Message("The sign-in name or the password is wrong.")})
    return page(request, "account/sign_in.html", status=422, form=form, next=form.typed["next"])


@post("/sign-out", access=PUBLIC, sync_to_thread=True)
def sign_out(request: WebRequest, session: NamedDependency[Session]) -> Response[str]:
    """End the session, whoever's it is."""
    session.end()
    return go_to(request, "/sign-in", flash=Message("You have signed out."))


def _check(request: WebRequest, database: Database, clock: Clock, name: str, password: str) -> Account | None:
    with database.read() as work:
        account = find_account_by_name(work, fold_name(name))
    counted = _list_counted(request, fold_name(name), account)
    with database.write() as work:
        take_attempt(work, counted, clock.now())
        work.commit()
    stored = account.password_hash if account is not None and account.active else None
    if not verify_password(stored, password) or account is None or stored is None:
        return None
    renewed = hash_password(password) if needs_rehash(stored) else None
    with database.write() as work:
        forgive(work, [one for one in counted if one.throttle is not FROM_ADDRESS])
        if renewed is not None:
            set_password_hash(work, account.id, renewed)
        work.commit()
    return account


def _list_counted(request: WebRequest, name: str, account: Account | None) -> list[Counted]:
    browser = known_browser(request, account.id) if account is not None else None
    if browser is not None:
        return [Counted(FROM_KNOWN, hide_key(request, browser))]
    return [
        Counted(FROM_PLACE, hide_address(request, name)),
        Counted(FROM_ADDRESS, hide_address(request)),
        Counted(FOR_NAME, hide_key(request, name)),
    ]
