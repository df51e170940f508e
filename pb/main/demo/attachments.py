"""What a school class added to its proposal: a drawing of the bench, and its measures as a document."""

import io

from PIL import Image, ImageDraw

from pb.kernel.clock import SetClock
from pb.main.demo.chapters import Told
from pb.main.installation import Installation
from pb.web.documents.document import take_document_in
from pb.web.pictures.picture import take_picture_in
from proposals.storage.attachments import add_document, add_photo
from proposals.storage.proposals import list_proposals

TITLE = "Kaveripenkki koulun pihalle"
SHOWN = "Luokan piirros: värikäs penkki, jonka selkänojassa on sydän"
ABOUT = "Penkin mitat"
_COLOURS = ("#c0392b", "#d68910", "#b7950b", "#1e8449", "#2471a3", "#7d3c98")
_INK = "#2c3e50"


def tell_attachments(installation: Installation, clock: SetClock, told: Told) -> None:
    """Add the drawing and the measures."""
    picture = take_picture_in(_save(_draw(), "PNG"), "file")
    document = take_document_in(_save(_measure(), "PDF"), "file")
    with installation.database.write() as work:
        bench = next(one for one in list_proposals(work, told.proposing) if one.title.fi == TITLE)
        size = (picture.width, picture.height)
        add_photo(work, bench, SHOWN, (picture.large, picture.small), size, clock.moment)
        add_document(work, bench, ABOUT, document.content, document.pages, clock.moment)
        work.commit()


def _draw() -> Image.Image:
    picture = Image.new("RGB", (1200, 800), "#fdf6e3")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 620, 1200, 800), fill="#d5c7a1")
    for number, colour in enumerate(_COLOURS):
        draw.rectangle((200, 200 + number * 34, 1000, 224 + number * 34), fill=colour)
    draw.rectangle((170, 430, 1030, 470), fill=_COLOURS[4])
    for left in (220, 940):
        draw.rectangle((left, 470, left + 40, 680), fill=_INK)
    draw.ellipse((540, 210, 610, 280), fill="#fdf6e3")
    draw.ellipse((590, 210, 660, 280), fill="#fdf6e3")
    draw.polygon(((545, 262), (655, 262), (600, 340)), fill="#fdf6e3")
    return picture


def _measure() -> Image.Image:
    page = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(page)
    draw.rectangle((220, 600, 1020, 640), outline=_INK, width=4)
    draw.rectangle((220, 380, 1020, 560), outline=_INK, width=4)
    for left in (270, 930):
        draw.rectangle((left, 640, left + 40, 900), outline=_INK, width=4)
    for y, ends, words in ((980, (220, 1020), "160 cm"), (320, (220, 1020), "Selkänoja 35 cm")):
        draw.line((ends[0], y, ends[1], y), fill=_INK, width=3)
        draw.text((540, y + 16), words, fill=_INK, font_size=36)
    draw.text((1060, 740), "45 cm", fill=_INK, font_size=36)
    return page


def _save(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()
