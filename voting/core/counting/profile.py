"""All ballots of one pot in a compact form: equal ballots grouped, and for every project the list of its supporters.

Nothing here says who voted, or in which order. Arrays are never written to after they are built.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pb.kernel.ids import ProjectId

Ints = NDArray[np.int64]
Indices = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class BallotProfile:
    """Ballots by type (a distinct ballot) and by project.

    Type t names `choices[starts[t]:starts[t + 1]]` (indices into `projects`) and was cast by `weights[t]` voters
    (`weights` None: one each). Project p is named by the types `supporters[project_starts[p]:project_starts[p + 1]]`,
    in ascending order. `points` and `supporter_points` run alongside; None means one point each. Blank ballots are no
    type; they are only counted.
    """

    projects: tuple[ProjectId, ...]
    voters: int
    blank: int
    starts: Ints
    choices: Indices
    points: Ints | None
    weights: Ints | None
    project_starts: Ints
    supporters: Indices
    supporter_points: Ints | None

    @classmethod
    def from_arrays(
        cls,
        projects: Sequence[ProjectId],
        starts: Ints,
        choices: NDArray[np.integer],
        points: Ints | None = None,
        weights: Ints | None = None,
        blank: int = 0,
    ) -> "BallotProfile":
        """Build from ballots laid end to end: ballot t names ``choices[starts[t]:starts[t + 1]]``, at least one."""
        types = len(starts) - 1
        # Sixteen bits are sorted by counting, in linear time.
        narrow = choices.astype(np.int16 if len(projects) < 2**15 else np.int32, copy=False)
        order = np.argsort(narrow, kind="stable")
        owners = np.repeat(np.arange(types, dtype=np.int32), np.diff(starts))
        per_project = (
            np.bincount(narrow, minlength=len(projects)) if types else np.zeros(len(projects), np.int64)
        )
        return cls(
            projects=tuple(projects),
            voters=types if weights is None else int(weights.sum()),
            blank=blank,
            starts=starts,
            choices=choices.astype(np.int32, copy=False),
            points=points,
            weights=weights,
            project_starts=np.concatenate(([0], np.cumsum(per_project))).astype(np.int64),
            supporters=owners[order],
            supporter_points=None if points is None else points[order],
        )

    @classmethod
    def from_ballots(
        cls, projects: Sequence[ProjectId], ballots: Iterable[Mapping[ProjectId, int] | Iterable[ProjectId]]
    ) -> "BallotProfile":
        """Build from ballots one by one: a mapping of projects to points, or just the projects named.

        Projects given no points count as not named. Raises KeyError for a project that isn't among ``projects`` and
        ValueError for points below zero.
        """
        place = {project: index for index, project in enumerate(projects)}
        kinds: Counter[tuple[tuple[int, int], ...]] = Counter()
        for ballot in ballots:
            marks = ballot.items() if isinstance(ballot, Mapping) else ((project, 1) for project in ballot)
            kinds[tuple(sorted((place[project], mark) for project, mark in marks if mark))] += 1
        return cls.from_kinds(projects, kinds)

    @classmethod
    def from_kinds(
        cls, projects: Sequence[ProjectId], kinds: Mapping[tuple[tuple[int, int], ...], int]
    ) -> "BallotProfile":
        """Build from distinct ballots, each (project index, points) in ascending order, and how often it was cast."""
        blank = kinds.get((), 0)
        named = [(kind, number) for kind, number in kinds.items() if kind]
        if any(points < 0 for kind, _ in named for _, points in kind):
            raise ValueError("points below zero")
        flat = np.array([mark for kind, _ in named for mark in kind], dtype=np.int64).reshape(-1, 2)
        points = np.ascontiguousarray(flat[:, 1])
        lengths = np.array([len(kind) for kind, _ in named], dtype=np.int64)
        return cls.from_arrays(
            projects,
            np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths))),
            flat[:, 0].astype(np.int32),
            None if (points == 1).all() else points,
            np.array([number for _, number in named], dtype=np.int64),
            blank,
        )

    @property
    def types(self) -> int:
        """The number of distinct ballots."""
        return len(self.starts) - 1

    def supporters_of(self, project: int) -> Indices:
        """Return the ballot types that name a project, ascending."""
        return self.supporters[self.project_starts[project] : self.project_starts[project + 1]]

    def points_of(self, project: int) -> Ints | None:
        """Return the points of those types, or None for one each."""
        if self.supporter_points is None:
            return None
        return self.supporter_points[self.project_starts[project] : self.project_starts[project + 1]]

    def votes(self) -> tuple[int, ...]:
        """Return for every project the number of ballots that name it."""
        return self._sum(None)

    def scores(self) -> tuple[int, ...]:
        """Return for every project the points it got in all."""
        return self._sum(self.supporter_points)

    def as_approvals(self) -> "BallotProfile":
        """Return the same ballots without their points."""
        if self.points is None:
            return self
        return BallotProfile.from_arrays(
            self.projects, self.starts, self.choices, None, self.weights, self.blank
        )

    def with_voters_for(self, project: int, voters: int) -> "BallotProfile":
        """Return the profile with ``voters`` more ballots for ``project`` alone, with the most points anyone gave."""
        if not voters:
            return self
        weights = np.ones(self.types, np.int64) if self.weights is None else self.weights
        points = None if self.points is None else np.append(self.points, self.points.max())
        starts = np.append(self.starts, self.starts[-1] + 1)
        choices = np.append(self.choices, np.int32(project))
        return BallotProfile.from_arrays(
            self.projects, starts, choices, points, np.append(weights, voters), self.blank
        )

    def _sum(self, points: Ints | None) -> tuple[int, ...]:
        sizes = np.diff(self.project_starts)
        if points is None and self.weights is None:
            return tuple(sizes.tolist())
        values = np.ones(1, np.int64) if points is None else points
        if self.weights is not None:
            values = values * self.weights[self.supporters]
        ends = np.concatenate(
            (np.zeros(1, np.int64), np.cumsum(np.broadcast_to(values, self.supporters.shape)))
        )
        return tuple((ends[self.project_starts[1:]] - ends[self.project_starts[:-1]]).tolist())
