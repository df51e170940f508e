"""What is shipped: locks that name no source, and a wheel that holds everything a town needs and nothing else."""

import os
import re
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", ".ci/node.lock", "package-lock.json")
HTMX = "pb/_bundled/static/vendor/htmx.min.js"

pytestmark = pytest.mark.xdist_group("packaging")


def run(command: Sequence[str | Path], folder: Path) -> str:
    """Run a command as a stranger would: from ``folder``, with nothing of this tree on Python's path."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PB_"))}
    done = subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True, timeout=90)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree as it stands."""
    folder = tmp_path_factory.mktemp("dist")
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> frozenset[str]:
    """The names of all files in the wheel."""
    with ZipFile(wheel) as archive:
        return frozenset(archive.namelist())


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment into which only the wheel was installed.

    What the wheel stands on is lent from the environment of the tests, so that nothing is fetched. A path lent in
    this way doesn't lend that environment's own link to this tree.
    """
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    run(
        [sys.executable, "-m", "pip", "--python", folder, "install", "--no-deps", "--no-index", wheel], folder
    )
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "lent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return folder / "bin"


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.search(r"sha(256|512)", text)
    assert re.findall(r"\w+://\S+|\bresolved\b|--index-url", text) == []


def test_wheel_holds_what_browsers_and_pages_need(names: frozenset[str]) -> None:
    assert HTMX in names, "static/vendor is empty: run `make test`, which fills it"
    for folder in ("templates/layout", "templates/macros", "static/css", "static/js", "static/img"):
        assert [name for name in names if name.startswith(f"pb/_bundled/{folder}/")], folder
    files = [path for folder in ("templates", "static") for path in (ROOT / folder).rglob("*.*")]
    kept = {path.relative_to(ROOT).as_posix() for path in files if path.is_file() and path.name[0] != "."}
    assert {f"pb/_bundled/{name}" for name in kept} <= names


def test_wheel_holds_every_catalogue_and_migration(names: frozenset[str]) -> None:
    catalogues = {
        f"pb/locale/{language}/{domain}.po"
        for language in ("fi", "sv", "en")
        for domain in ("pb", "proposals", "voting")
    }
    assert catalogues <= names
    for package in ("pb", "proposals", "voting"):
        first = re.compile(rf"{package}/storage/migrations/(versions/)?{package}_0001_\w+\.py")
        assert list(filter(first.fullmatch, names)), package


def test_wheel_holds_nothing_else(names: frozenset[str]) -> None:
    folders = {name.partition("/")[0] for name in names}
    assert {name for name in folders if not name.startswith("pb_vote-")} == {"pb", "proposals", "voting"}
    assert [name for name in names if re.search(r"(^|/)(tests?|var|node_modules|__pycache__)/", name)] == []
    assert not [name for name in names if name.endswith((".sqlite3", ".key", ".pyc", ".stamp"))]


def test_installed_command_answers_in_an_empty_folder(programs: Path, tmp_path: Path) -> None:
    assert "Usage: pb" in run([programs / "pb", "--help"], tmp_path)
    assert re.fullmatch(r"pb, version \d+\.\d+\.\d+\n", run([programs / "pb", "--version"], tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_installed_package_is_the_one_that_answers(programs: Path, tmp_path: Path) -> None:
    code = "import pb, proposals, voting; print(pb.__file__, proposals.__file__, voting.__file__)"
    for place in run([programs / "python", "-c", code], tmp_path).split():
        assert Path(place).is_relative_to(programs.parent)
