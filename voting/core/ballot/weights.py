"""What the projects of a ballot get in the count.

A ranking is counted by places: the last place named gives one point, the one above it two, and so on. In every other
kind the value on the ballot is the weight.
"""

from collections.abc import Mapping

from pb.kernel.ids import ProjectId
from voting.core.ballot.rule import BallotKind


def weigh_ballot(kind: BallotKind, ballot: Mapping[ProjectId, int]) -> Mapping[ProjectId, int]:
    """Return the weight of every project that a valid ballot names."""
    if kind is not BallotKind.RANKING:
        return ballot
    return {project: len(ballot) + 1 - place for project, place in ballot.items()}
