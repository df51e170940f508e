"""Pictures come out as ours or not at all, whatever the file is (attack 33): in bounded memory and time."""

import io
import resource
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pillow_heif import from_pillow

from pb.kernel.errors import InvalidInputError
from pb.web.limited import read_limited
from pb.web.pictures.picture import HEAVIEST, take_picture_in

SCRIPT = b"<script>alert(1)</script>"


def draw(kind: str, size: tuple[int, int] = (900, 600), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#3c7").save(out, kind, **options)
    return out.getvalue()


def draw_heif() -> bytes:
    out = io.BytesIO()
    from_pillow(Image.new("RGB", (640, 480), "#37c")).save(out)
    return out.getvalue()


def draw_turned() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned to the right
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825)[2] = (61.0, 41.0, 0.0)
    return draw("JPEG", (900, 600), exif=exif)


def claim(width: int, height: int, rows: bytes = b"") -> bytes:
    """Return a PNG whose header claims a size."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "make",
    [lambda: draw("JPEG"), lambda: draw("PNG"), lambda: draw("WEBP"), draw_heif],
    ids=["jpeg", "png", "webp", "heic"],
)
def test_picture_is_encoded_anew_in_two_sizes(make: Callable[[], bytes]) -> None:
    picture = take_picture_in(make(), "photo")
    for content in (picture.large, picture.small):
        assert content[:4] == b"RIFF"
        assert content[8:12] == b"WEBP"
    with Image.open(io.BytesIO(picture.small)) as small:
        assert max(small.size) <= 480
    assert picture.width <= 1600


def test_position_and_camera_are_gone_and_the_picture_stands_upright() -> None:
    content = draw_turned()
    assert b"A camera" in content
    picture = take_picture_in(content, "photo")
    assert (picture.width, picture.height) == (600, 900)
    with Image.open(io.BytesIO(picture.large)) as large:
        assert not large.getexif()
    assert b"A camera" not in picture.large


def test_what_stands_behind_a_picture_does_not_come_along() -> None:
    picture = take_picture_in(draw("JPEG") + SCRIPT + b"PK\x03\x04", "photo")
    assert SCRIPT not in picture.large + picture.small
    assert b"PK\x03\x04" not in picture.large


HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "text": b"hello",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<html>" + SCRIPT,
    "pdf": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n",
    "gif with script": b"GIF89a/*" + SCRIPT,
    "zip": b"PK\x03\x04" + bytes(100),
    "truncated jpeg": draw("JPEG")[:300],
    "truncated png": draw("PNG")[:60],
    "jpeg head only": b"\xff\xd8\xff\xe0",
    "png head only": b"\x89PNG\r\n\x1a\n",
    "png of 100 megapixels": claim(10_000, 10_000),
    "png of terapixels": claim(2**20, 2**20),
    "png bomb": claim(6_000, 6_000, bytes(4_000_000)),
    "webp head only": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "heif head only": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00",
    "tiff": draw("TIFF"),
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "too heavy": bytes(HEAVIEST + 1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_soon_and_in_little_memory(name: str) -> None:
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with pytest.raises(InvalidInputError) as refused:
        take_picture_in(HOSTILE[name], "photo")
    assert set(refused.value.faults) == {"photo"}
    assert time.monotonic() - start < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000, "KiB of the server's own"


def test_the_process_that_decodes_is_given_none_of_our_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PB_DATABASE_URL", "postgresql://pb:secret@host/pb")
    answered = read_limited("tests.support.environment_teller", b"")
    assert answered is not None
    assert "PATH" in answered[0]["names"]
    assert [name for name in answered[0]["names"] if name.startswith("PB_")] == []


def test_the_process_that_decodes_writes_no_file(tmp_path: Path) -> None:
    program = (
        "import sys; from pb.web.limited import limit_itself; limit_itself();"
        "open(sys.argv[1], 'wb', 0).write(b'a')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "kept"], capture_output=True, text=True, check=False
    )
    assert "File too large" in done.stderr
    assert (tmp_path / "kept").stat().st_size == 0


def test_the_process_that_decodes_may_take_a_gibibyte_and_fifteen_seconds() -> None:
    program = (
        "import resource; from pb.web.limited import limit_itself; limit_itself();"
        "print(resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_CPU));"
        "bytearray(1 << 31)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "(1073741824, 1073741824) (15, 15)"
    assert "MemoryError" in done.stderr
