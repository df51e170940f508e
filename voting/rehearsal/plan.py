"""What is rehearsed for a cycle: its own rules and papers, and test projects where none is known yet."""

from dataclasses import replace

from pb.engine.declaration import CycleDeclaration
from pb.kernel.handoff import Project, Shortlist
from pb.kernel.ids import ProjectId
from pb.kernel.language import LocalizedText
from pb.kernel.money import Cents
from voting.core.ballot.styles import make_styles
from voting.core.rules import read_rules
from voting.core.tally.seal_terms import seal_terms
from voting.rehearsal.election import Trial

TEST_PROJECTS = 12
"""As many as a small area has; a cycle's own projects take their place as soon as they are known."""


def plan_trial(declaration: CycleDeclaration, shortlist: Shortlist) -> Trial:
    """Return the trial of a cycle. Raises RulesError for rules that can't be used."""
    rules = read_rules(declaration)
    whole = _fill_areas(declaration, shortlist if shortlist.projects else rules.projects)
    return Trial(make_styles(declaration, rules, whole), seal_terms(declaration, rules), rules.revote)


def _fill_areas(declaration: CycleDeclaration, shortlist: Shortlist) -> Shortlist:
    missing = [area for area in declaration.areas if not shortlist.in_area(area.id)]
    made = []
    for area in missing:
        for number in range(1, TEST_PROJECTS + 1):
            text = LocalizedText(str(number), str(number), str(number))
            cost = Cents(max(1, area.budget * number // (2 * TEST_PROJECTS)) if declaration.has_money else 0)
            made.append(Project(ProjectId(f"{area.id}-test-{number}"), text, text, area.id, cost))
    return replace(shortlist, projects=(*shortlist.projects, *made))
