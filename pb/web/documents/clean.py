"""Writes a PDF anew without what acts, in a process of its own (`pb.web.limited`).

What a reader sees stays, its structure for screen readers too. Gone are scripts, files inside the file, actions other
than going to a place or a web address, media that play, and the names in its properties; and whatever stands before,
between or behind the document's own objects. Sources of danger: ISO 32000-2, sections 7.11, 12.6 and 13.
"""

import io
from collections.abc import Iterator
from typing import Any

from pb.web.limited import Answer, answer_limited

MOST_PAGES = 40
UNKNOWN, LOCKED, TOO_LONG, BROKEN = "unknown", "locked", "too-long", "broken"

ACTIONS = {
    *("/GoTo", "/GoToR", "/GoToE", "/GoToDp", "/Launch", "/Thread", "/URI", "/Sound", "/Movie", "/Hide"),
    *("/Named", "/SubmitForm", "/ResetForm", "/ImportData", "/JavaScript", "/SetOCGState", "/Rendition"),
    *("/Trans", "/GoTo3DView", "/RichMediaExecute"),
}
HARMLESS_ACTIONS = {"/GoTo", "/URI", "/Named"}
SAFE_ADDRESSES = ("http://", "https://", "mailto:")
MARKS = {
    *("/Link", "/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight"),
    *("/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup", "/Widget"),
}
"""Annotations that only show something."""

FORBIDDEN = {
    *("/AA", "/OpenAction", "/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/RF", "/AF", "/Collection"),
    *("/XFA", "/Metadata", "/PieceInfo", "/RichMediaContent", "/RichMediaSettings", "/Rendition", "/Movie"),
    *("/Sound", "/3DD", "/Requirements", "/Legal", "/DSS", "/PresSteps", "/Ref", "/FFilter"),
    *("/FDecodeParms",),
}
"""Names of entries that go wherever they stand."""


def clean(content: bytes) -> tuple[str, bytes, int]:
    """Return the fault, or none with the document written anew and how many pages it has."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import FileNotDecryptedError

    if not content.startswith(b"%PDF-"):
        return UNKNOWN, b"", 0
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            return LOCKED, b"", 0
        pages = len(reader.pages)
        if not pages:
            return BROKEN, b"", 0
        if pages > MOST_PAGES:
            return TOO_LONG, b"", pages
        writer = PdfWriter(clone_from=reader)
        writer.metadata = None
        for found in _walk(writer.root_object):
            _disarm(found)
        # Written twice: the second takes along only what can still be reached.
        written = _write(PdfWriter(clone_from=PdfReader(io.BytesIO(_write(writer)))))
    except FileNotDecryptedError:
        return LOCKED, b"", 0
    except Exception:  # whatever a reader trips over, the file is at fault
        return BROKEN, b"", 0
    return "", written, pages


def _write(writer: Any) -> bytes:
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _walk(root: Any) -> Iterator[Any]:
    """Yield every dictionary, stream and array that the document holds, each once and before what is in it."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    seen: set[int] = set()
    waiting = [root]
    while waiting:
        part = waiting.pop()
        if isinstance(part, IndirectObject):
            if part.idnum in seen:
                continue
            seen.add(part.idnum)
            part = part.get_object()
        if isinstance(part, DictionaryObject):
            yield part
            waiting.extend(part.values())
        elif isinstance(part, ArrayObject):
            yield part
            waiting.extend(part)


def _disarm(part: Any) -> None:
    """Take out of one dictionary or array what acts, names another file, or says who marked a page."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

    if isinstance(part, ArrayObject):
        part[:] = [one for one in part if not _acts(one)]
        return
    for name in [name for name, value in part.items() if name in FORBIDDEN or _acts(value)]:
        del part[NameObject(name)]
    if isinstance(part, StreamObject):
        part.pop(NameObject("/F"), None)  # a stream that lies in another file
    if "/Annots" in part and isinstance(marks := part["/Annots"], ArrayObject):
        marks[:] = [mark for mark in marks if _kind(mark) in MARKS]
        for mark in marks:
            found = mark.get_object()
            if isinstance(found, DictionaryObject) and _kind(found) != "/Widget":
                # The name of who made the mark; in a form's field it would be the field's own.
                found.pop(NameObject("/T"), None)


def _acts(value: Any) -> bool:
    """Whether a value is an action that does more than show another place of the document or a web page."""
    from pypdf.generic import DictionaryObject

    found = value.get_object()
    if not isinstance(found, DictionaryObject) or "/S" not in found:
        return False
    kind = str(found["/S"])
    if kind == "/URI":
        return not str(found.get("/URI", "")).lower().startswith(SAFE_ADDRESSES)
    return kind in ACTIONS - HARMLESS_ACTIONS


def _kind(mark: Any) -> str:
    found = mark.get_object()
    return str(found["/Subtype"]) if "/Subtype" in found else ""


def _answer(content: bytes) -> Answer:
    fault, written, pages = clean(content)
    return {"fault": fault, "pages": pages}, written


if __name__ == "__main__":
    answer_limited(_answer)
