"""Counting: from projects and ballots to an allocation, exact to the last cent and with its whole protocol."""

from voting.core.counting.allocation import Allocation, Fate, Round, Tie
from voting.core.counting.candidate import Candidate
from voting.core.counting.count import count
from voting.core.counting.profile import BallotProfile
from voting.core.counting.rule import Completion, CountingRule, Method, Start, Stop, TieOrder, Utility

__all__ = [
    "Allocation",
    "BallotProfile",
    "Candidate",
    "Completion",
    "CountingRule",
    "Fate",
    "Method",
    "Round",
    "Start",
    "Stop",
    "Tie",
    "TieOrder",
    "Utility",
    "count",
]
