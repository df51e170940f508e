"""Photos that authors add to their proposals, each with words for who can't see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from pb.kernel.language import Language
from pb.kernel.message import Message

PhotoId = NewType("PhotoId", str)

MOST = 4
WORDS_MAXIMUM = 200


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo: what it shows in words, in the author's language, and its size in pixels."""

    id: PhotoId
    words: str
    language: Language
    width: int
    height: int
    taken_in: datetime


def check_words(words: str) -> dict[str, Message]:
    """Return what is wrong with the words, by field."""
    return {} if words else {"words": Message("Write what the photo shows.")}
