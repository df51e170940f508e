"""Files of the command line: one clear sentence on failure, written whole or not at all, never over another."""

import os
from pathlib import Path

import click

from pb.kernel.canonical import JSON, canonical_bytes
from voting.core.reading import FormatError, read_canonical


def read_json(path: Path) -> JSON:
    """Read a file of canonical JSON. Raises click.ClickException naming the file."""
    try:
        return read_canonical(path.read_bytes().removesuffix(b"\n"))
    except FormatError as error:
        raise click.ClickException(f"{path}: {error}") from None


def write_json(path: Path, value: JSON) -> None:
    """Write a value as canonical JSON with a line end."""
    write_new(path, canonical_bytes(value) + b"\n")


def write_new(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a new file. Raises click.ClickException when there is one already: nothing here replaces a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        raise click.ClickException(f"{path} is there already; it isn't replaced") from None
    finally:
        draft.unlink(missing_ok=True)
