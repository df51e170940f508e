"""What the kinds of events are called on every page, and the languages spoken there."""

from pb.kernel.language import Language
from pb.kernel.message import Message
from proposals.core.events import EventKind

KIND = {
    EventKind.WALK: Message("Development walk"),
    EventKind.TABLE: Message("Partnership table"),
    EventKind.CLINIC: Message("Idea clinic"),
    EventKind.WORKSHOP: Message("Workshop"),
}
SPOKEN = {
    Language.FI: Message("Finnish"),
    Language.SV: Message("Swedish"),
    Language.EN: Message("English"),
}
