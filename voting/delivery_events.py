"""What delivery writes in the journal, with the words an official reads there."""

from pb.kernel.message import Message

REPORTED, PHOTO_ADDED, PHOTO_REMOVED = "delivery-report", "delivery-photo", "delivery-photo-removed"
EVENTS = {
    REPORTED: Message("Report on a chosen project"),
    PHOTO_ADDED: Message("Photo of a chosen project added"),
    PHOTO_REMOVED: Message("Photo of a chosen project removed"),
}
