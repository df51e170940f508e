"""One account in an administrator's hands: its roles, closing and opening it, a link to sign in.

Administrators can't take the role from themselves nor close their own account, so that one always remains.
"""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError, NotFoundError
from pb.kernel.ids import AccountId
from pb.kernel.message import Message
from pb.storage.account_log import list_account_acts
from pb.storage.accounts import Account, find_account, set_active, set_roles
from pb.storage.database import Database
from pb.storage.sessions import drop_sessions_of
from pb.web.accounts.listing import ADMINISTRATOR, ROLES
from pb.web.accounts.log import ACT_NAMES, log_act
from pb.web.accounts.opening import LINK_LIFETIME, make_sign_in_link, view_account
from pb.web.accounts.roles_shown import list_role_names, list_role_options
from pb.web.exchange import WebRequest, language_of_request, toolkit_of
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.roles import Role
from pb.web.sessions import Session


@get("/admin/accounts/{account_id:str}", access=ADMINISTRATOR, sync_to_thread=True)
def show_one_account(
    request: WebRequest, account_id: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show an account and what has been done to it."""
    account = _find(database, account_id)
    return _show(request, database, account, new_form(request, {ROLES.name: tuple(account.roles)}))


@post("/admin/accounts/{account_id:str}/roles", access=ADMINISTRATOR, sync_to_thread=True)
def change_roles(
    request: WebRequest,
    account_id: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
    session: NamedDependency[Session],
) -> Response[str]:
    """Set the roles and end the account's sessions, so that none goes on with the old ones."""
    account = _find(database, account_id)
    form = read_form(request, ROLES)
    is_own = _is_own(session, account)
    if is_own and not form.faults and Role.ADMINISTRATOR not in form[ROLES]:
        form.add_faults({ROLES.name: Message("You cannot take the administrator's role from yourself.")})
    if form.faults:
        return _show(request, database, account, form, status=422)
    with database.write() as work:
        set_roles(work, account.id, form[ROLES])
        drop_sessions_of(work, account.id)
        log_act(work, clock, session, account.id, "roles-set", " ".join(sorted(form[ROLES])))
        work.commit()
    if is_own:
        session.sign_in(view_account(_find(database, account_id)))
    return go_to(request, f"/admin/accounts/{account.id}", flash=Message("The roles have been changed."))


@post("/admin/accounts/{account_id:str}/close", access=ADMINISTRATOR, sync_to_thread=True)
def close_account(
    request: WebRequest,
    account_id: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
    session: NamedDependency[Session],
) -> Response[str]:
    """Close an account and end its sessions."""
    account = _find(database, account_id)
    if _is_own(session, account):
        raise ConflictError(Message("You cannot close your own account."))
    _switch(database, clock, session, account, active=False)
    return go_to(request, f"/admin/accounts/{account.id}", flash=Message("The account has been closed."))


@post("/admin/accounts/{account_id:str}/open", access=ADMINISTRATOR, sync_to_thread=True)
def reopen_account(
    request: WebRequest,
    account_id: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
    session: NamedDependency[Session],
) -> Response[str]:
    """Open a closed account again."""
    account = _find(database, account_id)
    _switch(database, clock, session, account, active=True)
    return go_to(request, f"/admin/accounts/{account.id}", flash=Message("The account is open again."))


@post("/admin/accounts/{account_id:str}/link", access=ADMINISTRATOR, sync_to_thread=True)
def make_link(
    request: WebRequest,
    account_id: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
    session: NamedDependency[Session],
) -> Response[str]:
    """Make a link and show it, this once: only its digest is kept."""
    account = _find(database, account_id)
    if not account.active:
        raise ConflictError(Message("The account is closed. Open it first."))
    now = clock.now()
    with database.write() as work:
        secret = make_sign_in_link(work, account.id, now)
        log_act(work, clock, session, account.id, "link-made")
        work.commit()
    address = f"{toolkit_of(request).public_url}/{language_of_request(request)}/sign-in/link/{secret}"
    return page(
        request, "admin/accounts/link.html", account=account, address=address, expires=now + LINK_LIFETIME
    )


def _switch(database: Database, clock: Clock, session: Session, account: Account, *, active: bool) -> None:
    with database.write() as work:
        set_active(work, account.id, active=active)
        drop_sessions_of(work, account.id)
        log_act(work, clock, session, account.id, "opened" if active else "closed")
        work.commit()


def _find(database: Database, account_id: str) -> Account:
    with database.read() as work:
        account = find_account(work, AccountId(account_id))
    if account is None:
        raise NotFoundError
    return account


def _is_own(session: Session, account: Account) -> bool:
    return session.viewer is not None and session.viewer.account_id == account.id


def _show(
    request: WebRequest, database: Database, account: Account, form: Form, status: int = 200
) -> Response[str]:
    with database.read() as work:
        acts = list_account_acts(work, account.id)
    return page(
        request,
        "admin/accounts/account.html",
        status=status,
        account=account,
        role_names=list_role_names(account.roles),
        form=form,
        options=list_role_options(request),
        acts=[(act, ACT_NAMES[act.act], list_role_names(act.detail.split())) for act in acts],
    )
