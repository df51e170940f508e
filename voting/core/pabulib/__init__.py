"""The .pb format of Pabulib (pabulib.org/format): elections in and out, lossless both ways, without file access."""

from voting.core.pabulib.compose import Heading, compose_election
from voting.core.pabulib.election import Election, ListedBallot, ListedProject, VoteType
from voting.core.pabulib.errors import PbFormatError
from voting.core.pabulib.parse import parse_election
from voting.core.pabulib.read import read_election
from voting.core.pabulib.redact import redact_election
from voting.core.pabulib.sheet import Sheet, Table
from voting.core.pabulib.write import write_election

__all__ = [
    "Election",
    "Heading",
    "ListedBallot",
    "ListedProject",
    "PbFormatError",
    "Sheet",
    "Table",
    "VoteType",
    "compose_election",
    "parse_election",
    "read_election",
    "redact_election",
    "write_election",
]
