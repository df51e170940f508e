"""The manifest: everything that decides the result, sealed before the first ballot.

Its SHA-256 is printed on letters and bound into every proof. This module reads the parts that sealing and verification
need; `rules` holds the rest (counting rule, dates, eligibility, channels, precedence, lots) as data for their readers.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pb.kernel.canonical import JSON, canonical_bytes
from voting.core.ballot.style import BallotStyle, StyleId, read_style
from voting.core.log.note import NoteKey, read_note_key
from voting.core.reading import Fields, FormatError, read_canonical, read_octets
from voting.core.trustees.election_key import Ceremony, read_ceremony

FORMAT = "pb-manifest-1"


class Custody(StrEnum):
    """Who holds the key: trustees apart from the operator, or the server, whose operator could then open ballots."""

    TRUSTEES = "trustees"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class Manifest:
    """One version of an election's manifest. Raises ValueError for one that could not be voted or verified under.

    `mixers` are the names of those who shuffle, in order; `revote` says whether a tag's last ballot replaces earlier
    ones; `previous` is the digest of the version before, None for version 1.
    """

    version: int
    previous: bytes | None
    election: str
    board_key: NoteKey
    ceremony: Ceremony
    mixers: tuple[str, ...]
    styles: tuple[BallotStyle, ...]
    revote: bool
    custody: Custody
    rules: Mapping[str, JSON]

    def __post_init__(self) -> None:
        if (self.previous is None) != (self.version == 1):
            raise ValueError("every version but the first names the one before")
        if self.ceremony.election_key.roster.election != self.election:
            raise ValueError("the trustees made their key for another election")
        names = [style.id for style in self.styles]
        if not names or len(set(names)) != len(names):
            raise ValueError("there are ballot styles, each of another name")
        if not self.mixers or not all(self.mixers):
            raise ValueError("there is at least one mixer, each with a name")

    def to_plain(self) -> dict[str, JSON]:
        """Return the manifest as JSON holds it."""
        return {
            "board_key": str(self.board_key),
            "custody": self.custody.value,
            "election": self.election,
            "format": FORMAT,
            "mixers": list(self.mixers),
            "previous": None if self.previous is None else self.previous.hex(),
            "revote": self.revote,
            "rules": self.rules,
            "styles": [style.to_plain() for style in self.styles],
            "trustees": self.ceremony.to_plain(),
            "version": self.version,
        }

    def to_bytes(self) -> bytes:
        """Return the file."""
        return canonical_bytes(self.to_plain())

    def style(self, name: str) -> BallotStyle:
        """Return a style. Raises FormatError when the manifest has none of this name."""
        for style in self.styles:
            if style.id == StyleId(name):
                return style
        raise FormatError(f"no ballot style {name} in the manifest")


def digest_manifest(content: bytes) -> bytes:
    """Return the digest that is printed and bound: the plain SHA-256 of the file."""
    return hashlib.sha256(content).digest()


def read_manifest(content: bytes, place: str) -> Manifest:
    """Read a manifest and check the trustees' ceremony in it. Raises FormatError naming ``place``."""
    try:
        value = read_canonical(content)
    except FormatError as error:
        raise FormatError(f"{place}: {error}") from None
    fields = Fields(value, place)
    if fields.text("format") != FORMAT:
        raise FormatError(f"{place}: format isn't {FORMAT}")
    previous = fields.take("previous")
    rules = fields.take("rules")
    if not isinstance(rules, Mapping):
        raise FormatError(f"{place}: rules is not an object")
    styles = (
        read_style(style, f"{place}: style {n}") for n, style in enumerate(fields.elements("styles"), 1)
    )
    try:
        manifest = Manifest(
            version=fields.integer("version", least=1),
            previous=None if previous is None else read_octets(previous, f"{place}: previous", 32),
            election=fields.text("election"),
            board_key=read_note_key(fields.text("board_key")),
            ceremony=read_ceremony(fields.take("trustees"), f"{place}: trustees"),
            mixers=tuple(fields.texts("mixers")),
            styles=tuple(styles),
            revote=fields.flag("revote"),
            custody=Custody(fields.text("custody")),
            rules=rules,
        )
    except FormatError as error:
        raise FormatError(str(error) if str(error).startswith(place) else f"{place}: {error}") from None
    except ValueError as error:
        raise FormatError(f"{place}: {error}") from None
    fields.finish()
    return manifest
