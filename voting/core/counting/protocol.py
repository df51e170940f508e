"""The book in which a rule writes its decisions while it takes them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from pb.kernel.money import Cents
from voting.core.counting.allocation import Allocation, Fate, Round, Tie
from voting.core.counting.certificate import Certificate
from voting.core.counting.pot import Pot


@dataclass(slots=True)
class Protocol:
    """Grows by one entry a decision; `bought` is the winners in order, `fates` what became of the others."""

    pot: Pot
    rounds: list[Round] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    bought: list[int] = field(default_factory=list)
    fates: dict[int, Fate] = field(default_factory=dict)
    spent: int = 0

    @property
    def left(self) -> int:
        """What of the budget is left, in cents."""
        return self.pot.budget - self.spent

    def decide(
        self,
        phase: str,
        project: int,
        fate: Fate,
        key: Fraction,
        price: Fraction | None = None,
        payers: int = 0,
        emptied: int = 0,
    ) -> None:
        """Write down what became of a project."""
        candidate = self.pot.candidates[project]
        self.fates[project] = fate
        if fate is Fate.FUNDED:
            self.bought.append(project)
            self.spent += candidate.cost
        number, left = len(self.rounds) + 1, Cents(self.left)
        votes = self.pot.votes[project]
        self.rounds.append(
            Round(number, phase, candidate.id, candidate.cost, votes, fate, key, left, price, payers, emptied)
        )

    def note_tie(self, projects: Sequence[int], number: int) -> None:
        """Write down that ``projects``, in the order of the tie rule, are equal in round ``number``."""
        self.ties.append(Tie(number, tuple(self.pot.candidates[project].id for project in projects)))

    def close(
        self, otherwise: Fate, endowment: Fraction | None = None, certificate: Certificate | None = None
    ) -> Allocation:
        """Return the allocation; projects nothing was written about get the fate ``otherwise``."""
        pot = self.pot
        ruled_out = pot.ruled_out(self.bought)
        fates = {
            candidate.id: self.fates.get(i) or pot.excluded.get(i) or ruled_out.get(i) or otherwise
            for i, candidate in enumerate(pot.candidates)
        }
        return Allocation(
            rule=pot.rule,
            budget=pot.budget,
            voters=pot.voters,
            blank=pot.profile.blank,
            selected=tuple(pot.candidates[project].id for project in self.bought),
            total=Cents(self.spent),
            fates=fates,
            rounds=tuple(self.rounds),
            ties=tuple(self.ties),
            endowment=endowment,
            certificate=certificate,
        )
