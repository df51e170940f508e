"""A rehearsal passes on sound code for every kind of ballot, and each fault put into the code fails its own step."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.support.ballots import make_style
from tests.support.node import ROOT
from tests.support.sealed_election import make_terms
from voting.cli.rehearse import make_rehearse_command
from voting.core.ballot.rule import BallotKind, BallotRule
from voting.core.ballot.style import BallotStyle
from voting.core.board import ballot_box
from voting.rehearsal import tally_steps
from voting.rehearsal.box_steps import seal_here
from voting.rehearsal.browser import seal_by_node
from voting.rehearsal.election import Trial
from voting.rehearsal.known_ballots import list_known
from voting.rehearsal.rehearse import rehearse
from voting.rehearsal.report import StepReport

APPROVAL = make_style(BallotRule(BallotKind.APPROVAL, maximum=2, blank=True), 4)
STYLES = (
    APPROVAL,
    make_style(BallotRule(BallotKind.KNAPSACK, budget=250), 5, "knapsack"),  # type: ignore[arg-type]
    make_style(BallotRule(BallotKind.POINTS, minimum=2, top=5, least_total=4, most_total=7), 5, "points"),
    make_style(BallotRule(BallotKind.SCORES, top=4), 5, "scores"),
    make_style(BallotRule(BallotKind.RANKING, minimum=2, maximum=3), 5, "ranking"),
    make_style(BallotRule(BallotKind.SINGLE, maximum=1), 5, "single"),
)


def run(*styles: BallotStyle, revote: bool = True) -> list[StepReport]:
    return list(rehearse(Trial(styles, make_terms(styles), revote)))


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.rule.kind)
def test_every_kind_has_good_and_spoilt_ballots(style: BallotStyle) -> None:
    known = list_known(style)
    assert sum(not ballot.faults for ballot in known) >= 2
    assert any(ballot.faults for ballot in known) or style.rule.kind in (BallotKind.SCORES, BallotKind.SINGLE)
    assert len({ballot.choices for ballot in known}) == len(known)


@pytest.mark.parametrize("revote", [True, False])
def test_sound_code_passes_every_step(revote: bool) -> None:
    reports = run(*STYLES, revote=revote)
    assert [report.fault for report in reports] == [""] * 8
    assert str(reports[-1].name) == "Verification"


def test_rule_that_no_ballot_keeps_fails_at_the_papers() -> None:
    style = make_style(BallotRule(BallotKind.KNAPSACK, budget=50), 3)  # type: ignore[arg-type]
    (report,) = run(style)
    assert "can any ballot?" in report.fault


def seal_wrongly(context: Any, style: BallotStyle, choices: Any) -> bytes:
    """Seal another ballot than the one asked for."""
    return seal_here(context, style, choices[:1])


FAULTS: dict[str, tuple[object, str, object]] = {
    "Ballot box": (ballot_box, "check_sealed", lambda *_: None),
    "Mixing": (tally_steps, "check_mix", lambda *_: None),
    "Opening by the trustees": (
        tally_steps,
        "check_opening",
        lambda *parts: parts[3][parts[1].files[0]][:-64],
    ),
    "Count": (tally_steps, "weigh_ballot", lambda _kind, ballot: {**ballot, "p1": 1}),
    "Verification": (tally_steps, "verify", lambda *_: iter(())),
}


@pytest.mark.parametrize("step", FAULTS)
def test_fault_in_the_code_fails_its_own_step(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place, name, broken = FAULTS[step]
    monkeypatch.setattr(place, name, broken)
    *before, last = run(APPROVAL)
    assert all(report.passed for report in before)
    assert str(last.name) == step
    assert last.fault


def test_browser_that_seals_something_else_is_found_at_the_opening() -> None:
    reports = list(rehearse(Trial((APPROVAL,), make_terms([APPROVAL]), True), seal_wrongly))
    assert str(reports[2].name) == "Sealing in the browser"
    assert "what was opened isn't what was cast" in reports[-1].fault


def test_browser_code_seals_every_kind() -> None:
    with seal_by_node(ROOT / "static/vendor/seal.js") as seal:
        assert seal is not None
        reports = list(rehearse(Trial(STYLES, make_terms(STYLES), True), seal))
    assert len(reports) == 9
    assert all(report.passed for report in reports), reports[-1]


def test_browser_code_that_is_broken_is_one_fault(tmp_path: Path) -> None:
    (tmp_path / "seal.js").write_text("export const sealChoices = 0, readHex = 0, writeHex = 0;")
    with seal_by_node(tmp_path / "seal.js") as seal:
        assert (
            "gave no answer"
            in list(rehearse(Trial((APPROVAL,), make_terms([APPROVAL]), True), seal))[-1].fault
        )
    with seal_by_node(tmp_path / "nowhere.js") as seal:
        assert seal is None


def rehearse_file(path: Path) -> Result:
    def refuse() -> Any:
        raise AssertionError("a file needs no database")

    command = make_rehearse_command(refuse, lambda: ROOT / "static/vendor/seal.js")
    return CliRunner().invoke(command, [str(path), "--cores", "1"])


def test_declaration_file_is_rehearsed_line_by_line() -> None:
    result = rehearse_file(ROOT / "templates/admin/example.toml")
    assert result.exit_code == 0, result.output
    assert result.output.count("passed") == len(result.output.splitlines()) == 9


def break_file(change: Callable[[str], str], folder: Path) -> Path:
    path = folder / "declaration.toml"
    path.write_text(change((ROOT / "templates/admin/example.toml").read_text()))
    return path


def test_step_that_fails_gives_another_exit_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally_steps, "check_mix", lambda *_: None)
    result = rehearse_file(ROOT / "templates/admin/example.toml")
    assert result.exit_code == 1
    assert result.output.splitlines()[-1].startswith("FAILED    Mixing: a cheat of")


@pytest.mark.parametrize("broken", ["not = [toml", "", "id = 5"])
def test_file_that_is_no_declaration_is_one_line(tmp_path: Path, broken: str) -> None:
    result = rehearse_file(break_file(lambda _: broken, tmp_path))
    assert result.exit_code == 1
    assert result.output.splitlines()[-1].startswith("Error: ")
