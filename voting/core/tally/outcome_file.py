"""outcome.json: the count of every style, made from opened ballots, the sealed terms and the lot alone.

The server writes it and the verifier makes it again; both by this one function, from the bundle's own files. It must
never look at anything that isn't in the bundle.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pb.kernel.canonical import JSON, canonical_bytes
from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from voting.core.ballot.choices import Choices
from voting.core.ballot.style import BallotStyle
from voting.core.ballot.weights import weigh_ballot
from voting.core.counting import Allocation, BallotProfile, Candidate, Fate, count
from voting.core.reading import FormatError, read_canonical
from voting.core.tally.files import OUTCOME
from voting.core.tally.opened import read_valid_choices
from voting.core.tally.terms import CountTerms

FORMAT = "pb-outcome-1"


@dataclass(slots=True)
class BallotsSeen:
    """How many lines a style's files have. Ballots pass through one by one, so that no list of them is held."""

    sealed: int = 0
    paper: int = 0
    invalid: int = 0

    def pass_valid(self, sealed: Iterable[bytes], paper: Iterable[bytes]) -> Iterator[Choices]:
        """Count all lines and yield the choices of the valid ones."""
        for line in sealed:
            self.sealed += 1
            yield from self._take(line)
        for line in paper:
            self.paper += 1
            yield from self._take(line)

    def _take(self, line: bytes) -> Iterator[Choices]:
        choices = read_valid_choices(line)
        if choices is None:
            self.invalid += 1
        else:
            yield choices


@dataclass(frozen=True, slots=True)
class StyleOutcome:
    """The count of one style. `allocation` is None where no ballot names a project: then there is no result."""

    style: BallotStyle
    seen: BallotsSeen
    support: Mapping[ProjectId, int]
    allocation: Allocation | None
    lots: tuple[ProjectId, ...]
    blank: int

    @property
    def selected(self) -> tuple[ProjectId, ...]:
        """The projects that win, in the order in which the rule chose them."""
        return self.allocation.selected if self.allocation else ()

    def to_plain(self) -> dict[str, JSON]:
        """Return the form that stands in the file."""
        costs = dict(zip(self.style.projects, self.style.costs, strict=True))
        fates = self.allocation.fates if self.allocation else {}
        return {
            "blank": self.blank,
            "invalid": self.seen.invalid,
            "lots": list(self.lots),
            "paper": self.seen.paper,
            "prices": _write_prices(self.allocation),
            "projects": [
                {
                    "fate": fates.get(project, Fate.NO_VOTES).value,
                    "id": project,
                    "support": self.support[project],
                }
                for project in self.style.projects
            ],
            "sealed": self.seen.sealed,
            "selected": list(self.selected),
            "spent": sum(costs[project] for project in self.selected),
            "style": self.style.id,
        }


def count_style(
    style: BallotStyle,
    terms: CountTerms,
    lots: tuple[ProjectId, ...],
    sealed: Iterable[bytes],
    paper: Iterable[bytes] = (),
) -> StyleOutcome:
    """Count one style by the terms of the manifest, from the checked lines of its opened and its paper ballots."""
    pot, seen = terms.pots[style.id], BallotsSeen()
    weights = (weigh_ballot(style.rule.kind, dict(choices)) for choices in seen.pass_valid(sealed, paper))
    profile = BallotProfile.from_ballots(style.projects, weights)
    costs = style.costs if pot.budget is not None else (Cents(1),) * len(style.projects)
    candidates = [Candidate(project, cost) for project, cost in zip(style.projects, costs, strict=True)]
    allocation = count(terms.rule, candidates, profile, pot.amount, lots) if profile.voters else None
    support = profile.scores() if terms.rule.counts_points else profile.votes()
    named = dict(zip(profile.projects, support, strict=True))
    return StyleOutcome(style, seen, named, allocation, lots, profile.blank)


def write_outcome(outcomes: Sequence[StyleOutcome], manifest_digest: bytes) -> bytes:
    """Return the file. The styles stand in the order of the manifest in force, which the digest names."""
    styles: list[JSON] = [outcome.to_plain() for outcome in outcomes]
    return canonical_bytes({"format": FORMAT, "manifest": manifest_digest.hex(), "styles": styles})


def find_difference(expected: bytes, found: bytes) -> tuple[str, str]:
    """Return the place of the first difference, as closely as the file lets it be named."""
    try:
        given, right = read_canonical(found), read_canonical(expected)
    except FormatError as error:
        return OUTCOME, str(error)
    styles, others = _list_styles(right), _list_styles(given)
    for number in range(max(len(styles), len(others))):
        style = styles[number] if number < len(styles) else {}
        other = others[number] if number < len(others) else {}
        for field in sorted(style.keys() | other.keys()):
            if style.get(field) != other.get(field):
                return f"{OUTCOME} {style.get('style', '')}", f"{field}: not what the ballots come to"
    return OUTCOME, "not the outcome that the ballots come to"


def _list_styles(value: JSON) -> list[dict[str, JSON]]:
    match value:
        case {"styles": list(styles)}:
            return [dict(style) for style in styles if isinstance(style, dict)]
        case _:
            return []


def _write_prices(allocation: Allocation | None) -> JSON:
    """Return the exact share of a voter and what one point cost at each purchase, for whoever rechecks equal shares."""
    if allocation is None or allocation.certificate is None:
        return None
    certificate = allocation.certificate
    return {
        "purchases": [[bought.project, _write_fraction(bought.price)] for bought in certificate.purchases],
        "share": _write_fraction(certificate.endowment),
    }


def _write_fraction(number: Fraction) -> str:
    return f"{number.numerator}/{number.denominator}"
