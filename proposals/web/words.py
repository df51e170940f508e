"""The words for what a proposal's status and verdict are called on every page, and how their tags look."""

from pb.kernel.message import Message
from proposals.core.criteria import Finding
from proposals.core.review import Feasibility
from proposals.core.visibility import PublicStatus
from proposals.core.whereabouts import Whereabouts

STATUS = {
    PublicStatus.SENT: (Message("Sent"), "plain"),
    PublicStatus.IN_REVIEW: (Message("Being reviewed"), "wait"),
    PublicStatus.TO_THE_VOTE: (Message("Goes to the vote"), "good"),
    PublicStatus.NOT_TO_THE_VOTE: (Message("Does not go to the vote"), "bad"),
    PublicStatus.WITHDRAWN: (Message("Withdrawn"), "plain"),
    PublicStatus.HIDDEN: (Message("Hidden"), "plain"),
    PublicStatus.MERGED: (Message("Merged with another"), "plain"),
}
"""Each status with its words and the kind of its tag."""

WHEREABOUTS = {
    Whereabouts.SENT: (Message("Sent, the review has not begun"), "plain"),
    Whereabouts.NO_UNIT: (Message("Waits for a unit"), "wait"),
    Whereabouts.NO_ANSWER: (Message("Waits for an answer"), "wait"),
    Whereabouts.NO_TRANSLATION: (Message("Waits for the reason in a language"), "wait"),
    Whereabouts.AT_AUTHOR: (Message("Waits for the author"), "wait"),
    Whereabouts.APPEALED: (Message("Appeal waits for a decision"), "wait"),
    Whereabouts.ANSWERED: (Message("Answered, not published yet"), "good"),
    Whereabouts.TO_THE_VOTE: (Message("On the ballot"), "good"),
    Whereabouts.NOT_TO_THE_VOTE: (Message("Answered, not on the ballot"), "plain"),
    Whereabouts.WITHDRAWN: (Message("Withdrawn"), "plain"),
    Whereabouts.HIDDEN: (Message("Hidden"), "plain"),
    Whereabouts.MERGED: (Message("Merged with another"), "plain"),
}
"""Each place of a proposal, as officials know it, with the kind of its tag."""

FINDING = {
    Finding.YES: (Message("Yes"), "good"),
    Finding.NO: (Message("No"), "bad"),
    Finding.UNCLEAR: (Message("Unclear"), "wait"),
}
"""What was found of a criterion, with the kind of its tag."""

VERDICT = {
    Feasibility.FEASIBLE: (Message("Feasible"), "good"),
    Feasibility.NOT_FEASIBLE: (Message("Not feasible"), "bad"),
}
"""Each verdict with its words and the kind of its tag."""
