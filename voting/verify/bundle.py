"""A bundle, as a rule a folder of files read one at a time: memory holds the largest file and not the whole."""

import zipfile
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from voting.core.tally.contents import is_bundle_name


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


class ZipBundle:
    """A bundle in one ZIP archive. Names that leave the folder and names given twice are refused."""

    def __init__(self, path: Path) -> None:
        """Open the archive at ``path``. Raises VerificationError when it isn't one."""
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError) as error:
            raise VerificationError(path.name, f"not a ZIP archive: {error}") from None
        self._names = [entry.filename for entry in self._archive.infolist() if not entry.is_dir()]
        seen = Counter(self._names)
        for name in self._names:
            if not is_bundle_name(name) or seen[name] > 1:
                raise VerificationError(name, "no such file belongs to a bundle")

    def names(self) -> Collection[str]:
        """Return the names of all files."""
        return self._names

    def read(self, name: str) -> bytes:
        """Return a file."""
        try:
            return self._archive.read(name)
        except KeyError:
            raise VerificationError(name, "the file is missing") from None
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            raise VerificationError(name, f"damaged: {error}") from None


def open_bundle(path: Path) -> Bundle:
    """Open a bundle as a folder or as a ZIP archive. Raises VerificationError when it is neither."""
    return ZipBundle(path) if path.is_file() else FolderBundle(path)


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
