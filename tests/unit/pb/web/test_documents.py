"""Documents come out without anything that acts, or not at all, in bounded memory and time (attack 33)."""

import io
import resource
import time
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from pb.kernel.errors import InvalidInputError
from pb.web.documents.clean import MOST_PAGES
from pb.web.documents.document import HEAVIEST, take_document_in

SCRIPT = "app.alert('pwn7')"


def name(text: str) -> NameObject:
    return NameObject(text)


def finish(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def begin(pages: int = 1) -> PdfWriter:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    return writer


def act(kind: str, **entries: object) -> DictionaryObject:
    action = DictionaryObject({name("/S"): name(kind)})
    for key, value in entries.items():
        action[name(f"/{key}")] = TextStringObject(value)
    return action


def mark(subtype: str, **entries: object) -> DictionaryObject:
    box = ArrayObject([FloatObject(0), FloatObject(0), FloatObject(9), FloatObject(9)])
    return DictionaryObject(
        {name("/Type"): name("/Annot"), name("/Subtype"): name(subtype), name("/Rect"): box}
        | {name(f"/{key}"): value for key, value in entries.items()}
    )


def with_script() -> bytes:
    writer = begin()
    scripts = ArrayObject([TextStringObject("pwn7"), act("/JavaScript", JS=SCRIPT)])
    tree = DictionaryObject({name("/JavaScript"): DictionaryObject({name("/Names"): scripts})})
    writer.root_object[name("/Names")] = tree
    writer.root_object[name("/OpenAction")] = act("/JavaScript", JS=SCRIPT)
    writer.pages[0][name("/AA")] = DictionaryObject({name("/O"): act("/JavaScript", JS=SCRIPT)})
    return finish(writer)


def with_file() -> bytes:
    writer = begin()
    writer.add_attachment("pwn7.exe", b"MZ pwn7")
    return finish(writer)


def with_launch() -> bytes:
    writer = begin()
    first = act("/GoTo")
    first[name("/Next")] = ArrayObject([act("/Launch", F="pwn7.exe")])
    writer.pages[0][name("/Annots")] = ArrayObject(
        [
            mark("/Link", A=act("/Launch", F="pwn7.exe")),
            mark("/Link", A=act("/URI", URI="javascript:pwn7()")),
            mark("/Link", A=act("/SubmitForm", F="https://elsewhere.example/pwn7")),
            mark("/Link", A=first),
            mark("/FileAttachment", Contents=TextStringObject("pwn7")),
            mark("/RichMedia", Contents=TextStringObject("pwn7")),
            mark("/Screen", Contents=TextStringObject("pwn7")),
        ]
    )
    return finish(writer)


def with_marks_elsewhere() -> bytes:
    """Annotations behind a reference, as many programs write them."""
    writer = begin()
    marks = ArrayObject(
        [
            mark("/Screen", Contents=TextStringObject("pwn7")),
            mark("/FileAttachment", Contents=TextStringObject("pwn7")),
            mark("/Highlight", T=TextStringObject("pwn7")),
        ]
    )
    writer.pages[0][name("/Annots")] = writer._add_object(marks)
    return finish(writer)


def with_actions_elsewhere() -> bytes:
    """Actions under keys of their own, and streams that lie in another file."""
    writer = begin()
    steps = DictionaryObject({name("/Type"): name("/NavNode"), name("/NA"): act("/Launch", F="pwn7.exe")})
    writer.pages[0][name("/PresSteps")] = steps
    writer.pages[0][name("/Thing")] = ArrayObject([act("/Launch", F="pwn7.exe")])
    stream = DecodedStreamObject()
    stream.set_data(b"q Q")
    stream[name("/F")] = TextStringObject("https://elsewhere.example/pwn7")
    stream[name("/FFilter")] = name("/FlateDecode")
    writer.pages[0][name("/Contents")] = writer._add_object(stream)
    return finish(writer)


def with_names() -> bytes:
    writer = begin()
    writer.add_metadata({"/Author": "pwn7", "/Creator": "pwn7"})
    return finish(writer)


def with_form() -> bytes:
    writer = begin()
    writer.root_object[name("/AcroForm")] = DictionaryObject(
        {name("/XFA"): TextStringObject("<xdp>pwn7</xdp>"), name("/Fields"): ArrayObject()}
    )
    return finish(writer)


def with_rest() -> bytes:
    return finish(begin()) + b"<script>pwn7()</script>PK\x03\x04"


@pytest.mark.parametrize(
    "make",
    [
        with_script,
        with_file,
        with_launch,
        with_marks_elsewhere,
        with_actions_elsewhere,
        with_names,
        with_form,
        with_rest,
    ],
    ids=lambda make: make.__name__,
)
def test_what_acts_or_names_somebody_is_gone(make: Callable[[], bytes]) -> None:
    content = make()
    assert b"pwn7" in content
    document = take_document_in(content, "file")
    reader = PdfReader(io.BytesIO(document.content))
    plain = finish(PdfWriter(clone_from=reader))
    for part in (document.content, plain):
        for trace in (b"pwn7", b"/JavaScript", b"/Launch", b"/SubmitForm", b"/EmbeddedFile", b"/AA", b"/XFA"):
            assert trace not in part
    assert (document.pages, len(reader.pages)) == (1, 1)


def test_links_words_and_structure_stay() -> None:
    writer = begin(2)
    writer.add_annotation(1, Link(rect=(0, 0, 9, 9), url="https://mallila.example/plan"))
    writer.add_outline_item(title="Plan", page_number=1)
    tree = DictionaryObject({name("/Type"): name("/StructTreeRoot"), name("/K"): NumberObject(0)})
    tree[name("/A")] = DictionaryObject({name("/O"): name("/Table")})
    writer.root_object[name("/StructTreeRoot")] = tree
    writer.root_object[name("/Lang")] = TextStringObject("fi")
    reader = PdfReader(io.BytesIO(take_document_in(finish(writer), "file").content))
    assert [item.title for item in reader.outline if not isinstance(item, list)] == ["Plan"]
    root: Any = reader.root_object
    second: Any = reader.pages[1]
    assert root["/Lang"] == "fi"
    assert "/A" in root["/StructTreeRoot"]
    (link,) = second["/Annots"]
    assert link.get_object()["/A"]["/URI"] == "https://mallila.example/plan"


def locked() -> bytes:
    writer = begin()
    writer.encrypt("secret")
    return finish(writer)


def bomb() -> bytes:
    """Return a page whose words swell to two gibibytes, and one that refers to itself."""
    swollen = zlib.compress(bytes(1 << 26), 9)
    stream = b"<</Length %d/Filter[/FlateDecode]/Type/ObjStm/N 9999999/First 9>>stream\n" % len(swollen)
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]>>endobj\n3 0 obj"
        + stream
        + swollen
        + b"\nendstream endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )


HOSTILE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "html": (b"<html><script>alert(1)</script>", "not a PDF"),
    "picture": (b"\x89PNG\r\n\x1a\n", "not a PDF"),
    "late header": (b"<script>pwn7()</script>%PDF-1.7\n", "not a PDF"),
    "head only": (b"%PDF-1.7\n", "cannot be read"),
    "truncated": (finish(begin())[:-200], "cannot be read"),
    "no pages": (finish(begin(0)), "cannot be read"),
    "locked": (locked(), "password"),
    "too many pages": (finish(begin(MOST_PAGES + 1)), "more than"),
    "bomb that is its own page": (bomb(), "cannot be read"),
    "nested": (b"%PDF-1.7\n1 0 obj" + b"[" * 200_000 + b"endobj\ntrailer<</Root 1 0 R>>", "cannot be read"),
    "too heavy": (b"%PDF-" + bytes(HEAVIEST), "10 megabytes"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_soon_and_in_little_memory(name: str) -> None:
    content, told = HOSTILE[name]
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with pytest.raises(InvalidInputError) as refused:
        take_document_in(content, "file")
    assert told in refused.value.faults["file"].text
    assert time.monotonic() - start < 35
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000, "KiB of the server's own"
