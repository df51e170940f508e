"""`pb count`: count a .pb file by any rule, and show the rule, the winners, every round and every tie."""

import json
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from voting.cli.drawing import FATES, draw_amount, draw_bar, draw_money, name_of, shorten, start_table
from voting.cli.election_file import count_election, load_election
from voting.cli.options import RuleChoice, file_argument, json_option, rule_options
from voting.cli.plain import describe_allocation
from voting.core.counting import Allocation, BallotProfile, Fate
from voting.core.counting.rule_text import write_rule_text
from voting.core.pabulib import Election


@click.command(name="count")
@file_argument
@rule_options
@json_option
def count_command(file: Path, choice: RuleChoice, as_json: bool) -> None:
    """Count FILE.pb exactly and print the whole rule that was used."""
    election = load_election(file)
    profile, allocation = count_election(file, election, choice.for_election(election), choice.lots)
    if as_json:
        print(json.dumps(describe_allocation(election, allocation), ensure_ascii=False, indent=1))
        return
    show_allocation(Console(highlight=False), election, profile, allocation, lots_given=bool(choice.lots))


def show_allocation(
    console: Console, election: Election, profile: BallotProfile, allocation: Allocation, *, lots_given: bool
) -> None:
    """Print a count as tables."""
    for note in election.notes:
        console.print(f"Note: {note}", style="yellow", markup=False)
    console.print("Rule", style="bold")
    for sentence in write_rule_text(allocation.rule):
        console.print(f"  {sentence}", markup=False)
    console.print(_draw_projects(election, profile, allocation, max(8, console.width - 66)))
    _show_money(console, election, allocation)
    for tie in allocation.ties:
        names = ", ".join(tie.projects[:8]) + (" …" if len(tie.projects) > 8 else "")
        console.print(f"Tie in round {tie.round}, in the order it was broken: {names}", markup=False)
    if allocation.ties and not lots_given:
        console.print(
            "No lots were given: where they would have decided, the order of the file did.", markup=False
        )


def _show_money(console: Console, election: Election, allocation: Allocation) -> None:
    budget = max(allocation.budget, 1)
    console.print(
        f"Spent {draw_money(election, allocation.total)} of {draw_money(election, allocation.budget)} "
        f"({100 * allocation.total / budget:.1f} %)  {draw_bar(allocation.total, budget)}",
        markup=False,
    )
    console.print(f"Left  {draw_money(election, allocation.leftover)}", markup=False)
    console.print(f"{allocation.voters} voters counted, {allocation.blank} blank ballots", markup=False)
    if allocation.endowment is not None:
        console.print(
            f"Share of each voter {draw_money(election, float(allocation.endowment))} "
            f"(exactly {allocation.endowment / 100})",
            markup=False,
        )
    if allocation.comparison is not None:
        shares, greedy = allocation.comparison
        console.print(f"{shares} voters prefer equal shares, {greedy} the outcome by votes.", markup=False)


def _draw_projects(election: Election, profile: BallotProfile, allocation: Allocation, room: int) -> Table:
    """Return the rounds in order, then everything no round was about."""
    title = f"{election.meta.get('description', '')} {election.meta.get('instance', '')}".strip()
    table = start_table(election, title)
    table.add_column("", no_wrap=True)
    table.add_column("Round", justify="right", no_wrap=True)
    table.add_column("Outcome")
    most = max((entry.votes for entry in allocation.rounds), default=1)
    for entry in allocation.rounds:
        phase = "" if entry.phase == allocation.rule.method else f" ({entry.phase})"
        table.add_row(
            entry.project,
            shorten(name_of(election, entry.project), room),
            draw_amount(entry.cost),
            str(entry.votes),
            draw_bar(entry.votes, most),
            str(entry.number),
            FATES[entry.fate] + phase,
            style="green" if entry.fate is Fate.FUNDED else None,
        )
    listed = {entry.project for entry in allocation.rounds}
    votes = dict(zip(profile.projects, profile.votes(), strict=True))
    for project in election.projects:
        if project.id not in listed:
            number, fate = votes[project.id], FATES[allocation.fates[project.id]]
            bar = draw_bar(number, most)
            table.add_row(
                project.id, shorten(project.name, room), draw_amount(project.cost), str(number), bar, "", fate
            )
    return table
