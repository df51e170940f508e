"""Forgetting what has outlived its purpose: sessions, old sign-in links and letters, and whatever the stages name."""

from collections.abc import Sequence
from datetime import timedelta

from pb.kernel.clock import Clock
from pb.storage.accounts import purge_sign_in_links
from pb.storage.database import Database
from pb.storage.outbox import purge_letters
from pb.storage.sessions import purge_sessions
from pb.web.stage_package import StagePackage

LETTERS_KEPT = timedelta(days=30)
"""How long a letter that was sent or refused can still be looked up; the privacy notice says so."""


def forget_expired(database: Database, clock: Clock, packages: Sequence[StagePackage]) -> int:
    """Remove everything that has expired, in one transaction, and return how much it was."""
    now = clock.now()
    with database.write() as work:
        forgotten = purge_sessions(work, now) + purge_sign_in_links(work, now)
        forgotten += purge_letters(work, now - LETTERS_KEPT)
        forgotten += sum(package.forget(work, now) for package in packages)
        work.commit()
    return forgotten
