"""Encodes a picture anew, in a process of its own (`pb.web.limited`).

Nothing of the file survives but its pixels: no position, no camera, no comment, no second file behind the first.
"""

import io

from pb.web.limited import Answer, answer_limited

LONGEST = 40_000_000
"""Pixels. A telephone takes 12 to 50 million; what is larger is made smaller before sending."""

SIZES = (1600, 480)
"""The longest sides of the two pictures that are kept."""

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
TOO_LARGE, UNKNOWN, BROKEN = "too-large", "unknown", "broken"


def encode(content: bytes) -> tuple[str, list[bytes], tuple[int, int]]:
    """Return the fault, or none with the pictures as WebP and the size of the first in pixels."""
    from PIL import Image, ImageOps, UnidentifiedImageError
    from pillow_heif import register_heif_opener

    register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None  # the size is judged below, before a pixel is decoded
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > LONGEST:
                return TOO_LARGE, [], (0, 0)
            if opened.format == "JPEG":
                opened.draft("RGB", (SIZES[0], SIZES[0]))
            whole = ImageOps.exif_transpose(opened).convert("RGB")
    except UnidentifiedImageError:
        return UNKNOWN, [], (0, 0)
    except Exception:  # whatever a decoder trips over, the file is at fault
        return BROKEN, [], (0, 0)
    encoded: list[bytes] = []
    size = whole.size
    for longest in SIZES:
        small = whole.copy()
        small.thumbnail((longest, longest))
        if longest == SIZES[0]:
            size = small.size
        written = io.BytesIO()
        small.save(written, "WEBP", quality=82)
        encoded.append(written.getvalue())
    return "", encoded, size


def _answer(content: bytes) -> Answer:
    fault, pictures, (width, height) = encode(content)
    head = {"fault": fault, "lengths": [len(one) for one in pictures], "width": width, "height": height}
    return head, b"".join(pictures)


if __name__ == "__main__":
    answer_limited(_answer)
