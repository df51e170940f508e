"""What is wrong with a .pb file, and where: one sentence a person can act on."""

from pb.kernel.errors import DomainError
from pb.kernel.message import Message

_SHOWN = 40


class PbFormatError(DomainError):
    """The text isn't a .pb election. `line` counts from 1; 0 means the file as a whole."""

    code = "pb-format"
    status = 422

    def __init__(self, line: int, what: Message) -> None:
        """Refuse because of ``what`` stands in ``line``."""
        if line:
            what = Message("Line %(line)s: %(what)s", {"line": line, "what": what})
        super().__init__(what)
        self.line = line


def show(text: str) -> str:
    """Return a cell for use inside a sentence: on one line, printable and not longer than 40 characters."""
    clean = "".join(letter if letter.isprintable() else "�" for letter in text[: _SHOWN + 1])
    return clean if len(clean) <= _SHOWN else clean[: _SHOWN - 1] + "…"
