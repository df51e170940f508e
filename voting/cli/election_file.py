"""Reading the file a command is about; whatever is wrong with it is one line on standard error and exit code 2."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from pb.kernel.errors import DomainError
from pb.kernel.ids import ProjectId
from voting.cli.quiet import quiet_stdout
from voting.core.counting import Allocation, BallotProfile, CountingRule, count
from voting.core.pabulib import Election, PbFormatError, parse_election
from voting.core.pabulib.profile import list_candidates, make_profile

BAD_INPUT = 2
"""The exit code for a file or an option that can't be used."""


def load_election(path: Path) -> Election:
    """Read a .pb file, or end the command with one clear line."""
    try:
        return parse_election(path.read_bytes())
    except (PbFormatError, OSError) as error:
        refuse(path, str(error))


def count_election(
    path: Path, election: Election, rule: CountingRule, lots: Sequence[ProjectId] = ()
) -> tuple[BallotProfile, Allocation]:
    """Count an election by a rule, or end the command with one clear line where there is nothing to count."""
    profile = make_profile(election, reference=rule.reference)
    unknown = sorted(set(lots) - set(profile.projects))
    if unknown:
        refuse(path, f"The lots name “{unknown[0]}”, which is not a project.")
    try:
        with quiet_stdout():
            return profile, count(rule, list_candidates(election), profile, election.budget, lots)
    except (DomainError, ValueError) as error:
        refuse(path, str(error))


def refuse(path: Path, reason: str) -> NoReturn:
    """End the command with one line that says why."""
    print(f"{path.name}: {' '.join(reason.split())}", file=sys.stderr)
    sys.exit(BAD_INPUT)
