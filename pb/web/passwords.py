"""Staff passwords: argon2id, two at a time.

Parameters are those of the OWASP recommendation for 19 MiB; secrets that the service draws take less. Two at a time
bounds the memory and the processor that a flood of sign-ins can take. A name nobody has costs the same time as a wrong
password.
"""

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from pb.kernel.errors import TooManyAttemptsError
from pb.kernel.message import Message

SHORTEST = 12
AT_ONCE = 2
WAIT_SECONDS = 10

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_drawn = PasswordHasher(time_cost=1, memory_cost=9_216, parallelism=1)
_places = BoundedSemaphore(AT_ONCE)


def hash_password(password: str) -> str:
    """Return the text to store for a password."""
    with _Place():
        return _hasher.hash(password)


def hash_drawn_secret(secret: str) -> str:
    """Return the text to store for a secret of at least fifty random bits, at a seventh of a password's cost.

    Nobody chooses such a secret, so no list of likely ones helps a guesser; the hash need not make up for that.
    """
    with _Place():
        return _drawn.hash(secret)


def verify_password(stored: str | None, password: str) -> bool:
    """Whether the password fits. With nothing stored it takes as long and answers no."""
    with _Place():
        try:
            _hasher.verify(stored or _nobody(), password)
        except (VerificationError, InvalidHashError):
            return False
        return stored is not None


def needs_rehash(stored: str) -> bool:
    """Whether the stored text was made with other parameters than today's."""
    return _hasher.check_needs_rehash(stored)


@cache
def _nobody() -> str:
    return _hasher.hash("a password that nobody has chosen")


class _Place:
    """A place for hashing; who can't get one within WAIT_SECONDS is sent away instead of piling up."""

    def __enter__(self) -> None:
        if not _places.acquire(timeout=WAIT_SECONDS):
            raise TooManyAttemptsError(Message("The service is busy. Try again in a minute."), 60)

    def __exit__(self, *_: object) -> None:
        _places.release()
