"""How each kind of ballot is filled in: one small file for each way of choosing.

`form_of` is the only thing the pages ask for. A kind that is added to `voting.core.ballot.rule` without a form here
fails the moment its page is opened, never by counting something else.
"""

from collections.abc import Mapping

from voting.core.ballot.rule import BallotKind
from voting.web.ballot_kinds.filled import BallotForm
from voting.web.ballot_kinds.numbers import NumberForm
from voting.web.ballot_kinds.places import PlaceForm
from voting.web.ballot_kinds.ticks import TickForm

_FORMS: Mapping[BallotKind, BallotForm] = {
    BallotKind.APPROVAL: TickForm(),
    BallotKind.KNAPSACK: TickForm(),
    BallotKind.SINGLE: TickForm(),
    BallotKind.POINTS: NumberForm(),
    BallotKind.SCORES: NumberForm(),
    BallotKind.RANKING: PlaceForm(),
}


def form_of(kind: BallotKind) -> BallotForm:
    """Return the way a kind of ballot is filled in."""
    return _FORMS[kind]
