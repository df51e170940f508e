"""Trustees make a key and open a box with nothing but files, and each fault is one clear line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.sealed_election import (
    NORTH,
    ORIGIN,
    SEED,
    SOUTH,
    MemoryBundle,
    SealedElection,
    approve,
    fill_box,
    make_tag,
    make_terms,
)
from tests.support.trustees import HeldCeremony
from voting.cli import key_file
from voting.cli.trustee import trustee_command
from voting.cli.verify import verify_command
from voting.core.board.entries import CloseEntry, ManifestEntry
from voting.core.board.manifest import Custody, Manifest
from voting.core.encryption.sodium import derive_public_key
from voting.core.log.note import NoteKey
from voting.core.reading import read_canonical
from voting.core.tally.steps import OpenStep, PublishStep, check_opening, run_publishing
from voting.core.tally.terms import COUNT
from voting.core.trustees import deal as deal_module
from voting.core.trustees.election_key import read_ceremony
from voting.core.trustees.roster import read_roster

NAMES = ("Library", "School", "Union")
PASSPHRASE = "correct horse battery"

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def quick_key_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cost of a key file is measured in the bench, not paid in every test."""
    monkeypatch.setattr(key_file, "MEMORY_KIB", 1024)
    monkeypatch.setattr(key_file, "PASSES", 1)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()

    def invoke(*arguments: str, typed: str = "", code: int = 0) -> Result:
        result = runner.invoke(trustee_command, list(arguments), input=typed)
        assert result.exit_code == code, result.output
        return result

    return invoke


def join_all(run: Run) -> None:
    for name in NAMES:
        run("join", name, "--key", f"{name}.key", "--card", f"{name}.card", typed=f"{PASSPHRASE}\n" * 2)
    cards = [f"{name}.card" for name in NAMES]
    run("roster", *cards, "--election", "test 2027", "--threshold", "2", "--out", "roster.json")


def deal_all(run: Run) -> None:
    for name in NAMES:
        run(
            "share",
            "roster.json",
            "--key",
            f"{name}.key",
            "--out",
            f"{name}.deal",
            typed=f"y\n{PASSPHRASE}\n",
        )


DEALS = [f"{name}.deal" for name in NAMES]


def hold_ceremony(run: Run) -> Result:
    join_all(run)
    deal_all(run)
    for name in NAMES:
        arguments = ("--key", f"{name}.key", "--out", f"{name}.confirmation")
        run("confirm", "roster.json", *DEALS, *arguments, typed=f"{PASSPHRASE}\n")
    options = [part for deal in DEALS for part in ("--deal", deal)]
    options += [part for name in NAMES for part in ("--confirmation", f"{name}.confirmation")]
    return run("finish", "roster.json", *options, "--out", "ceremony.json")


def make_election(ceremony: Path) -> SealedElection:
    plain = read_canonical(ceremony.read_bytes().removesuffix(b"\n"))
    held = HeldCeremony(read_ceremony(plain, "ceremony"), (), ())
    key = NoteKey(ORIGIN, derive_public_key(SEED))
    manifest = Manifest(
        version=1,
        previous=None,
        election="test 2027",
        board_key=key,
        ceremony=held.ceremony,
        mixers=NAMES[:2],
        styles=(NORTH, SOUTH),
        revote=True,
        custody=Custody.TRUSTEES,
        rules={COUNT: make_terms((NORTH, SOUTH)).to_plain()},
    )
    election = SealedElection(held, manifest)
    election.entries.append(ManifestEntry(1, election.digest, "2027-03-01T08:00Z"))
    return election


def write_bundle(bundle: MemoryBundle, folder: Path) -> None:
    for name, content in bundle.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def read_bundle(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_whole_ceremony_and_opening_over_files(run: Run, tmp_path: Path) -> None:
    assert "The key's code is" in hold_ceremony(run).output
    election = make_election(tmp_path / "ceremony.json")
    fill_box(election)
    closing, _ = election.write_board()
    folder = tmp_path / "bundle"
    write_bundle(election.bundle, folder)

    assert "isn't the turn" in run("mix", "bundle", "--name", "School", "--cores", "1", code=1).output
    (folder / "mix").mkdir()
    (folder / "mix/north-1.table").write_bytes(b"left by a run that was cut off")
    assert "round 1" in run("mix", "bundle", "--name", "Library", "--cores", "1").output
    arguments = ("open", "bundle", "--key", "Library.key", "--cores", "1")
    early = run(*arguments, typed=f"{PASSPHRASE}\ny\n", code=1)
    assert "mix/north-2.table: the file is missing" in early.output
    assert "round 2" in run("mix", "bundle", "--name", "School", "--cores", "2").output
    for name in ("Library", "Union"):
        run("open", "bundle", "--key", f"{name}.key", "--cores", "1", typed=f"{PASSPHRASE}\ny\n")
    run(*arguments, typed=f"{PASSPHRASE}\ny\n")  # a second time changes nothing

    bundle = MemoryBundle(read_bundle(folder))
    for style in (NORTH, SOUTH):
        table = bundle.files[f"mix/{style.id}-2.table"]
        shares = {n: check_opening(closing, OpenStep(style, n), table, bundle.files) for n in (1, 3)}
        bundle.files.update(run_publishing(closing, PublishStep(style), table, shares))
    SealedElection(election.held, election.manifest, bundle).publish(closing)
    write_bundle(bundle, folder)
    result = CliRunner().invoke(verify_command, ["bundle", "--cores", "1", "--digest", election.digest.hex()])
    assert result.exit_code == 0, result.output
    assert "Everything holds" in result.output


def test_one_key_file_opens_one_board_only(run: Run, tmp_path: Path) -> None:
    """A second board without one ballot would tell what that ballot said."""
    hold_ceremony(run)
    for folder, ballots in (("bundle", 3), ("smaller", 2)):
        election = make_election(tmp_path / "ceremony.json")
        for number in range(ballots):
            election.cast(make_tag(number), "north", approve(number + 1))
        election.entries.append(CloseEntry(9, "2027-03-01T20:00Z"))
        election.write_board()
        write_bundle(election.bundle, tmp_path / folder)
        for name in NAMES[:2]:
            run("mix", folder, "--name", name, "--cores", "1")
    opening = ("--key", "Union.key", "--cores", "1")
    run("open", "bundle", *opening, typed=f"{PASSPHRASE}\nn\n", code=1)
    assert not (tmp_path / "bundle/open").exists()
    run("open", "bundle", *opening, typed=f"{PASSPHRASE}\ny\n")
    refused = run("open", "smaller", *opening, typed=f"{PASSPHRASE}\ny\n", code=1)
    assert "has opened another board" in refused.output
    assert not (tmp_path / "smaller/open").exists()


def test_mixer_before_whom_somebody_cheated_is_told_whom(run: Run, tmp_path: Path) -> None:
    hold_ceremony(run)
    election = make_election(tmp_path / "ceremony.json")
    fill_box(election)
    election.write_board()
    write_bundle(election.bundle, tmp_path / "bundle")
    run("mix", "bundle", "--name", "Library", "--cores", "1")
    table = tmp_path / "bundle/mix/north-1.table"
    table.write_bytes(table.read_bytes()[:128] * 4)
    result = run("mix", "bundle", "--name", "School", "--cores", "1", code=1)
    assert "round 1 by Library" in result.output


def test_wrong_share_becomes_a_complaint_that_names_the_dealer(run: Run, tmp_path: Path) -> None:
    join_all(run)
    deal_all(run)
    # Library deals for itself and sends School a share of its own making: honest in form, signed, but wrong.
    roster = read_roster(json.loads((tmp_path / "roster.json").read_text()), "roster")
    secret = key_file.read_key_file(tmp_path / "Library.key", PASSPHRASE)
    honest_evaluate = deal_module.evaluate
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            deal_module, "evaluate", lambda coefficients, at: honest_evaluate(coefficients, at) + (at == 2)
        )
        wrong = deal_module.make_deal(roster, 1, secret)
    (tmp_path / "Library.deal").write_text(
        json.dumps(wrong.to_plain(), sort_keys=True, separators=(",", ":"))
    )
    arguments = ("--key", "School.key", "--out", "complaint.json")
    result = run("confirm", "roster.json", *DEALS, *arguments, typed=f"{PASSPHRASE}\n", code=1)
    assert "share from Library is wrong" in result.output
    judged = run("judge", "roster.json", "Library.deal", "complaint.json")
    assert "trustee 1, Library" in judged.output
    assert (
        "another trustee's deal" in run("judge", "roster.json", "Union.deal", "complaint.json", code=1).output
    )


def test_wrong_passphrase_and_foreign_key_are_refused(run: Run) -> None:
    join_all(run)
    result = run(
        "share", "roster.json", "--key", "School.key", "--out", "x", typed="y\nwrong wrong wrong\n", code=1
    )
    assert "passphrase is wrong" in result.output
    run("join", "Other", "--key", "other.key", "--card", "other.card", typed=f"{PASSPHRASE}\n" * 2)
    result = run(
        "share", "roster.json", "--key", "other.key", "--out", "x", typed=f"y\n{PASSPHRASE}\n", code=1
    )
    assert "no trustee on the roster" in result.output


def test_trustee_who_reads_another_code_stops(run: Run, tmp_path: Path) -> None:
    join_all(run)
    run("share", "roster.json", "--key", "School.key", "--out", "x", typed="n\n", code=1)
    assert not (tmp_path / "x").exists()


def test_short_passphrase_is_refused_and_nothing_written(run: Run, tmp_path: Path) -> None:
    run("join", "Library", "--key", "k", "--card", "c", typed="short\nshort\n", code=1)
    assert not list(tmp_path.iterdir())


def test_no_file_is_replaced_and_the_key_file_is_private(run: Run, tmp_path: Path) -> None:
    join_all(run)
    assert (tmp_path / "Library.key").stat().st_mode & 0o777 == 0o600
    again = ("join", "Library", "--key", "Library.key", "--card", "new.card")
    assert "isn't replaced" in run(*again, typed=f"{PASSPHRASE}\n" * 2, code=1).output


@pytest.mark.parametrize("content", [b"", b"{}", b"[1, 2]", b"\xff\xfe", b'{"format":"pb-trustee-key-1"}'])
def test_file_of_another_kind_is_one_line(run: Run, tmp_path: Path, content: bytes) -> None:
    join_all(run)
    (tmp_path / "bad").write_bytes(content)
    for arguments, typed in (
        (("share", "bad", "--key", "Library.key", "--out", "x"), ""),
        (("share", "roster.json", "--key", "bad", "--out", "x"), f"y\n{PASSPHRASE}\n"),
        (("confirm", "roster.json", "bad", "bad", "bad", "--key", "Library.key", "--out", "x"), ""),
    ):
        result = run(*arguments, typed=typed, code=1)
        assert result.output.splitlines()[-1].startswith("Error: ")


def test_key_file_that_asks_for_endless_work_is_refused(run: Run, tmp_path: Path) -> None:
    join_all(run)
    text = (tmp_path / "Library.key").read_text().replace('"memory_kib":1024', '"memory_kib":99999999')
    (tmp_path / "greedy.key").write_text(text)
    result = run(
        "share", "roster.json", "--key", "greedy.key", "--out", "x", typed=f"y\n{PASSPHRASE}\n", code=1
    )
    assert "more work" in result.output
