"""What has outlived its purpose is removed, and nothing else, on both databases."""

from datetime import timedelta

from sqlalchemy import text

from pb.kernel.clock import SetClock
from pb.main.housekeeping import forget_expired
from pb.main.stages import PACKAGES
from pb.storage.database import Database
from pb.storage.sessions import StoredSession, add_session
from pb.web.accounts.opening import make_sign_in_link, open_account
from pb.web.roles import Role
from proposals.storage.drafts import save_draft
from tests.support.cycles import DAY, START
from tests.support.proposals import start_round, write_draft


def count_rows(database: Database, table: str) -> int:
    with database.read() as work:
        return int(work.connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608


def test_expired_things_go_and_the_rest_stays(database: Database) -> None:
    start_round(database)
    with database.write() as work:
        account = open_account(work, "first", "First", [Role.ADMINISTRATOR], START)
        make_sign_in_link(work, account, START, timedelta(days=1))
        add_session(work, "old", StoredSession({}, None, START, START, START + DAY))
        add_session(work, "new", StoredSession({}, None, START, START, START + 400 * DAY))
        save_draft(work, write_draft(), "hash")
        work.commit()
    assert forget_expired(database, SetClock(START + timedelta(hours=1)), PACKAGES) == 0
    assert forget_expired(database, SetClock(START + 200 * DAY), PACKAGES) == 3
    assert forget_expired(database, SetClock(START + 200 * DAY), PACKAGES) == 0
    assert (count_rows(database, "sessions"), count_rows(database, "sign_in_links")) == (1, 0)
    assert (count_rows(database, "proposal_drafts"), count_rows(database, "accounts")) == (0, 1)
