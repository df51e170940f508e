"""The postman: takes letters from the outbox to the mail server, several of him at once if there are several processes.

Each step is its own transaction, so that a crash anywhere leaves a letter in a state that says what may have happened.
While the server can't be reached no letter is touched. A letter that the server puts off waits longer each time and is
given up after three days, visibly.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType

import structlog

from pb.kernel.clock import Clock
from pb.main.mail.server import Connection, MailServer, NotHandedError, UnknownFateError, connect
from pb.storage.database import Database
from pb.storage.outbox import (
    LetterState,
    QueuedLetter,
    begin_handing,
    has_due_letter,
    put_back,
    release_stale,
    settle_letter,
    take_letter,
)
from pb.web.letters import Compose, Sender, compose_letter
from pb.web.toolkit import Toolkit

log = structlog.get_logger()

WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
LONGEST = timedelta(hours=4)
GIVEN_UP = timedelta(days=3)
AT_A_TIME = 50
"""Letters over one connection; after that the server gets a pause."""


@dataclass(frozen=True, slots=True)
class Office:
    """What the postman needs: where letters lie, how they are worded, and who takes them."""

    database: Database
    clock: Clock
    toolkit: Toolkit
    kinds: Mapping[str, Compose]
    sender: Sender
    server: MailServer


def deliver_letters(office: Office) -> int:
    """Deliver what is due, at most `AT_A_TIME` letters, and return how many were settled or put off.

    Raises NotHandedError when the server can't be reached; then no letter was touched.
    """
    now = office.clock.now()
    with office.database.write() as work:
        if release_stale(work, now):
            work.commit()
    with office.database.read() as work:
        if not has_due_letter(work, now):
            return 0
    handled = 0
    with connect(office.server) as connection:
        while handled < AT_A_TIME and (queued := _take(office)) is not None:
            handled += 1
            if not _deliver(office, connection, queued):
                break
    return handled


def _take(office: Office) -> QueuedLetter | None:
    with office.database.write() as work:
        queued = take_letter(work, office.clock.now())
        work.commit()
    return queued


def _deliver(office: Office, connection: Connection, queued: QueuedLetter) -> bool:
    """Deliver one letter; False when the connection must not be used any more."""
    mail = compose_letter(office.toolkit, office.kinds, office.sender, queued)
    if mail is None:
        _settle(office, queued, LetterState.SENT, "nothing to tell any more")
        return True

    def about_to_hand() -> bool:
        with office.database.write() as work:
            is_ours = begin_handing(work, queued.id, office.clock.now())
            work.commit()
        return is_ours

    try:
        if connection.send(mail, office.sender.address, queued.letter.recipient, about_to_hand):
            _settle(office, queued, LetterState.SENT)
    except UnknownFateError:
        _settle(office, queued, LetterState.UNSURE, "the connection broke while the letter was handed over")
        return False
    except NotHandedError as error:
        if error.lasting:
            _settle(office, queued, LetterState.REFUSED, error.note)
        else:
            _put_off(office, queued, error.note)
        return error.is_about_letter
    return True


def _settle(office: Office, queued: QueuedLetter, state: LetterState, note: str = "") -> None:
    with office.database.write() as work:
        settle_letter(work, queued.id, state, office.clock.now(), note)
        work.commit()


def _put_off(office: Office, queued: QueuedLetter, note: str) -> None:
    now = office.clock.now()
    wait = WAITS[queued.attempts - 1] if queued.attempts <= len(WAITS) else LONGEST
    with office.database.write() as work:
        if now + wait > queued.queued + GIVEN_UP:
            settle_letter(work, queued.id, LetterState.REFUSED, now, note)
        else:
            put_back(work, queued.id, now + wait, note)
        work.commit()


class Postman:
    """A thread that delivers while its block lasts. A fault is logged and tried again, more and more seldom."""

    SHORTEST_SECONDS = 2.0
    LONGEST_SECONDS = 300.0

    def __init__(self, office: Office) -> None:
        """Prepare; nothing runs yet."""
        self._office = office
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="postman", daemon=True)

    def __enter__(self) -> "Postman":
        """Start delivering."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the letter at hand and stop."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        wait = self.SHORTEST_SECONDS
        while not self._stop.wait(wait):
            try:
                deliver_letters(self._office)
                wait = self.SHORTEST_SECONDS
            except NotHandedError as error:
                log.warning("mail server not reached", note=error.note)
                wait = min(2 * wait, self.LONGEST_SECONDS)
            except Exception:
                log.exception("delivering failed, trying again")
                wait = min(2 * wait, self.LONGEST_SECONDS)
