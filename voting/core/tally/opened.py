"""Opened ballots as they are published: one line each, sorted, the invalid ones with every reason.

Nothing is dropped: the file has as many lines as there were ballots. Sorting removes the last trace of an order.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from pb.kernel.canonical import JSON, canonical_bytes
from pb.kernel.ids import ProjectId
from voting.core.ballot.check import BallotFaultKind, check_choices
from voting.core.ballot.choices import Choices, decode_choices
from voting.core.ballot.style import BallotStyle
from voting.core.encryption.encoding import decode_integer
from voting.core.encryption.group import BYTES, EncodingError
from voting.core.mixing.columns import split_points
from voting.core.mixing.spread import Spread, cut_rows, work_in_turn
from voting.core.reading import Fields, FormatError, read_canonical


@dataclass(frozen=True, slots=True)
class OpenedBallot:
    """What one ballot said. It counts when `faults` is empty; `points` stands for content that no ballot has."""

    choices: Choices
    faults: tuple[BallotFaultKind, ...] = ()
    points: bytes = b""

    @property
    def is_valid(self) -> bool:
        """Whether the ballot counts."""
        return not self.faults

    def to_line(self) -> bytes:
        """Return the published line, without its line end."""
        plain: dict[str, JSON] = {"choices": [[project, value] for project, value in self.choices]}
        if self.faults:
            plain["faults"] = [fault.value for fault in self.faults]
        if self.points:
            plain["points"] = self.points.hex()
        return canonical_bytes(plain)


def judge_choices(style: BallotStyle, choices: Choices) -> OpenedBallot:
    """Return choices with every reason why they don't count."""
    faults = {fault.kind for fault in check_choices(style, choices)}
    return OpenedBallot(choices, tuple(sorted(faults)))


def open_row(style: BallotStyle, points: bytes) -> OpenedBallot:
    """Return what the decrypted points of one ballot say."""
    try:
        return judge_choices(style, decode_choices(style, decode_integer(split_points(points))))
    except EncodingError:
        return OpenedBallot((), (BallotFaultKind.UNREADABLE,), points)


def write_opened(style: BallotStyle, table: bytes, spread: Spread = work_in_turn) -> bytes:
    """Return the file of all opened ballots of a style; ``table`` holds the decrypted points, a row a ballot."""
    size = style.width * BYTES
    pieces = [_Rows(style, table[start * size : stop * size]) for start, stop in cut_rows(len(table) // size)]
    return join_lines(line for lines in spread(_open_rows, pieces) for line in lines)


def join_lines(lines: Iterable[bytes]) -> bytes:
    """Return lines as a file, sorted by their bytes."""
    return b"".join(line + b"\n" for line in sorted(lines))


def read_opened(line: bytes, style: BallotStyle, place: str) -> OpenedBallot:
    """Read a published line back and judge it again. Raises FormatError unless it is exactly what would be published."""
    fields = Fields(read_canonical(line), place)
    choices = tuple(_read_choice(choice, place) for choice in fields.elements("choices"))
    ballot = judge_choices(style, choices)
    if ballot.to_line() != line:
        raise FormatError(f"{place}: not a ballot in its published form")
    return ballot


def read_valid_choices(line: bytes) -> Choices | None:
    """Return the choices of a line that was checked before; None for an invalid ballot, which counts nowhere."""
    ballot = json.loads(line)
    return (
        None
        if "faults" in ballot
        else tuple((ProjectId(project), value) for project, value in ballot["choices"])
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    style: BallotStyle
    points: bytes


def _open_rows(piece: _Rows) -> list[bytes]:
    size = piece.style.width * BYTES
    rows = (piece.points[at : at + size] for at in range(0, len(piece.points), size))
    return [open_row(piece.style, row).to_line() for row in rows]


def _read_choice(choice: JSON, place: str) -> tuple[ProjectId, int]:
    match choice:
        case [str(project), int(value)] if not isinstance(value, bool):
            return ProjectId(project), value
        case _:
            raise FormatError(f"{place}: a choice is a project and a number")
