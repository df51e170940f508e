"""Static files under addresses that change with their content, so that browsers may keep them for good.

Every file is known before the first request; what isn't in that list isn't served, so no path can climb out.
"""

import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".css": "text/css"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file: where it lies, what it is, and the digest of its content."""

    path: Path
    media_type: str
    digest: str


class Assets:
    """The static files of one folder, read and hashed once."""

    def __init__(self, folder: Path) -> None:
        """Serve what lies under ``folder`` at the moment of the first request."""
        self._folder = folder

    @cached_property
    def files(self) -> dict[str, Asset]:
        """Each file by its path within the folder; hidden files and links to outside are left out."""
        root = self._folder.resolve()
        found = (
            path for path in sorted(root.rglob("*")) if path.is_file() and path.resolve().is_relative_to(root)
        )
        return {
            name: Asset(path, _media_type(path), hashlib.sha256(path.read_bytes()).hexdigest()[:16])
            for path in found
            if not (name := path.relative_to(root).as_posix()).startswith(".") and "/." not in name
        }

    def url(self, name: str) -> str:
        """Return the address of a file with its digest; a file we lack gets one that answers 404."""
        return f"/static/{name}?v={self.files[name].digest}" if name in self.files else f"/static/{name}"

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        return name in self.files


def _media_type(path: Path) -> str:
    return TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
