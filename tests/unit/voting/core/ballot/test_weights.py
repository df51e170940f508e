"""Places become points for the count; every other value counts as it stands."""

from pb.kernel.ids import ProjectId
from voting.core.ballot.rule import BallotKind
from voting.core.ballot.weights import weigh_ballot

A, B, C = ProjectId("a"), ProjectId("b"), ProjectId("c")


def test_last_place_gets_one_point_and_the_first_most() -> None:
    assert weigh_ballot(BallotKind.RANKING, {A: 2, B: 1, C: 3}) == {A: 2, B: 3, C: 1}
    assert weigh_ballot(BallotKind.RANKING, {A: 1}) == {A: 1}


def test_points_and_scores_count_as_they_are() -> None:
    assert weigh_ballot(BallotKind.POINTS, {A: 7, C: 2}) == {A: 7, C: 2}
    assert weigh_ballot(BallotKind.SCORES, {A: 0, C: 5}) == {A: 0, C: 5}
