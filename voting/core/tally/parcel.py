"""A parcel: some files of a bundle, or all of it, as one ZIP archive that people can send and keep.

Nothing is compressed and every entry carries the same fixed date, so equal files give equal archives; points and
ciphertexts would not shrink anyway. A reader takes plain names only, each once, and no more bytes than it allows.
"""

import io
import zipfile
from collections.abc import Mapping

from voting.core.reading import FormatError
from voting.core.tally.contents import is_bundle_name

SUFFIX = ".zip"
_DATE = (1980, 1, 1, 0, 0, 0)


def write_parcel(files: Mapping[str, bytes]) -> bytes:
    """Return files as an archive, sorted by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _DATE), files[name])
    return out.getvalue()


def read_parcel(content: bytes, place: str, most_bytes: int) -> dict[str, bytes]:
    """Return the files of an archive. Raises FormatError naming ``place`` for a damaged or strange one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            names = [entry.filename for entry in entries]
            if len(set(names)) != len(names) or not all(map(is_bundle_name, names)):
                raise FormatError(f"{place}: holds files that don't belong to a bundle")
            # The sizes stand in the archive and are held to while it is unpacked.
            if sum(entry.file_size for entry in entries) > most_bytes:
                raise FormatError(f"{place}: too large")
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise FormatError(f"{place}: not a whole ZIP archive: {error}") from None
