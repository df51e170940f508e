"""The same two steps by belenios-tool, where that Debian package is installed: sealing a ballot, and a proved shuffle.

Its question is a mixed one over 50 options (the kind that it shuffles), in its group RFC-3526-2048; every call
of the tool is a process of its own, whose start is measured apart and taken off.
"""

import json
import resource
import shutil
import subprocess
import tempfile
from pathlib import Path

TOOL = "belenios-tool"
GROUP = "RFC-3526-2048"
OPTIONS = 50


def measure_belenios(ballots: int) -> dict[str, float] | None:
    """Return processor microseconds a ballot of sealing and of shuffling; None where the tool isn't installed."""
    if shutil.which(TOOL) is None:
        return None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        credentials = _set_up(folder, ballots)
        (folder / "choices").write_text(json.dumps([list(range(OPTIONS))]))
        start = _measure(folder, "setup", "generate-token")[1]
        sealing = 0.0
        for credential in credentials:
            (folder / "credential").write_text(credential)
            ballot, cost = _measure(
                folder, "election", "generate-ballot", "--privcred=credential", "--ballot=choices"
            )
            sealing += cost - start
            _record(folder, "Ballot", ballot)
        _record(folder, "EndBallots", "")
        _record(folder, "EncryptedTally", _run(folder, "election", "compute-encrypted-tally"))
        shuffle, shuffling = _measure(folder, "election", "shuffle", "--trustee-id=1")
        _record(folder, "Shuffle", shuffle)
        _run(folder, "election", "verify")
    return {
        "sealing a ballot": sealing / ballots * 1e6,
        "shuffling a ballot, with proof": (shuffling - start) / ballots * 1e6,
    }


def _set_up(folder: Path, ballots: int) -> list[str]:
    """Lay out an election of one trustee and return a secret credential for each ballot."""
    uuid = f"--uuid={_run(folder, 'setup', 'generate-token', '--length=14').strip()}"
    group = f"--group={GROUP}"
    _run(folder, "setup", "generate-credentials", uuid, group, f"--count={ballots}")
    _run(folder, "setup", "generate-trustee-key", group)
    (folder / "public_keys.jsons").write_text(next(folder.glob("*.pubkey")).read_text())
    next(folder.glob("*.pubcreds")).rename(folder / "public_creds.json")
    _run(folder, "setup", "make-trustees")
    question = {"answers": [f"Project {number}" for number in range(OPTIONS)], "question": "Which?"}
    template = {
        "name": "A city",
        "description": "",
        "questions": [{"type": "NonHomomorphic", "value": question}],
    }
    (folder / "template.json").write_text(json.dumps(template))
    _run(folder, "setup", "make-election", uuid, group, "--template=template.json")
    _run(folder, "archive", "init")
    return next(folder.glob("*.privcreds")).read_text().split()[1::2]


def _run(folder: Path, *arguments: str, given: str | None = None) -> str:
    done = subprocess.run(
        [TOOL, *arguments], cwd=folder, input=given, capture_output=True, text=True, check=True, timeout=300
    )
    return done.stdout


def _record(folder: Path, event: str, content: str) -> None:
    _run(folder, "archive", "add-event", f"--type={event}", given=content)


def _measure(folder: Path, *arguments: str) -> tuple[str, float]:
    before = _children()
    printed = _run(folder, *arguments)
    return printed, _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
