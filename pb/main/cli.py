"""The `pb` command: one door to everything an operator, an auditor or a trustee does from a shell.

It only gathers commands; what a command does lives where its subject lives. It must never open a database or
import the web framework before a command asks for it, so that `pb --help` answers at once.
"""

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="pb-vote", prog_name="pb")
def main() -> None:
    """Participatory budgeting whose result anyone can check."""
