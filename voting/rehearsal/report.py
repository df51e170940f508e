"""What a rehearsal tells: each step by name, passed or failed, and what was seen, for officials in their language."""

from dataclasses import dataclass

from pb.kernel.message import Message


@dataclass(frozen=True, slots=True)
class StepReport:
    """One step. `seen` says what was tried; `fault` what went wrong, as the code said it (in English), else empty."""

    name: Message
    seen: Message
    fault: str = ""

    @property
    def passed(self) -> bool:
        """Whether everything was as it had to be."""
        return not self.fault


class RehearsalError(Exception):
    """A step gave something else than what is known; the text says what."""


def require(condition: bool, fault: str) -> None:
    """Raise RehearsalError with ``fault`` unless ``condition`` holds."""
    if not condition:
        raise RehearsalError(fault)
