"""Letters that wait to be sent, written in the transaction of what they tell about.

A letter is kept as its kind and values, not as text; so no private link lies here, and its wording is made when it is
sent. `key` names the occasion: the same occasion asked for twice is one letter.

States and who moves them:

* ``waiting``: nobody is busy with it. Only from here it is taken.
* ``taken``: a postman speaks with the mail server and has handed nothing over. After a crash it waits again.
* ``handing``: written before the text goes out. After a crash nobody knows whether it arrived, so it becomes ``unsure``
  and a person decides: it is never sent twice by itself, and never lost unseen.
* ``sent``, ``refused``, ``unsure``: settled.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import String, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from pb.kernel.canonical import JSON
from pb.kernel.language import Language
from pb.storage.base import Table
from pb.storage.unit_of_work import Work

HELD = timedelta(minutes=10)
"""How long a postman may be busy with one letter before he is taken for dead."""


class LetterState(StrEnum):
    """Where a letter is."""

    WAITING = "waiting"
    TAKEN = "taken"
    HANDING = "handing"
    SENT = "sent"
    REFUSED = "refused"
    UNSURE = "unsure"


SETTLED = (LetterState.SENT, LetterState.REFUSED, LetterState.UNSURE)


class LetterRow(Table):
    """One letter. `due` is when it is tried next, while taken when it falls back, once settled when that was."""

    __tablename__ = "outbox"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(60))
    recipient: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(2))
    content: Mapped[dict[str, Any]]
    queued: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10))
    due: Mapped[datetime] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(String(200), default="")


@dataclass(frozen=True, slots=True)
class Letter:
    """What to tell whom. `key`: the occasion, unique; `kind`: who words it; `values`: what the wording needs."""

    key: str
    kind: str
    recipient: str
    language: Language
    values: Mapping[str, JSON]


@dataclass(frozen=True, slots=True)
class QueuedLetter:
    """A letter in the outbox. `note` is what the mail server said last."""

    id: str
    letter: Letter
    state: LetterState
    queued: datetime
    due: datetime
    attempts: int
    note: str


def post_letter(work: Work, letter: Letter, now: datetime) -> None:
    """Put a letter into the outbox; the caller commits it with what it tells about. A known key changes nothing."""
    make = sqlite.insert if work.connection.dialect.name == "sqlite" else postgresql.insert
    work.session.execute(
        make(LetterRow)
        .values(
            id=secrets.token_hex(16),
            key=letter.key,
            kind=letter.kind,
            recipient=letter.recipient,
            language=letter.language.value,
            content=dict(letter.values),
            queued=now,
            state=LetterState.WAITING,
            due=now,
            attempts=0,
            note="",
        )
        .on_conflict_do_nothing(index_elements=["key"])
    )


def has_due_letter(work: Work, now: datetime) -> bool:
    """Return whether a letter waits whose moment has come."""
    query = select(LetterRow.id).where(LetterRow.state == LetterState.WAITING, LetterRow.due <= now)
    return work.session.scalars(query.limit(1)).first() is not None


def take_letter(work: Work, now: datetime) -> QueuedLetter | None:
    """Take the letter that is due longest, or None. Two postmen never take the same one; commit at once."""
    row = work.session.scalars(
        select(LetterRow)
        .where(LetterRow.state == LetterState.WAITING, LetterRow.due <= now)
        .order_by(LetterRow.due, LetterRow.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).one_or_none()
    if row is None:
        return None
    row.state = LetterState.TAKEN
    row.due = now + HELD
    row.attempts += 1
    return _to_letter(row)


def begin_handing(work: Work, letter_id: str, now: datetime) -> bool:
    """Write down that the text goes out now; False when somebody else took the letter back. Commit before sending."""
    return _move(work, letter_id, LetterState.TAKEN, LetterState.HANDING, now + HELD)


def settle_letter(work: Work, letter_id: str, state: LetterState, now: datetime, note: str = "") -> None:
    """Write down how it ended."""
    if state not in SETTLED:
        raise ValueError(f"{state} settles nothing")
    _move(work, letter_id, None, state, now, note)


def put_back(work: Work, letter_id: str, due: datetime, note: str) -> None:
    """Let a letter that was surely not handed over wait until ``due``."""
    _move(work, letter_id, None, LetterState.WAITING, due, note)


def release_stale(work: Work, now: datetime) -> int:
    """Settle what dead postmen held: back to waiting, or unsure when the text was on its way. Return how many."""
    moved = 0
    for state, then in (
        (LetterState.TAKEN, LetterState.WAITING),
        (LetterState.HANDING, LetterState.UNSURE),
    ):
        statement = (
            update(LetterRow)
            .where(LetterRow.state == state, LetterRow.due <= now)
            .values(state=then, due=now)
            .returning(LetterRow.id)
        )
        moved += len(work.session.execute(statement).all())
    return moved


def send_again(work: Work, letter_id: str, now: datetime) -> bool:
    """Let an unsure or refused letter wait once more, as a person decided; False when it is neither."""
    statement = (
        update(LetterRow)
        .where(LetterRow.id == letter_id, LetterRow.state.in_((LetterState.UNSURE, LetterState.REFUSED)))
        .values(state=LetterState.WAITING, due=now, attempts=0, queued=now)
        .returning(LetterRow.id)
    )
    return work.session.execute(statement).first() is not None


def accept_letter(work: Work, letter_id: str, now: datetime) -> bool:
    """Take an unsure letter as sent, as a person decided; False when it isn't unsure."""
    return _move(work, letter_id, LetterState.UNSURE, LetterState.SENT, now)


def count_letters(work: Work) -> Mapping[LetterState, int]:
    """Return how many letters are in each state that has any."""
    query = select(LetterRow.state, func.count()).group_by(LetterRow.state)
    return {LetterState(state): count for state, count in work.session.execute(query)}


def list_letters(work: Work, states: Sequence[LetterState], most: int) -> tuple[QueuedLetter, ...]:
    """Return the oldest ``most`` letters in these states."""
    query = select(LetterRow).where(LetterRow.state.in_(states)).order_by(LetterRow.queued, LetterRow.id)
    return tuple(_to_letter(row) for row in work.session.scalars(query.limit(most)))


def purge_letters(work: Work, before: datetime) -> int:
    """Remove what was settled before ``before``, addresses included; unsure letters stay until a person decides."""
    gone = delete(LetterRow).where(
        LetterRow.state.in_((LetterState.SENT, LetterState.REFUSED)), LetterRow.due < before
    )
    return len(work.session.execute(gone.returning(LetterRow.id)).all())


def forget_recipient(work: Work, address: str) -> int:
    """Remove the letters to somebody who has left, but for those a postman holds, and return how many they were."""
    busy = (LetterState.TAKEN, LetterState.HANDING)
    gone = delete(LetterRow).where(LetterRow.recipient == address, LetterRow.state.not_in(busy))
    return len(work.session.execute(gone.returning(LetterRow.id)).all())


def _move(
    work: Work, letter_id: str, was: LetterState | None, state: LetterState, due: datetime, note: str = ""
) -> bool:
    statement = update(LetterRow).where(LetterRow.id == letter_id)
    if was is not None:
        statement = statement.where(LetterRow.state == was)
    values = {"state": state, "due": due, "note": note[:200]}
    return work.session.execute(statement.values(values).returning(LetterRow.id)).first() is not None


def _to_letter(row: LetterRow) -> QueuedLetter:
    letter = Letter(row.key, row.kind, row.recipient, Language(row.language), row.content)
    return QueuedLetter(row.id, letter, LetterState(row.state), row.queued, row.due, row.attempts, row.note)
