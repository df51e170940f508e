"""``pb rehearse``: a whole election with known test ballots before the real one, a line for each step."""

import sys
import tomllib
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import click

from pb.engine.declaration import CycleDeclaration, read_declaration
from pb.kernel.errors import DomainError
from pb.kernel.handoff import Shortlist
from pb.kernel.ids import CycleId
from pb.kernel.plain import PlainFormError
from voting.cli.progress import cores_option, show_work
from voting.core.rules import RulesError
from voting.rehearsal.browser import seal_by_node
from voting.rehearsal.plan import plan_trial
from voting.rehearsal.rehearse import rehearse
from voting.rehearsal.report import StepReport
from voting.rehearsals import RehearsalDesk, rehearse_cycle

OpenDesk = Callable[[], AbstractContextManager[RehearsalDesk]]


def make_rehearse_command(open_desk: OpenDesk, find_script: Callable[[], Path]) -> click.Command:
    """Return the command. ``open_desk`` opens the installation; ``find_script`` names the browser's sealing."""

    @click.command("rehearse")
    @click.argument("what", metavar="CYCLE|FILE")
    @cores_option
    def rehearse_command(what: str, cores: int) -> None:
        """Run known test ballots through all steps of a vote: a CYCLE of the database, or a declaration FILE (.toml).

        Nothing of the real vote is touched. Exit code 0: every step passed. 1: the last line names the one that failed.
        """
        with show_work(cores, "Rehearsing") as spread, seal_by_node(find_script()) as seal:
            if seal is None:
                click.echo("left out  Sealing in the browser: Node.js or static/vendor/seal.js is missing")
            try:
                if Path(what).suffix == ".toml":
                    trial = plan_trial(_read(Path(what)), Shortlist(()))
                    passed = _tell(rehearse(trial, seal, spread))
                else:
                    with open_desk() as desk:
                        passed = _tell(
                            rehearse_cycle(replace(desk, seal_in_browser=seal, spread=spread), CycleId(what))
                        )
            except (DomainError, RulesError) as error:
                raise click.ClickException(str(error)) from None
        sys.exit(0 if passed else 1)

    return rehearse_command


def _read(path: Path) -> CycleDeclaration:
    try:
        return read_declaration(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, PlainFormError) as error:
        raise click.ClickException(f"{path}: {error}") from None


def _tell(reports: Iterable[StepReport]) -> bool:
    passed = True
    for report in reports:
        passed = report.passed
        click.echo(f"{'passed' if passed else 'FAILED':<9} {report.name}: {report.fault or report.seen}")
    return passed
