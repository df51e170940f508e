"""`pb explain`: why a project won or lost, in sentences a resident can follow."""

import json
from pathlib import Path

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from pb.kernel.ids import ProjectId
from voting.cli.drawing import FATES, draw_amount, draw_bar, draw_money, name_of, shorten
from voting.cli.election_file import count_election, load_election, refuse
from voting.cli.options import RuleChoice, file_argument, json_option, rule_options
from voting.cli.plain import describe_explanation
from voting.core.explain import Explanation, explain_project
from voting.core.explain.flows import SMALLEST_FLOW
from voting.core.explain.inputs import Counted
from voting.core.pabulib import Election
from voting.core.pabulib.profile import list_candidates


@click.command(name="explain")
@file_argument
@click.argument("project")
@rule_options
@json_option
def explain_command(file: Path, project: str, choice: RuleChoice, as_json: bool) -> None:
    """Say why PROJECT (its id) won or lost in FILE.pb."""
    election = load_election(file)
    if project not in {listed.id for listed in election.projects}:
        refuse(file, f"There is no project “{project}”.")
    profile, allocation = count_election(file, election, choice.for_election(election), choice.lots)
    counted = Counted.from_input(list_candidates(election), profile, choice.lots, allocation)
    explanation = explain_project(counted, ProjectId(project))
    if as_json:
        print(json.dumps(describe_explanation(explanation), ensure_ascii=False, indent=1))
        return
    show_explanation(Console(highlight=False), election, explanation)


def show_explanation(console: Console, election: Election, explanation: Explanation) -> None:
    """Print an explanation as sentences and one table."""
    console.print(
        f"{explanation.project} {name_of(election, explanation.project)}", style="bold", markup=False
    )
    for sentence in _write_sentences(election, explanation):
        console.print(sentence, markup=False)
    if explanation.flows.shared:
        console.print(_draw_flows(election, explanation, max(8, console.width - 66)))


def _write_sentences(election: Election, explanation: Explanation) -> list[str]:
    sentences = [
        f"Cost {draw_money(election, explanation.cost)}; {explanation.votes} votes; rank {explanation.rank}.",
        f"Outcome: {FATES[explanation.fate]}.",
    ]
    entry = explanation.decided_in
    if entry is not None:
        sentences.append(f"Decided in round {entry.number} ({entry.phase}).")
        if entry.price is not None and entry.payers:
            price = draw_money(election, float(entry.price))
            sentences.append(
                f"{entry.payers} supporters paid {price} a vote or point; {entry.emptied} gave all they had left."
            )
    if explanation.support_percent is not None:
        bar = draw_bar(explanation.support_percent, 100)
        sentences.append(f"Effective support {explanation.support_percent:.1f} % (100 % wins)  {bar}")
    if explanation.cheaper is not None:
        sentences.append(
            f"At {draw_money(election, explanation.cheaper.cost)} it would have won: "
            f"{draw_money(election, explanation.cheaper.by)} cheaper{_verified(explanation.cheaper.verified)}."
        )
    if explanation.more_supporters is not None:
        needed = explanation.more_supporters
        sentences.append(
            f"With {needed.voters} more voters for it alone it would have won{_verified(needed.verified)}."
        )
    return sentences


def _verified(verified: bool) -> str:
    return " (verified by a recount)" if verified else " (approximately)"


def _draw_flows(election: Election, explanation: Explanation, room: int) -> Table:
    """Return the funded projects that share its supporters, and what those paid for them."""
    table = Table(
        title="Where its supporters' money went", title_justify="left", box=SIMPLE_HEAD, pad_edge=False
    )
    table.add_column("Project", no_wrap=True)
    table.add_column("Name", no_wrap=True)
    table.add_column("Supporters", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column(f"Paid {election.currency}".strip(), justify="right", no_wrap=True)
    for flow in explanation.flows.shared:
        paid = "" if flow.paid is None else draw_amount(flow.paid)
        bar = draw_bar(flow.voters, explanation.votes)
        table.add_row(
            flow.project, shorten(name_of(election, flow.project), room), str(flow.voters), bar, paid
        )
    if explanation.flows.suppressed:
        few = f"{explanation.flows.suppressed} more, shared by fewer than {SMALLEST_FLOW}"
        table.add_row("", few, "", "", "")
    if explanation.flows.left is not None:
        table.add_row("", "Left unspent", "", "", draw_amount(explanation.flows.left))
    return table
