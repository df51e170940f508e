"""The entries of the board, one line of canonical JSON each; the line's bytes are the leaf of the log.

An entry never carries a voter's name, a choice, or a time finer than the hour.
"""

from dataclasses import dataclass

from pb.kernel.canonical import JSON, canonical_bytes
from voting.core.ballot.sealing import TAG_BYTES
from voting.core.log.checkpoint import require_hour
from voting.core.reading import Fields, FormatError, read_canonical


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """From here on this version of the manifest holds. The first entry of every board is version 1."""

    version: int
    digest: bytes
    hour: str


@dataclass(frozen=True, slots=True)
class BallotEntry:
    """A sealed ballot of a tag, made under a version of the manifest."""

    manifest: int
    style: str
    tag: bytes
    sealed: bytes
    hour: str


@dataclass(frozen=True, slots=True)
class CancelEntry:
    """From here on no ballot of this tag counts; `reason` is a stable word such as ``paper``."""

    tag: bytes
    reason: str
    hour: str


@dataclass(frozen=True, slots=True)
class CloseEntry:
    """The box is closed; so many people stood on the electoral roll."""

    roll: int
    hour: str


Entry = ManifestEntry | BallotEntry | CancelEntry | CloseEntry


def write_entry(entry: Entry) -> bytes:
    """Return the entry's line, without its line end."""
    return canonical_bytes(_to_plain(entry))


def read_entry(line: bytes, place: str) -> Entry:
    """Read a line. Raises FormatError naming ``place``."""
    try:
        fields = Fields(read_canonical(line), place)
    except FormatError as error:
        raise FormatError(f"{place}: {error}" if not str(error).startswith(place) else str(error)) from None
    entry = _read_kind(fields, fields.text("kind"), place)
    fields.finish()
    require_hour(entry.hour, place)
    return entry


def _read_kind(fields: Fields, kind: str, place: str) -> Entry:
    hour = fields.text("hour")
    match kind:
        case "manifest":
            return ManifestEntry(fields.integer("version", least=1), fields.octets("digest", 32), hour)
        case "ballot":
            manifest = fields.integer("manifest", least=1)
            tag = fields.octets("tag", TAG_BYTES)
            return BallotEntry(manifest, fields.text("style"), tag, fields.octets("sealed"), hour)
        case "cancel":
            return CancelEntry(fields.octets("tag", TAG_BYTES), fields.text("reason"), hour)
        case "close":
            return CloseEntry(fields.integer("roll"), hour)
        case _:
            raise FormatError(f"{place}: no entry of the kind {kind}")


def _to_plain(entry: Entry) -> dict[str, JSON]:
    match entry:
        case ManifestEntry(version, digest, hour):
            return {"digest": digest.hex(), "hour": hour, "kind": "manifest", "version": version}
        case BallotEntry(manifest, style, tag, sealed, hour):
            return {
                "hour": hour,
                "kind": "ballot",
                "manifest": manifest,
                "sealed": sealed.hex(),
                "style": style,
                "tag": tag.hex(),
            }
        case CancelEntry(tag, reason, hour):
            return {"hour": hour, "kind": "cancel", "reason": reason, "tag": tag.hex()}
        case CloseEntry(roll, hour):
            return {"hour": hour, "kind": "close", "roll": roll}
