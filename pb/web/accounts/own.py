"""One's own account: who I am here, and a new password."""

from litestar import Response, get, post
from litestar.di import NamedDependency

from pb.kernel.clock import Clock
from pb.kernel.message import Message
from pb.storage.accounts import Account, find_account, set_password_hash
from pb.storage.database import Database
from pb.storage.sessions import drop_sessions_of
from pb.web.access import SignInNeededError, staff
from pb.web.accounts.log import log_act
from pb.web.accounts.opening import view_account
from pb.web.accounts.roles_shown import list_role_names
from pb.web.exchange import WebRequest
from pb.web.fields import SecretField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.passwords import SHORTEST, hash_password, verify_password
from pb.web.sessions import Session

CURRENT = SecretField("current", Message("Password you have now"))
NEW = SecretField("new", Message("New password"))


@get("/account", access=staff(), sync_to_thread=True)
def show_account(
    request: WebRequest, database: NamedDependency[Database], session: NamedDependency[Session]
) -> Response[str]:
    """Show who is signed in and with which roles."""
    account = _read_own(database, session)
    return page(request, "account/account.html", account=account, role_names=list_role_names(account.roles))


@get("/account/password", access=staff(), sync_to_thread=True)
def show_password(
    request: WebRequest, database: NamedDependency[Database], session: NamedDependency[Session]
) -> Response[str]:
    """Ask for a new password."""
    return _show_form(request, _read_own(database, session), new_form(request))


@post("/account/password", access=staff(), sync_to_thread=True)
def change_password(
    request: WebRequest,
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
    session: NamedDependency[Session],
) -> Response[str]:
    """Store a new password, end the account's other sessions, and go on under a new identifier."""
    account = _read_own(database, session)
    form = read_form(request, *((CURRENT, NEW) if account.password_hash else (NEW,)))
    if NEW.name not in form.faults and len(form[NEW]) < SHORTEST:
        form.add_faults({NEW.name: Message("Use at least %(count)s characters.", {"count": SHORTEST})})
    if (
        not form.faults
        and account.password_hash
        and not verify_password(account.password_hash, form[CURRENT])
    ):
        form.add_faults({CURRENT.name: Message("This is not the password you have now.")})
    if form.faults:
        return _show_form(request, account, form, status=422)
    hashed = hash_password(form[NEW])
    with database.write() as work:
        set_password_hash(work, account.id, hashed)
        drop_sessions_of(work, account.id)
        log_act(work, clock, session, account.id, "password-set")
        work.commit()
    session.sign_in(view_account(account))
    return go_to(request, "/account", flash=Message("Your password has been changed."))


def _show_form(request: WebRequest, account: Account, form: Form, status: int = 200) -> Response[str]:
    return page(
        request,
        "account/password.html",
        status=status,
        account=account,
        form=form,
        sign_in_name=account.sign_in_name,
        has_password=account.password_hash is not None,
        shortest=SHORTEST,
    )


def _read_own(database: Database, session: Session) -> Account:
    viewer = session.viewer
    with database.read() as work:
        account = find_account(work, viewer.account_id) if viewer is not None else None
    if account is None or not account.active:
        raise SignInNeededError
    return account
