"""The words for how far a merge is, and for what an author has said, and how their tags look."""

from pb.kernel.message import Message
from proposals.core.merge import Consent, MergeState

STATE = {
    MergeState.ASKED: (Message("Authors are being asked"), "wait"),
    MergeState.DONE: (Message("Merged"), "good"),
    MergeState.REFUSED: (Message("An author did not agree"), "bad"),
    MergeState.LAPSED: (Message("Not all authors answered"), "plain"),
    MergeState.STOPPED: (Message("Stopped"), "plain"),
    MergeState.UNDONE: (Message("Undone"), "plain"),
}

CONSENT = {
    Consent.WAITING: (Message("No answer yet"), "wait"),
    Consent.AGREED: (Message("Agrees"), "good"),
    Consent.REFUSED: (Message("Does not agree"), "bad"),
}
