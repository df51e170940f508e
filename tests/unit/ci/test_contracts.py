"""The contracts of pyproject.toml break when somebody imports what stands above, beside or outside."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
LAYERS = ("pb/kernel", "pb/engine", "pb/storage", "pb/web", "pb/main")
PARTS = tuple(f"{stage}/{part}" for stage in ("voting", "proposals") for part in ("core", "storage", "web"))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree of the project's shape without a line of code in it, under the project's contracts."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name in (*LAYERS, *PARTS):
        (tmp_path / name).mkdir(parents=True)
    for module in list_named():
        (tmp_path / module.replace(".", "/")).mkdir(parents=True, exist_ok=True)
    for folder in [path for path in tmp_path.rglob("*") if path.is_dir()]:
        (folder / "__init__.py").touch()
    return tmp_path


def list_named() -> list[str]:
    """Return the modules that the contracts which protect something speak of."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    protecting = [contract for contract in contracts if contract["type"] == "protected"]
    return [name for one in protecting for name in (*one["protected_modules"], *one["allowed_importers"])]


def check(tree: Path) -> str:
    """Return what import-linter says about the tree, and fail when it doesn't get as far as judging."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": f"{tree}{os.pathsep}{ROOT / '.ci'}"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "Contracts: " in done.stdout, done.stdout + done.stderr
    return done.stdout


def test_tree_that_keeps_to_its_layers_passes(tree: Path) -> None:
    (tree / "pb/main/stages.py").write_text("import voting.web\nimport proposals.web\n", encoding="utf-8")
    (tree / "voting/verify.py").write_text(
        "import hashlib\nimport rbcl\nimport voting.core\n", encoding="utf-8"
    )
    (tree / "voting/stages.py").write_text("import voting.web\nimport pb.web\n", encoding="utf-8")
    assert "Contracts: 6 kept, 0 broken." in check(tree)


@pytest.mark.parametrize(
    ("file", "imported", "broken"),
    [
        ("pb/kernel/a.py", "pb.engine", "Layers"),
        ("pb/web/a.py", "voting.core", "Layers"),
        ("proposals/web/a.py", "pb.main", "Layers"),
        ("voting/core/a.py", "proposals.core", "Layers"),
        ("proposals/core/a.py", "proposals.storage", "Inside a stage package"),
        ("voting/storage/a.py", "voting.web", "Inside a stage package"),
        ("voting/core/a.py", "sqlalchemy.orm", "Kernel, engine and the cores"),
        ("pb/engine/a.py", "sqlite3", "Kernel, engine and the cores"),
        ("proposals/web/a.py", "proposals.storage.internal_notes", "Internal notes reach"),
        ("pb/main/a.py", "proposals.storage.internal_notes", "Internal notes reach"),
        ("proposals/web/a.py", "proposals.web.desk.view", "What the review's officials see"),
        ("voting/verify/a.py", "numpy", "The verifier"),
        ("voting/verify/a.py", "voting.storage", "The verifier"),
        ("voting/verify/a.py", "pb.kernel", "The verifier"),
    ],
)
def test_import_that_crosses_a_border_is_named(tree: Path, file: str, imported: str, broken: str) -> None:
    (tree / file).parent.mkdir(exist_ok=True)
    (tree / file).parent.joinpath("__init__.py").touch()
    (tree / file).write_text(f"import {imported}\n", encoding="utf-8")
    said = " ".join(check(tree).split())
    assert "1 broken." in said
    assert file.removesuffix(".py").replace("/", ".") in said
    lines = [line for line in said.split("KEPT") if "BROKEN" in line]
    assert broken in lines[0]
