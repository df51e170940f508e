"""All accounts in an administrator's hands: the list, and adding one."""

from litestar import Response, get, post
from litestar.di import NamedDependency

from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError
from pb.kernel.ids import AccountId
from pb.kernel.message import Message
from pb.storage.accounts import list_accounts
from pb.storage.database import Database
from pb.web.access import staff
from pb.web.accounts.log import log_act
from pb.web.accounts.opening import open_account
from pb.web.accounts.roles_shown import list_role_names, list_role_options
from pb.web.exchange import WebRequest
from pb.web.fields import ChoicesField, TextField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.roles import STAFF, Role
from pb.web.sessions import Session

NAME = TextField("name", Message("Name"), maximum=100)
SIGN_IN_NAME = TextField("sign_in_name", Message("Sign-in name"), maximum=100)
UNIT = TextField("unit", Message("Unit"), maximum=100, required=False)
ROLES = ChoicesField("roles", Message("Roles"), choices=tuple(STAFF), minimum=1)

ADMINISTRATOR = staff(Role.ADMINISTRATOR)


@get("/admin/accounts", access=ADMINISTRATOR, sync_to_thread=True)
def show_accounts(request: WebRequest, database: NamedDependency[Database]) -> Response[str]:
    """List every account."""
    with database.read() as work:
        rows = [(account, list_role_names(account.roles)) for account in list_accounts(work)]
    return page(request, "admin/accounts/list.html", rows=rows)


@get("/admin/accounts/new", access=ADMINISTRATOR, sync_to_thread=True)
def show_new_account(request: WebRequest) -> Response[str]:
    """Ask for a new account."""
    return _show_new(request, new_form(request))


@post("/admin/accounts/new", access=ADMINISTRATOR, sync_to_thread=True)
def add_new_account(
    request: WebRequest,
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
    session: NamedDependency[Session],
) -> Response[str]:
    """Add an account without a password; the administrator then gives its holder a link."""
    form = read_form(request, NAME, SIGN_IN_NAME, UNIT, ROLES)
    if form.faults:
        return _show_new(request, form, status=422)
    try:
        added = _add(database, clock, session, form)
    except ConflictError as error:
        form.add_faults({SIGN_IN_NAME.name: error.message})
        return _show_new(request, form, status=422)
    return go_to(request, f"/admin/accounts/{added}", flash=Message("The account has been added."))


def _add(database: Database, clock: Clock, session: Session, form: Form) -> AccountId:
    roles = [Role(role) for role in form[ROLES]]
    with database.write() as work:
        added = open_account(work, form[SIGN_IN_NAME], form[NAME], roles, clock.now(), unit=form[UNIT])
        log_act(work, clock, session, added, "added", " ".join(sorted(roles)))
        work.commit()
    return added


def _show_new(request: WebRequest, form: Form, status: int = 200) -> Response[str]:
    return page(
        request, "admin/accounts/new.html", status=status, form=form, options=list_role_options(request)
    )
