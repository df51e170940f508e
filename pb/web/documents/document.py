"""A document as it is kept, and taking one in."""

from dataclasses import dataclass

from pb.kernel.errors import InvalidInputError
from pb.kernel.message import Message
from pb.web.documents.clean import BROKEN, LOCKED, MOST_PAGES, TOO_LONG, UNKNOWN
from pb.web.limited import read_limited

HEAVIEST = 10 * 1024 * 1024
"""Bytes of a file as it is sent, and as it is kept."""

MEDIA_TYPE = "application/pdf"

_FAULTS = {
    UNKNOWN: Message("This is not a PDF document."),
    LOCKED: Message("The document is protected with a password. Save it without one and try again."),
    TOO_LONG: Message("The document has more than %(most)s pages.", {"most": MOST_PAGES}),
    BROKEN: Message("The document cannot be read. Save it anew as PDF and try again."),
}


@dataclass(frozen=True, slots=True)
class CleanDocument:
    """A PDF written anew, without anything in it that acts."""

    content: bytes
    pages: int


def is_document(content: bytes) -> bool:
    """Whether a file says of itself that it is a PDF."""
    return content.startswith(b"%PDF-")


def take_document_in(content: bytes, field: str) -> CleanDocument:
    """Return a document made anew from what somebody sent. Raises InvalidInputError for ``field``.

    A hostile file costs at most the memory and time that `pb.web.limited` allows.
    """
    if not content:
        raise InvalidInputError({field: Message("The file is empty.")})
    if len(content) > HEAVIEST:
        raise InvalidInputError({field: Message("The document has more than 10 megabytes.")})
    answered = read_limited("pb.web.documents.clean", content)
    if answered is None:
        raise InvalidInputError({field: _FAULTS[BROKEN]})
    head, body = answered
    fault = head["fault"] or (BROKEN if len(body) > HEAVIEST else "")
    if fault:
        raise InvalidInputError({field: _FAULTS[fault]})
    return CleanDocument(body, head["pages"])
