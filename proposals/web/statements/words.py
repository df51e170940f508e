"""What the standing of a statement and the effect it had are called on every page."""

from pb.kernel.message import Message
from proposals.core.statements import Effect, Standing

STANDING = {
    Standing.ASKED: (Message("Asked"), "plain"),
    Standing.OVERDUE: (Message("Overdue"), "bad"),
    Standing.FILED: (Message("Filed, waits for the city's answer"), "wait"),
    Standing.ANSWERED: (Message("Answered by the city"), "good"),
}
"""Each standing as officials know it, with the kind of its tag."""

EFFECT = {
    Effect.CHANGED: Message("The city changed its plan"),
    Effect.PARTLY: Message("The city changed its plan in part"),
    Effect.NOT_CHANGED: Message("The city did not change its plan"),
}
