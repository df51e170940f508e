"""`pb verify`: check a published bundle and say line by line what holds."""

import sys
from pathlib import Path

import click

from voting.cli.progress import cores_option, show_work
from voting.verify.bundle import VerificationError, open_bundle
from voting.verify.evidence import Evidence
from voting.verify.verification import verify

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("verify")
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("--digest", help="The manifest's SHA-256 as it stands on your letter or poster.")
@click.option("--code", "codes", multiple=True, help="The code on your receipt; may be given several times.")
@click.option(
    "--promise", "promises", multiple=True, type=_FILE, help="The promise file that came with your receipt."
)
@click.option("--checkpoint", "checkpoints", multiple=True, type=_FILE, help="A checkpoint that you kept.")
@cores_option
def verify_command(
    bundle: Path,
    digest: str | None,
    codes: tuple[str, ...],
    promises: tuple[Path, ...],
    checkpoints: tuple[Path, ...],
    cores: int,
) -> None:
    """Check all of BUNDLE, the published files in a folder or a ZIP archive, without any network.

    Exit code 0: everything holds. 1: something doesn't, and the last line names it.
    """
    evidence = Evidence(
        digest,
        codes,
        [(path.name, path.read_bytes()) for path in promises],
        [(path.name, path.read_bytes()) for path in checkpoints],
    )
    count = 0
    try:
        with show_work(cores, "Checking") as spread:
            for checked in verify(open_bundle(bundle), spread, evidence):
                click.echo(f"ok    {checked.heading:<9} {checked.sentence}")
                count += 1
    except VerificationError as error:
        click.echo(f"FAIL  {error}", err=True)
        sys.exit(1)
    click.echo(f"Everything holds: {count} checks.")
