"""Elections of any size, made from a seed: what no real city has yet, to see how the count grows.

Projects' popularity falls off as in real elections (a few are on very many ballots), costs spread over two orders of
magnitude, and a ballot names one to ten projects, three on average.
"""

import numpy as np
from numpy.typing import NDArray

from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from voting.core.counting.candidate import Candidate
from voting.core.counting.profile import BallotProfile

_CHUNK = 500_000
_LONGEST = 10


def make_election(
    voters: int, projects: int = 150, seed: int = 1
) -> tuple[tuple[Candidate, ...], BallotProfile, Cents]:
    """Return candidates, ballots (none of them grouped) and a budget of one hundred units of money a voter."""
    random = np.random.default_rng(seed)
    costs = random.lognormal(mean=-4.4, sigma=0.8, size=projects) * voters * 100
    whole = [max(100, int(cost) * 100) for cost in costs]
    candidates = tuple(
        Candidate(ProjectId(str(number + 1)), Cents(cost)) for number, cost in enumerate(whole)
    )
    popularity = np.cumsum(1 / np.arange(1, projects + 1) ** 0.9)
    lengths: list[NDArray[np.int64]] = []
    choices: list[NDArray[np.int16]] = []
    for start in range(0, voters, _CHUNK):
        number, chosen = _make_ballots(random, min(_CHUNK, voters - start), popularity / popularity[-1])
        lengths.append(number)
        choices.append(chosen)
    starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(np.concatenate(lengths))))
    names = tuple(candidate.id for candidate in candidates)
    return (
        candidates,
        BallotProfile.from_arrays(names, starts, np.concatenate(choices)),
        Cents(voters * 10_000),
    )


def _make_ballots(
    random: np.random.Generator, voters: int, popularity: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int16]]:
    """Return each ballot's length and all ballots end to end; a project drawn twice stands there once."""
    wanted = np.minimum(random.geometric(0.3, voters), _LONGEST)
    owner = np.repeat(np.arange(voters, dtype=np.int64), wanted)
    drawn = np.searchsorted(popularity, random.random(len(owner)))
    marks = np.unique(owner * 2**15 + drawn)
    return np.bincount(marks >> 15, minlength=voters), (marks & (2**15 - 1)).astype(np.int16)
