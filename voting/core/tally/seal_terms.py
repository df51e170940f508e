"""From a cycle's declaration to the terms that the manifest seals: one pot an area, its budget or its winners."""

from pb.engine.declaration import CycleDeclaration
from voting.core.ballot.style import StyleId
from voting.core.rules import VotingRules
from voting.core.tally.terms import CountTerms, PotTerms


def seal_terms(declaration: CycleDeclaration, rules: VotingRules) -> CountTerms:
    """Return how every area's ballots will be counted; a style's name is its area's."""
    return CountTerms(
        rules.counting,
        {
            StyleId(area.id): PotTerms(area.budget)
            if declaration.has_money
            else PotTerms(None, rules.winners)
            for area in declaration.areas
        },
    )
