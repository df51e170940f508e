"""The `pb` command: one door to everything an operator, an auditor or a trustee does from a shell.

It only gathers commands; what a command does lives where its subject lives. It must never open a database or
import the web framework before a command asks for it, so that `pb --help` answers at once.
"""

from collections.abc import Mapping
from importlib import import_module

import click

COMMANDS: Mapping[str, str] = {
    "demo": "pb.main.commands.demo:demo_command",
    "migrate": "pb.main.commands.migrate:migrate_command",
    "serve": "pb.main.commands.serve:serve_command",
    "account": "pb.main.commands.account:account_command",
    "roll": "pb.main.commands.roll:roll_command",
    "replay": "pb.main.commands.replay:replay_command",
    "count": "voting.cli.count:count_command",
    "explain": "voting.cli.explain:explain_command",
    "compare": "voting.cli.compare:compare_command",
}
"""Each command and where it is. A command's module is imported when the command or its help is asked for."""


class LateGroup(click.Group):
    """A group that imports a command only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(
    cls=LateGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="pb-vote", prog_name="pb")
def main() -> None:
    """Participatory budgeting whose result anyone can check."""
