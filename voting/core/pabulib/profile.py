"""From a .pb election to what the count takes: candidates and a ballot profile."""

from collections import Counter

from voting.core.counting.candidate import Candidate
from voting.core.counting.profile import BallotProfile
from voting.core.pabulib.election import Election, VoteType


def list_candidates(election: Election) -> tuple[Candidate, ...]:
    """Return the projects with their costs and categories."""
    return tuple(Candidate(project.id, project.cost, project.categories) for project in election.projects)


def make_profile(election: Election, *, reference: bool = False) -> BallotProfile:
    """Return the ballots as a profile.

    A ranking without points of its own gives its last place one point, the one above two, and so on; with
    ``reference`` every last place gets none, whatever the file says, as in the library pabutools.
    """
    kinds: Counter[tuple[tuple[int, int], ...]] = Counter()
    ranked = election.vote_type is VoteType.ORDINAL
    for ballot in election.ballots:
        points = () if ranked and reference else ballot.points
        if not points:
            length = len(ballot.choices)
            points = tuple(range(length - reference, -reference, -1)) if ranked else (1,) * length
        marks = sorted(zip(ballot.choices, points, strict=True))
        kinds[tuple(mark for mark in marks if mark[1])] += ballot.voters
    return BallotProfile.from_kinds([project.id for project in election.projects], kinds)
