"""`pb compare`: what each rule would have chosen, side by side. For officials and researchers."""

import json
from collections.abc import Mapping
from pathlib import Path
from string import ascii_uppercase

import click
import numpy as np
from rich.console import Console
from rich.table import Table

from pb.kernel.canonical import JSON
from voting.cli.drawing import draw_amount, start_table
from voting.cli.election_file import count_election, load_election
from voting.cli.options import file_argument, json_option, step_for
from voting.core.counting import Allocation, BallotProfile, Completion, CountingRule, Method, Utility
from voting.core.pabulib import Election, VoteType
from voting.core.pabulib.amounts import write_amount

_APPROVALS = frozenset({VoteType.APPROVAL, VoteType.CHOOSE_1})


@click.command(name="compare")
@file_argument
@json_option
def compare_command(file: Path, as_json: bool) -> None:
    """Put the outcomes of all rules for FILE.pb side by side."""
    election = load_election(file)
    outcomes: dict[str, Allocation] = {}
    for name, rule in list_rules(election).items():
        profile, outcomes[name] = count_election(file, election, rule)
    if as_json:
        print(json.dumps(_describe(profile, outcomes), ensure_ascii=False, indent=1))
        return
    console = Console(highlight=False)
    console.print(_draw(election, profile, outcomes))
    console.print("Reached: voters who named at least one funded project.")
    for letter, name in zip(ascii_uppercase, outcomes, strict=False):
        console.print(f"{letter}  {name}", markup=False)


def list_rules(election: Election) -> Mapping[str, CountingRule]:
    """Return the rules that are compared, by the names of their columns."""
    approvals = election.vote_type in _APPROVALS
    utility = Utility.COST if approvals else Utility.POINTS
    other = Utility.CARDINALITY if approvals else Utility.POINTS_COST
    shares = {
        f"mes {kind.value} {completion.value}": CountingRule(
            utility=kind, completion=completion, increment=step_for(election.currency)
        )
        for kind, completion in (
            (utility, Completion.NONE),
            (utility, Completion.ADD1U),
            (other, Completion.ADD1U),
        )
    }
    plain = {
        method.value: CountingRule(method=method, utility=utility, completion=Completion.NONE)
        for method in (
            Method.GREEDY_VOTES,
            Method.GREEDY_VOTES_PER_COST,
            Method.PHRAGMEN,
            Method.MAX_WELFARE,
        )
    }
    return {**shares, **plain}


def count_represented(profile: BallotProfile, allocation: Allocation) -> int:
    """Return how many voters are reached: named at least one project that is funded."""
    reached = np.zeros(profile.types, dtype=bool)
    for index, project in enumerate(profile.projects):
        if project in allocation.selected:
            reached[profile.supporters_of(index)] = True
    return int(reached.sum() if profile.weights is None else profile.weights[reached].sum())


def _describe(profile: BallotProfile, outcomes: Mapping[str, Allocation]) -> JSON:
    return {
        name: {
            "rule": outcome.rule.canonical(),
            "selected": list(outcome.selected),
            "total": write_amount(outcome.total),
            "represented": count_represented(profile, outcome),
        }
        for name, outcome in outcomes.items()
    }


def _draw(election: Election, profile: BallotProfile, outcomes: Mapping[str, Allocation]) -> Table:
    table = start_table(election, "● funded", name=False)
    for letter, _ in zip(ascii_uppercase, outcomes, strict=False):
        table.add_column(letter, min_width=5, justify="center", no_wrap=True)
    votes = dict(zip(profile.projects, profile.votes(), strict=True))
    chosen = [
        project for project in election.projects if any(project.id in o.selected for o in outcomes.values())
    ]
    for project in sorted(chosen, key=lambda project: -votes[project.id]):
        marks = ["●" if project.id in outcome.selected else "" for outcome in outcomes.values()]
        table.add_row(project.id, draw_amount(project.cost), str(votes[project.id]), *marks)
    table.add_section()
    table.add_row("Funded", "", "", *(str(len(outcome.selected)) for outcome in outcomes.values()))
    spent = (f"{100 * outcome.total / outcome.budget:.0f} %" for outcome in outcomes.values())
    table.add_row("Spent", "", "", *spent)
    parts = (100 * count_represented(profile, o) / max(1, profile.voters) for o in outcomes.values())
    table.add_row("Reached", "", "", *(f"{part:.0f} %" for part in parts))
    return table
