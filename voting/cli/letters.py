"""``pb letters``: make the voting letters of an address file, as PDF files of 500 in a new folder.

The codes are drawn as the letters are made and exist nowhere else in the clear; only its owner can read the folder.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import click

from pb.engine.acts import Actor
from pb.kernel.errors import DomainError
from pb.kernel.ids import AccountId, CycleId
from pb.kernel.language import Language
from pb.web.toolkit import Toolkit
from voting.cli.roll import choose_columns, list_faults, read_named_columns, show_progress
from voting.core.roll_columns import LETTER_COLUMNS
from voting.letter_archive import name_batch
from voting.letter_job import LetterPlan, Whom, make_letters, plan_letters
from voting.letter_print import LetterTerms, print_letters
from voting.roll_desk import RollDesk
from voting.roll_import import RollFaultsError
from voting.storage.elections import find_manifest

OPERATOR = Actor(AccountId("operator"), "pb letters")


@dataclass(frozen=True, slots=True)
class LetterOffice:
    """The installation that letters come from, and the telephone they name when no other is given."""

    desk: RollDesk
    toolkit: Toolkit
    contact: str


OpenOffice = Callable[[], AbstractContextManager[LetterOffice]]


def make_letters_command(open_office: OpenOffice) -> click.Command:
    """Return the command. ``open_office`` opens the installation."""

    @click.command("letters")
    @click.argument("cycle")
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @click.argument("folder", type=click.Path(path_type=Path))
    @click.option(
        "--all", "everybody", is_flag=True, help="For everybody in FILE; earlier codes become void."
    )
    @click.option(
        "--language",
        type=click.Choice(list(Language)),
        default=Language.FI,
        help="For residents whose language FILE doesn't say.",
    )
    @click.option("--contact", help="Telephone and hours of the help line, printed in every letter.")
    @click.option("--column", "columns", multiple=True, metavar="WHAT=HEADING", help="As in pb roll.")
    def letters_command(
        cycle: str,
        file: Path,
        folder: Path,
        everybody: bool,
        language: Language,
        contact: str | None,
        columns: tuple[str, ...],
    ) -> None:
        """Make the letters for those of FILE who have no voting code yet, in the new FOLDER."""
        named = read_named_columns(columns)
        whom = Whom.ALL if everybody else Whom.MISSING
        with open_office() as office:
            try:
                plan = plan_letters(
                    office.desk,
                    CycleId(cycle),
                    file.read_bytes(),
                    whom,
                    lambda headings: choose_columns(headings, named, LETTER_COLUMNS),
                )
                terms = _read_terms(office, cycle, contact or office.contact, language)
                _make(office, plan, terms, folder)
            except RollFaultsError as error:
                raise click.ClickException(list_faults(file, error.faults)) from None
            except DomainError as error:
                raise click.ClickException(str(error.message)) from None

    return letters_command


def _read_terms(office: LetterOffice, cycle: str, contact: str, language: Language) -> LetterTerms:
    with office.desk.database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        manifest = find_manifest(work, found.id)
    return LetterTerms(found, manifest.digest.hex() if manifest else "", contact, Language(language))


def _make(office: LetterOffice, plan: LetterPlan, terms: LetterTerms, folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        raise click.ClickException(f"{folder} exists already, and letters are never written over.") from None
    with show_progress() as bar:
        task = bar.add_task("Making letters", total=plan.letters)
        for batch in make_letters(office.desk, plan, OPERATOR):
            content = print_letters(office.toolkit, terms, batch.letters)
            (folder / name_batch(batch)).write_bytes(content)
            bar.advance(task, len(batch.letters))
    click.echo(f"Letters: {plan.letters}, of these to be handed over: {len(plan.handed)}. Folder: {folder}")
    click.echo(f"Passed over, having a code or no right to vote: {plan.passed_over}.")
