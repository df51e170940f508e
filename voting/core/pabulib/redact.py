"""The form of an election that is fit for everybody: nothing about a voter but the ballot itself.

Age, sex, district and the whole ballot together can point at a person; a redacted file keeps voter_id, vote and points
only, and numbers the voters anew in the order of their ballots, so that neither an id nor the order tells anything.
"""

from dataclasses import replace

from voting.core.pabulib.election import Election
from voting.core.pabulib.sheet import Table

_KEPT = ("vote", "points")


def redact_election(election: Election) -> Election:
    """Return the election without anything about its voters; the count of it is the same."""
    votes = election.sheet.votes
    kept = [index for index, name in enumerate(votes.header) if name in _KEPT]
    ballots = sorted(tuple(row[index] for index in kept) for row in votes.rows)
    table = Table(
        header=("voter_id", *(votes.header[index] for index in kept)),
        rows=tuple((str(number), *cells) for number, cells in enumerate(ballots, start=1)),
    )
    return replace(election, sheet=replace(election.sheet, votes=table))
