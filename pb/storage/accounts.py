"""Staff accounts, their roles, and the one-time links that let somebody in without a password."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pb.kernel.errors import ConflictError
from pb.kernel.ids import AccountId
from pb.kernel.message import Message
from pb.storage.base import Table
from pb.storage.unit_of_work import Work


class AccountRow(Table):
    """One account. `sign_in_name` is folded and unique; a closed account stays, as the journal names it."""

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    sign_in_name: Mapped[str] = mapped_column(String(100), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    unit: Mapped[str] = mapped_column(String(100), default="")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    created: Mapped[datetime]
    roles: Mapped[list["AccountRoleRow"]] = relationship(cascade="all, delete-orphan", lazy="selectin")


class AccountRoleRow(Table):
    """One role of one account."""

    __tablename__ = "account_roles"

    account: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(40), primary_key=True)


class SignInLinkRow(Table):
    """One link, by the digest of its secret."""

    __tablename__ = "sign_in_links"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    expires: Mapped[datetime] = mapped_column(index=True)
    used: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class Account:
    """A staff account. `roles` are words of `pb.web.roles`; `password_hash` is None until one is chosen."""

    id: AccountId
    sign_in_name: str
    name: str
    roles: frozenset[str]
    unit: str = ""
    password_hash: str | None = None
    active: bool = True


def add_account(work: Work, account: Account, now: datetime) -> None:
    """Store a new account. Raises ConflictError when the sign-in name is taken."""
    row = AccountRow(
        id=account.id,
        sign_in_name=account.sign_in_name,
        name=account.name,
        unit=account.unit,
        password_hash=account.password_hash,
        active=account.active,
        created=now,
        roles=[AccountRoleRow(role=role) for role in sorted(account.roles)],
    )
    try:
        with work.session.begin_nested():
            work.session.add(row)
    except IntegrityError:
        raise ConflictError(Message("Another account has this sign-in name.")) from None


def find_account(work: Work, account_id: AccountId) -> Account | None:
    """Return an account, closed ones too."""
    row = work.session.get(AccountRow, account_id)
    return _read(row) if row else None


def find_account_by_name(work: Work, sign_in_name: str) -> Account | None:
    """Return the account with a sign-in name, closed ones too."""
    row = work.session.scalar(select(AccountRow).where(AccountRow.sign_in_name == sign_in_name))
    return _read(row) if row else None


def list_accounts(work: Work) -> tuple[Account, ...]:
    """Return every account by name."""
    rows = work.session.scalars(select(AccountRow).order_by(AccountRow.name, AccountRow.id))
    return tuple(_read(row) for row in rows)


def set_roles(work: Work, account_id: AccountId, roles: Iterable[str]) -> None:
    """Replace an account's roles. The caller ends its sessions in the same unit of work."""
    work.session.execute(delete(AccountRoleRow).where(AccountRoleRow.account == account_id))
    work.session.add_all(AccountRoleRow(account=account_id, role=role) for role in sorted(set(roles)))
    work.session.flush()
    work.session.expire_all()


def set_active(work: Work, account_id: AccountId, *, active: bool) -> None:
    """Open or close an account. The caller ends its sessions in the same unit of work."""
    work.session.execute(update(AccountRow).where(AccountRow.id == account_id).values(active=active))


def set_password_hash(work: Work, account_id: AccountId, password_hash: str) -> None:
    """Store an account's password."""
    work.session.execute(
        update(AccountRow).where(AccountRow.id == account_id).values(password_hash=password_hash)
    )


def add_sign_in_link(work: Work, digest: str, account_id: AccountId, expires: datetime) -> None:
    """Store a link by the digest of its secret; earlier links of the account end."""
    work.session.execute(delete(SignInLinkRow).where(SignInLinkRow.account == account_id))
    work.session.add(SignInLinkRow(digest=digest, account=account_id, expires=expires, used=None))


def find_sign_in_link(work: Work, digest: str, now: datetime) -> AccountId | None:
    """Return whose link this is while it can be used, without using it."""
    row = work.session.get(SignInLinkRow, digest)
    return AccountId(row.account) if row and row.used is None and now < row.expires else None


def use_sign_in_link(work: Work, digest: str, now: datetime) -> AccountId | None:
    """Use a link up and return whose it was; None when it is unknown, used or too old. Of two, one wins."""
    unused = (SignInLinkRow.digest == digest, SignInLinkRow.used.is_(None), SignInLinkRow.expires > now)
    used = work.session.execute(
        update(SignInLinkRow).where(*unused).values(used=now).returning(SignInLinkRow.account)
    )
    account = used.scalar_one_or_none()
    return AccountId(account) if account else None


def purge_sign_in_links(work: Work, now: datetime) -> int:
    """Remove links that can't be used any more by age; return how many."""
    gone = work.session.execute(
        delete(SignInLinkRow).where(SignInLinkRow.expires <= now).returning(SignInLinkRow.digest)
    )
    return len(gone.all())


def _read(row: AccountRow) -> Account:
    return Account(
        AccountId(row.id),
        row.sign_in_name,
        row.name,
        frozenset(role.role for role in row.roles),
        row.unit,
        row.password_hash,
        row.active,
    )
