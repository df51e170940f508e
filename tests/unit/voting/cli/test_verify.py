"""`pb verify` says what holds, names what doesn't, and its exit code tells which."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.sealed_election import ORIGIN, SEED, SealedElection, run_election
from voting.cli.verify import verify_command
from voting.core.board.ballot_box import BallotBox
from voting.core.log.checkpoint import Checkpoint, Promise
from voting.core.log.merkle import MerkleTree
from voting.core.receipt import make_receipt_code


@pytest.fixture(scope="module")
def election() -> SealedElection:
    return run_election()


@pytest.fixture
def folder(election: SealedElection, tmp_path: Path) -> Path:
    for name, content in election.bundle.files.items():
        (tmp_path / "bundle" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "bundle" / name).write_bytes(content)
    return tmp_path / "bundle"


def check(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(verify_command, [str(folder), "--cores", "1", *options])


def take_digests(election: SealedElection) -> list[bytes]:
    box = BallotBox([(election.manifest, election.digest)])
    for entry in election.entries:
        box.append(entry)
    return sorted(box.codes)


def test_sound_bundle_is_verified_line_by_line(folder: Path) -> None:
    result = check(folder)
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert all(line.startswith("ok ") for line in lines[:-1])
    assert lines[-1] == f"Everything holds: {len(lines) - 1} checks."


def test_several_cores_find_the_same(folder: Path) -> None:
    assert CliRunner().invoke(verify_command, [str(folder), "--cores", "2"]).output == check(folder).output


def test_verifier_runs_alone_with_libsodium_and_the_counting_core(folder: Path) -> None:
    """No web framework, database, click or rich is imported; numpy and msgspec are what the counting stands on."""
    program = (
        "import sys; from voting.verify.__main__ import main; code = main(sys.argv[1:]);"
        "foreign = {'litestar', 'sqlalchemy', 'click', 'rich', 'jinja2', 'argon2', 'cryptography', 'authlib'};"
        "print(sorted(foreign & set(sys.modules))); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"
    (folder / "board.jsonl").write_bytes(b"")
    failed = subprocess.run(
        [sys.executable, "-m", "voting.verify", str(folder)], capture_output=True, text=True, check=False
    )
    assert failed.returncode == 1
    assert failed.stderr.startswith("FAIL  board.jsonl")
    usage = subprocess.run(
        [sys.executable, "-m", "voting.verify"], capture_output=True, text=True, check=False
    )
    assert usage.returncode == 2


def test_damaged_file_fails_by_name(folder: Path) -> None:
    damaged = bytearray((folder / "mix/north-1.table").read_bytes())
    damaged[5] ^= 1
    (folder / "mix/north-1.table").write_bytes(damaged)
    result = check(folder)
    assert result.exit_code == 1
    assert "FAIL  mix/north-1.table" in result.output


def test_folder_that_is_none_and_link_are_refused(folder: Path) -> None:
    assert check(folder / "nowhere").exit_code == 1
    (folder / "link").symlink_to("/etc/hostname")
    assert "FAIL  link: not a plain file" in check(folder).output


def test_receipts_promises_and_checkpoints_are_looked_up(
    election: SealedElection, folder: Path, tmp_path: Path
) -> None:
    digests = take_digests(election)
    (tmp_path / "promise").write_bytes(Promise(ORIGIN, digests[0], "2027-03-01T15:00Z").sign(SEED))
    (tmp_path / "seen").write_bytes(election.bundle.files["checkpoints/000002.note"])
    codes = [part for digest in digests for part in ("--code", make_receipt_code(digest))]
    kept = ("--promise", str(tmp_path / "promise"), "--checkpoint", str(tmp_path / "seen"))
    result = check(folder, *codes, *kept, "--digest", election.digest.hex().upper())
    assert result.exit_code == 0, result.output
    assert result.output.count("is on the board") == len(digests) + 1


def test_broken_promise_and_rewritten_board_are_misconduct(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "promise").write_bytes(Promise(ORIGIN, bytes(32), "2027-03-01T15:00Z").sign(SEED))
    result = check(folder, "--promise", str(tmp_path / "promise"))
    assert result.exit_code == 1
    assert "misconduct" in result.output
    other = MerkleTree([b"another board"])
    (tmp_path / "seen").write_bytes(Checkpoint(ORIGIN, 1, other.root()).sign(SEED))
    assert "misconduct" in check(folder, "--checkpoint", str(tmp_path / "seen")).output
    (tmp_path / "foreign").write_bytes(Checkpoint(ORIGIN, 1, other.root()).sign(bytes(32)))
    assert "not signed by" in check(folder, "--checkpoint", str(tmp_path / "foreign")).output
    assert "not signed by" in check(folder, "--promise", str(tmp_path / "foreign")).output


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--digest", "00" * 32, "not the one given"),
        ("--code", "AAAA", "not a receipt code"),
        ("--code", make_receipt_code(bytes(32)), "no ballot on the board"),
    ],
)
def test_evidence_that_does_not_agree_fails(folder: Path, option: str, value: str, said: str) -> None:
    result = check(folder, option, value)
    assert result.exit_code == 1
    assert said in result.output
