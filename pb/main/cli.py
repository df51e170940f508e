"""The `pb` command: one door to everything an operator, an auditor or a trustee does from a shell.

It only gathers commands; what a command does lives where its subject lives. It must never open a database or
import the web framework before a command asks for it, so that `pb --help` answers at once.
"""

from collections.abc import Mapping
from importlib import import_module

import click

COMMANDS: Mapping[str, tuple[str, str]] = {
    "demo": (
        "pb.main.commands.demo:demo_command",
        "Build a demo town and serve it, with a way in for each role.",
    ),
    "migrate": ("pb.main.commands.migrate:migrate_command", "Bring the database to the newest tables."),
    "serve": ("pb.main.commands.serve:serve_command", "Serve the site until interrupted."),
    "account": (
        "pb.main.commands.account:account_command",
        "Add a staff account and print its sign-in link.",
    ),
    "roll": ("pb.main.commands.roll:roll_command", "Take an electoral roll in and write the voting codes."),
    "rehearse": (
        "pb.main.commands.rehearse:rehearse_command",
        "Run known test ballots through every step of a vote before it opens.",
    ),
    "replay": ("pb.main.commands.replay:replay_command", "Run a real election end to end and compare."),
    "count": ("voting.cli.count:count_command", "Count a .pb file exactly by any rule."),
    "explain": ("voting.cli.explain:explain_command", "Say why a project of a .pb file won or lost."),
    "trustee": (
        "voting.cli.trustee:trustee_command",
        "Hold a share of an election's key, offline, over files.",
    ),
    "verify": ("voting.cli.verify:verify_command", "Check everything in a published bundle, offline."),
    "compare": ("voting.cli.compare:compare_command", "Put all counting rules side by side for a .pb file."),
}
"""Each command: where it is, and its line in the list. Its module is imported only when it is asked for."""


class LateGroup(click.Group):
    """A group that imports a command only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_where, line) in COMMANDS.items()])


@click.group(
    cls=LateGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="pb-vote", prog_name="pb")
def main() -> None:
    """Participatory budgeting whose result anyone can check."""
