"""What authors add to their proposals, each with words: photos that everybody sees, and documents to open."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from pb.kernel.language import Language
from pb.kernel.message import Message

AttachmentId = NewType("AttachmentId", str)

MOST_PHOTOS = 4
MOST_DOCUMENTS = 2
WORDS_MAXIMUM = 200


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo: what it shows in words, in the author's language, and its size in pixels."""

    id: AttachmentId
    words: str
    language: Language
    width: int
    height: int
    taken_in: datetime


@dataclass(frozen=True, slots=True)
class Document:
    """One document (PDF): what it is about in words, in the author's language, its pages and its bytes."""

    id: AttachmentId
    words: str
    language: Language
    pages: int
    weight: int
    taken_in: datetime


@dataclass(frozen=True, slots=True)
class Attachments:
    """Everything that is added to a proposal or its draft, in the order it came."""

    photos: tuple[Photo, ...] = ()
    documents: tuple[Document, ...] = ()

    def __len__(self) -> int:
        """Return how many there are; so none at all is false."""
        return len(self.photos) + len(self.documents)

    @property
    def may_grow(self) -> bool:
        """Whether there is room for one more of either kind."""
        return len(self.photos) < MOST_PHOTOS or len(self.documents) < MOST_DOCUMENTS


def check_words(words: str) -> dict[str, Message]:
    """Return what is wrong with the words, by field."""
    return {} if words else {"words": Message("Write what it shows or is about.")}
