"""Maximum welfare: the affordable set with the greatest total utility, found by an integer programme.

For comparison only: it looks at no voter's share, and its optimum need not be unique. The solver works in floats; its
answer is checked in whole numbers before it is used.
"""

from fractions import Fraction
from math import gcd

import highspy

from voting.core.counting.allocation import Allocation, Fate
from voting.core.counting.pot import Pot
from voting.core.counting.protocol import Protocol
from voting.core.counting.rule import Utility


def maximize_welfare(pot: Pot) -> Allocation:
    """Return a set of projects of greatest total utility within budget, conflicts and caps."""
    projects = pot.eligible()
    values = {project: value_of(pot, project) for project in projects}
    model = highspy.Highs()  # type: ignore[no-untyped-call]  # the library declares no types here
    model.silent()
    for option, setting in (("mip_rel_gap", 0.0), ("threads", 1), ("random_seed", 0)):
        model.setOptionValue(option, setting)
    # Smaller numbers, same problem: the solver's tolerances are absolute.
    unit = gcd(pot.budget, *(pot.candidates[project].cost for project in projects))
    scale = max(1, max(values.values(), default=1)) / 2**20
    chosen = {project: model.addBinary(obj=-values[project] / scale) for project in projects}
    for members, bound in _bounds(pot, projects):
        model.addConstr(sum(pot.candidates[p].cost // unit * chosen[p] for p in members) <= bound // unit)
    for project in projects:
        for rival in projects:
            if project < rival and pot.candidates[rival].id in pot.candidates[project].rivals:
                model.addConstr(chosen[project] + chosen[rival] <= 1)
    model.run()
    picked = [project for project in projects if model.val(chosen[project]) > 0.5]
    return _write_down(pot, picked, values)


def value_of(pot: Pot, project: int) -> int:
    """Return what a project adds to the total utility if funded."""
    times_cost = pot.rule.utility in (Utility.COST, Utility.POINTS_COST)
    return pot.support[project] * (pot.candidates[project].cost if times_cost else 1)


def _bounds(pot: Pot, projects: list[int]) -> list[tuple[list[int], int]]:
    """Return what may be spent on which projects: all of them, and each capped category."""
    bounds = [(projects, int(pot.budget))]
    for category, cap in pot.rule.caps.items():
        bounds.append(([p for p in projects if category in pot.candidates[p].categories], int(cap)))
    return [(members, bound) for members, bound in bounds if members]


def _write_down(pot: Pot, picked: list[int], values: dict[int, int]) -> Allocation:
    protocol = Protocol(pot)
    for project in sorted(picked, key=lambda project: (-values[project], pot.tie_rank[project])):
        if pot.candidates[project].cost > protocol.left or project in pot.ruled_out(protocol.bought):
            raise ArithmeticError("the solver's answer breaks the budget, a conflict or a cap")
        protocol.decide(pot.rule.method.value, project, Fate.FUNDED, Fraction(values[project]))
    return protocol.close(Fate.NOT_CHOSEN)
