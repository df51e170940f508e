"""The one door: every command can be reached, and listing them imports none."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from pb.main.cli import COMMANDS, main


@pytest.mark.parametrize("name", COMMANDS)
def test_command_explains_itself(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: main {name}")


def test_list_names_every_command() -> None:
    output = CliRunner().invoke(main, ["--help"]).output
    for name, (_where, line) in COMMANDS.items():
        assert f"  {name} " in output
        assert line in output


def test_unknown_command_is_refused() -> None:
    result = CliRunner().invoke(main, ["dance"])
    assert result.exit_code == 2
    assert "No such command" in result.output


def test_listing_imports_no_framework() -> None:
    program = "import sys; from pb.main.cli import main; main(['--help'], standalone_mode=False);"
    program += "sys.exit('litestar' in sys.modules or 'sqlalchemy' in sys.modules or 'numpy' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", program], stdout=subprocess.DEVNULL, check=False).returncode
        == 0
    )
