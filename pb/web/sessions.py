"""Sessions: who is signed in, and what a visitor carries from page to page.

Made by hand because the framework's own adopts any identifier a cookie brings (session fixation) and writes
at every answer. Here an unknown identifier is no session, the identifier changes at sign-in and at every
change of role, the database holds only its SHA-256 and what is sealed under it, and an anonymous reader has none.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any, TypeVar

from pb.kernel.ids import AccountId
from pb.kernel.plain import PlainFormError, from_plain, to_plain
from pb.storage.sessions import StoredSession, key_of
from pb.web.roles import Role

STAFF_IDLE = timedelta(minutes=30)
IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=12)
SEEN_STEP = timedelta(minutes=1)
"""The moment of last use is written at most this often."""

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
_VIEWER, _FLASHES, _FORM_KEY = "viewer", "flashes", "form-key"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Viewer:
    """The signed-in account as the pages know it."""

    account_id: AccountId
    name: str
    roles: frozenset[Role]
    unit: str = ""

    def has(self, *roles: Role) -> bool:
        """Whether the account holds one of ``roles``."""
        return not self.roles.isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class Flash:
    """A sentence to show once, in the language it was said in. `kind` is success, note, warning or error."""

    text: str
    kind: str = "success"

    def __str__(self) -> str:
        """Return the sentence."""
        return self.text


@dataclass(slots=True)
class Session:
    """What one visitor carries. Reading costs nothing; writing makes the session exist.

    `secret` is what the cookie holds, None until the session is first stored; `ended_keys` are to be removed.
    """

    now: datetime
    secret: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
    created: datetime | None = None
    seen: datetime | None = None
    changed: bool = False
    ended_keys: set[str] = field(default_factory=set)

    @property
    def exists(self) -> bool:
        """Whether the visitor has a session now, stored or about to be."""
        return self.secret is not None or (self.changed and bool(self.data))

    @property
    def viewer(self) -> Viewer | None:
        """The signed-in account, if any."""
        return self.read(_VIEWER, Viewer)

    def sign_in(self, viewer: Viewer) -> None:
        """Begin a session for an account under a new identifier; nothing of the old one is taken along."""
        self.end()
        self.write(_VIEWER, viewer)

    def end(self) -> None:
        """End the session, as at sign-out. What is written afterwards belongs to a new one."""
        self.data, self.created = {}, None
        self.renew()

    def renew(self) -> None:
        """Go on under a new identifier: call it whenever what the visitor may do changes.

        The longest life counts on from the first identifier.
        """
        if self.secret is not None:
            self.ended_keys.add(key_of(self.secret))
        self.secret, self.changed = None, True
        self.data = {name: value for name, value in self.data.items() if name != _FORM_KEY}

    def read(self, name: str, form: type[T]) -> T | None:
        """Return what was written under ``name``, as a ``form``; None when nothing of that form is there."""
        if name not in self.data:
            return None
        try:
            return from_plain(self.data[name], form)
        except PlainFormError:
            return None

    def write(self, name: str, value: object) -> None:
        """Keep a frozen plain value under ``name`` until the session ends."""
        self.data = {**self.data, name: to_plain(value)}
        self.changed = True

    def remove(self, name: str) -> None:
        """Forget what was written under ``name``."""
        if name in self.data:
            self.data = {key: value for key, value in self.data.items() if key != name}
            self.changed = True

    def add_flash(self, flash: Flash) -> None:
        """Show a sentence on the next page."""
        self.write(_FLASHES, (*(self.read(_FLASHES, tuple[Flash, ...]) or ()), flash))

    def take_flashes(self) -> tuple[Flash, ...]:
        """Return the sentences to show, once."""
        flashes = self.read(_FLASHES, tuple[Flash, ...]) or ()
        self.remove(_FLASHES)
        return flashes

    @property
    def form_key(self) -> str:
        """The secret that form tokens of this session are made with."""
        if _FORM_KEY not in self.data:
            self.write(_FORM_KEY, token_urlsafe(16))
        return str(self.data[_FORM_KEY])

    def to_stored(self) -> StoredSession:
        """Return what is to be kept."""
        created = self.created or self.now
        viewer = self.viewer
        return StoredSession(
            self.data, viewer.account_id if viewer else None, created, self.now, created + LONGEST
        )


def is_secret(text: str) -> bool:
    """Whether a cookie's value has the shape of ours; anything else isn't worth a look in the database."""
    return _SECRET.fullmatch(text) is not None


def restore(stored: StoredSession, secret: str, now: datetime) -> Session | None:
    """Return the session that was kept, or None when it has stood unused or lived too long."""
    session = Session(now, secret, dict(stored.data), stored.created, stored.seen)
    idle = STAFF_IDLE if stored.account else IDLE
    if now >= stored.expires or now - stored.seen >= idle:
        return None
    return session
