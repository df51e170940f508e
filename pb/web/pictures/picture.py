"""A picture as it is kept, and taking one in."""

from dataclasses import dataclass

from pb.kernel.errors import InvalidInputError
from pb.kernel.message import Message
from pb.web.limited import read_limited
from pb.web.pictures.encode import BROKEN, TOO_LARGE, UNKNOWN

HEAVIEST = 10 * 1024 * 1024
"""Bytes of a file as it is sent."""

MEDIA_TYPE = "image/webp"

_FAULTS = {
    UNKNOWN: Message("This is not a JPEG, PNG, WebP or HEIC picture."),
    TOO_LARGE: Message("The picture has more than 40 million pixels. Make it smaller and try again."),
    BROKEN: Message("The picture cannot be read. Save it anew as JPEG or PNG and try again."),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """Two encodings of one picture, to show large and small. `width` and `height` are those of the large one."""

    large: bytes
    small: bytes
    width: int
    height: int


def take_picture_in(content: bytes, field: str) -> Picture:
    """Return a picture made anew from what somebody sent. Raises InvalidInputError for ``field``.

    A hostile file costs at most the memory and time that `pb.web.limited` allows.
    """
    if not content:
        raise InvalidInputError({field: Message("The file is empty.")})
    if len(content) > HEAVIEST:
        raise InvalidInputError({field: Message("The picture has more than 10 megabytes.")})
    answered = read_limited("pb.web.pictures.encode", content)
    if answered is None:
        raise InvalidInputError({field: _FAULTS[BROKEN]})
    answer, body = answered
    if answer["fault"]:
        raise InvalidInputError({field: _FAULTS[answer["fault"]]})
    length = answer["lengths"][0]
    return Picture(body[:length], body[length:], answer["width"], answer["height"])
