"""A bundle, as a rule a folder of files read one at a time: memory holds the largest file and not the whole."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol


class VerificationError(Exception):
    """Something doesn't hold: `place` is the file or entry, the text says what is wrong with it."""

    def __init__(self, place: str, reason: str) -> None:
        """Name the place and the reason."""
        super().__init__(reason if reason.startswith(place) else f"{place}: {reason}")
        self.place = place


class Bundle(Protocol):
    """Where the files come from."""

    def names(self) -> Collection[str]:
        """Return the names of all files, with slashes."""
        ...

    def read(self, name: str) -> bytes:
        """Return a file. Raises VerificationError when it isn't there."""
        ...


class FolderBundle:
    """A bundle in a folder of this machine. Links and whatever else isn't a plain file are refused."""

    def __init__(self, folder: Path) -> None:
        """Open ``folder``. Raises VerificationError when there is none."""
        if not folder.is_dir():
            raise VerificationError(str(folder), "there is no such folder")
        self._folder = folder

    def names(self) -> Collection[str]:
        """Return the names of all files below the folder."""
        names = []
        for path in self._folder.rglob("*"):
            name = path.relative_to(self._folder).as_posix()
            if path.is_symlink() or not (path.is_dir() or path.is_file()):
                raise VerificationError(name, "not a plain file")
            if path.is_file():
                names.append(name)
        return names

    def read(self, name: str) -> bytes:
        """Return a file."""
        try:
            return (self._folder / name).read_bytes()
        except OSError:
            raise VerificationError(name, "the file is missing") from None


@dataclass
class MemoryBundle:
    """A bundle's files in a dictionary: one that is being made, or that came another way than as a folder."""

    files: dict[str, bytes] = field(default_factory=dict)

    def names(self) -> Collection[str]:
        """Return the names of all files."""
        return self.files.keys()

    def read(self, name: str) -> bytes:
        """Return a file."""
        if name not in self.files:
            raise VerificationError(name, "the file is missing")
        return self.files[name]
