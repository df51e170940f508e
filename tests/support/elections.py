"""Real elections for tests: read once, from the data that lies beside the repository, never copied into it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from voting.core.counting import Allocation, BallotProfile, Candidate, CountingRule, count
from voting.core.pabulib import Election, parse_election
from voting.core.pabulib.profile import list_candidates, make_profile

_REPOSITORY = Path(__file__).resolve().parents[2]
DATA = next(
    (parent / "shared" / "data" for parent in _REPOSITORY.parents if (parent / "shared" / "data").is_dir()),
    _REPOSITORY.parent / "shared" / "data",
)
NAMES = tuple(sorted(path.stem for path in (DATA / "pabulib").glob("*.pb")))


def read_bytes(name: str) -> bytes:
    """Return a .pb file as it lies there."""
    return (DATA / "pabulib" / f"{name}.pb").read_bytes()


@cache
def load_election(name: str) -> Election:
    """Return a parsed election."""
    return parse_election(read_bytes(name))


@cache
def load_profile(name: str, *, reference: bool = False) -> BallotProfile:
    """Return an election's ballots."""
    return make_profile(load_election(name), reference=reference)


def load_candidates(name: str) -> tuple[Candidate, ...]:
    """Return an election's projects."""
    return list_candidates(load_election(name))


@cache
def load_outcomes(name: str) -> dict[str, dict[str, Any]]:
    """Return what the reference library selects, by its name for the rule."""
    outcomes: dict[str, dict[str, Any]] = json.loads((DATA / "outcomes" / f"{name}.json").read_text())[
        "outcomes"
    ]
    return outcomes


def count_election(name: str, rule: CountingRule) -> Allocation:
    """Count an election; lots are the ids in the order of their text."""
    candidates = load_candidates(name)
    profile = load_profile(name, reference=rule.reference)
    return count(rule, candidates, profile, load_election(name).budget, sorted(c.id for c in candidates))
