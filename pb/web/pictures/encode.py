"""Encodes a picture anew, in a process of its own with little memory and little time.

Decoders are where hostile files do their harm: a bomb that swells, a header that lies, a fault in a library. Here the
worst they do is to end this process. Nothing of the file survives but its pixels: no position, no camera, no comment, no
second file behind the first. Run as a module: the file on the standard input, the answer on the standard output.
"""

import io
import json
import resource
import sys

LONGEST = 40_000_000
"""Pixels. A telephone takes 12 to 50 million; what is larger is made smaller before sending."""

MEMORY = 1 << 30
SECONDS = 15
SIZES = (1600, 480)
"""The longest sides of the two pictures that are kept."""

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
TOO_LARGE, UNKNOWN, BROKEN = "too-large", "unknown", "broken"


def limit_itself() -> None:
    """Take no more memory and processor time than a decent picture needs."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


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


if __name__ == "__main__":
    limit_itself()
    fault, pictures, (width, height) = encode(sys.stdin.buffer.read())
    head = {"fault": fault, "lengths": [len(one) for one in pictures], "width": width, "height": height}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + b"".join(pictures))
