"""Where a trustee works: a bundle, a folder or an archive; what is made goes into the folder or a parcel."""

from collections.abc import Mapping
from pathlib import Path

import click

from voting.cli.files import write_new
from voting.core.tally.parcel import write_parcel
from voting.verify.bundle import VerificationError, open_bundle


class Workspace:
    """A bundle to read, and the files that were made for it."""

    def __init__(self, path: Path, parcel: Path | None) -> None:
        """Open the bundle at ``path``. Raises click.ClickException for none, and for an archive without a parcel."""
        try:
            self.bundle = open_bundle(path)
        except VerificationError as error:
            raise click.ClickException(str(error)) from None
        if parcel is None and path.is_file():
            raise click.ClickException(
                "An archive isn't written to. Name a file for your part: --parcel FILE.zip"
            )
        self._path, self._parcel = path, parcel
        self._made: dict[str, bytes] = {}

    def add(self, files: Mapping[str, bytes]) -> None:
        """Take files that were made. Half of them, left by a run that was cut off, are replaced."""
        self._made.update(files)
        if self._parcel is not None:
            return
        for name, content in files.items():
            # Nobody else has built on half a step.
            (self._path / name).unlink(missing_ok=True)
            write_new(self._path / name, content)

    def finish(self) -> None:
        """Write the parcel, where one was asked for."""
        if self._parcel is not None and self._made:
            write_new(self._parcel, write_parcel(self._made))
            click.echo(f"Send {self._parcel} to the election office.")


def parcel_option(command: click.decorators.FC) -> click.decorators.FC:
    """Add the option that names the parcel."""
    return click.option(
        "--parcel",
        type=click.Path(path_type=Path),
        help="Put your part into this ZIP file, to send to the election office.",
    )(command)
