"""Who did what to which account: kept for good, read by administrators, never changed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from pb.kernel.ids import AccountId
from pb.storage.base import Table
from pb.storage.unit_of_work import Work


class AccountLogRow(Table):
    """One act on one account."""

    __tablename__ = "account_log"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    account: Mapped[str] = mapped_column(String(64), index=True)
    actor: Mapped[str] = mapped_column(String(64))
    actor_name: Mapped[str] = mapped_column(String(100))
    act: Mapped[str] = mapped_column(String(40))
    detail: Mapped[str] = mapped_column(String(200))


@dataclass(frozen=True, slots=True)
class AccountAct:
    """An act on an account; `act` is one of the words in `pb.web.accounts.log`, `detail` the roles given."""

    at: datetime
    account: AccountId
    actor: AccountId
    actor_name: str
    act: str
    detail: str = ""


def log_account_act(work: Work, act: AccountAct) -> None:
    """Write an act down, in the unit of work that does it."""
    work.session.add(
        AccountLogRow(
            at=act.at,
            account=act.account,
            actor=act.actor,
            actor_name=act.actor_name,
            act=act.act,
            detail=act.detail,
        )
    )


def list_account_acts(work: Work, account: AccountId) -> tuple[AccountAct, ...]:
    """Return the acts on an account, latest first."""
    wanted = (
        select(AccountLogRow).where(AccountLogRow.account == account).order_by(AccountLogRow.number.desc())
    )
    return tuple(
        AccountAct(row.at, AccountId(row.account), AccountId(row.actor), row.actor_name, row.act, row.detail)
        for row in work.session.scalars(wanted)
    )
