"""Everything that can go wrong because of what somebody asked for, each with a stable code.

Each kind knows the HTTP status it answers with (RFC 9110), so that pages, API and commands agree. A fault of ours is
never one of these: it stays an ordinary exception and becomes a 500 page.
"""

from collections.abc import Mapping

from pb.kernel.message import Message


class DomainError(Exception):
    """An expected refusal: `message` says to a person what is wrong and what to do."""

    code = "refused"
    status = 400

    def __init__(self, message: Message) -> None:
        """Refuse with ``message``."""
        super().__init__(str(message))
        self.message = message


class NotFoundError(DomainError):
    """What was asked for doesn't exist, or the asker may not know that it does."""

    code = "not-found"
    status = 404

    def __init__(self, message: Message | None = None) -> None:
        """Refuse with ``message``, or with the general sentence."""
        super().__init__(message or Message("This page does not exist, or you may not see it."))


class NotAllowedError(DomainError):
    """The asker is known, and their role doesn't include this."""

    code = "not-allowed"
    status = 403


class NotNowError(DomainError):
    """The cycle isn't in the stage this needs. The message says what is open instead.

    `way_on` is the path, without language, of the page where it is; empty when there is none to name.
    """

    code = "not-now"
    status = 409

    def __init__(self, message: Message, way_on: str = "") -> None:
        """Refuse with ``message``, and name where to go on."""
        super().__init__(message)
        self.way_on = way_on


class ConflictError(DomainError):
    """Somebody else, or an earlier request, was first."""

    code = "conflict"
    status = 409


class TooManyAttemptsError(DomainError):
    """A throttle holds. The message says when to try again."""

    code = "too-many-attempts"
    status = 429

    def __init__(self, message: Message, retry_after_seconds: int) -> None:
        """Refuse, and tell after how many seconds a retry makes sense."""
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


class InvalidInputError(DomainError):
    """A form has faults; `faults` maps each field's name to what is wrong with it."""

    code = "invalid-input"
    status = 422

    def __init__(self, faults: Mapping[str, Message]) -> None:
        """Refuse with one message a field; there is at least one."""
        super().__init__(next(iter(faults.values())))
        self.faults = dict(faults)
