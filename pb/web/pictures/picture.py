"""A picture as it is kept, and taking one in."""

import json
import subprocess
import sys
from dataclasses import dataclass

from pb.kernel.errors import InvalidInputError
from pb.kernel.message import Message
from pb.web.pictures.encode import BROKEN, SECONDS, TOO_LARGE, UNKNOWN

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

    A hostile file costs at most the memory and time that `encode` allows its own process.
    """
    if not content:
        raise InvalidInputError({field: Message("The file is empty.")})
    if len(content) > HEAVIEST:
        raise InvalidInputError({field: Message("The picture has more than 10 megabytes.")})
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pb.web.pictures.encode"],
            input=content,
            capture_output=True,
            check=False,
            timeout=2 * SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise InvalidInputError({field: _FAULTS[BROKEN]}) from None
    head, _, body = done.stdout.partition(b"\n")
    if done.returncode != 0 or not head:
        raise InvalidInputError({field: _FAULTS[BROKEN]})
    answer = json.loads(head)
    if answer["fault"]:
        raise InvalidInputError({field: _FAULTS[answer["fault"]]})
    length = answer["lengths"][0]
    return Picture(body[:length], body[length:], answer["width"], answer["height"])
