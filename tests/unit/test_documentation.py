"""Every setting, every command and every make target is documented, and nothing is documented that isn't there."""

import re
from dataclasses import fields
from pathlib import Path

from pb.main.cli import COMMANDS
from pb.main.settings import Settings

ROOT = Path(__file__).parents[2]
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
FOR_NEWCOMERS = "".join(
    (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md")
)
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_setting_is_documented_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `(PB_[A-Z_]+)` \| `([^`]*)` \|", OPERATING, re.MULTILINE))
    assert rows == {f"PB_{field.name.upper()}": str(field.default) for field in fields(Settings)}


def test_every_command_is_documented() -> None:
    assert set(re.findall(r"^\| `pb ([a-z-]+)[^`]*` \|", OPERATING, re.MULTILINE)) == set(COMMANDS)


def test_every_make_target_is_documented() -> None:
    targets = set(re.findall(r"^([a-z]+):[^=\n]*## ", MAKEFILE, re.MULTILINE)) - {"help"}
    told = set(re.findall(r"`make ([a-z]+)`", FOR_NEWCOMERS))
    assert targets - told == set()
    assert told - targets == set()
