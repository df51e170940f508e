"""The words for what a proposal's status and verdict are called on every page, and how their tags look."""

from pb.kernel.message import Message
from proposals.core.review import Feasibility
from proposals.core.visibility import PublicStatus

STATUS = {
    PublicStatus.SENT: (Message("Sent"), "plain"),
    PublicStatus.IN_REVIEW: (Message("Being reviewed"), "wait"),
    PublicStatus.TO_THE_VOTE: (Message("Goes to the vote"), "good"),
    PublicStatus.NOT_TO_THE_VOTE: (Message("Does not go to the vote"), "bad"),
    PublicStatus.WITHDRAWN: (Message("Withdrawn"), "plain"),
    PublicStatus.HIDDEN: (Message("Hidden"), "plain"),
}
"""Each status with its words and the kind of its tag."""

VERDICT = {
    Feasibility.FEASIBLE: (Message("Feasible"), "good"),
    Feasibility.NOT_FEASIBLE: (Message("Not feasible"), "bad"),
}
"""Each verdict with its words and the kind of its tag."""
