"""One slide as its page shows it: where the buttons lead, the code, how long it stands."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any
from urllib.parse import urlsplit

import segno
from markupsafe import Markup

from pb.engine.public import Share, Slide, SlideLine, Words
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.main.kiosk.deck import Fits, Shown
from pb.main.kiosk.look import Look
from pb.main.kiosk.sizes import Sizes
from pb.storage.screens import Screen
from pb.web.speech import Speech
from pb.web.toolkit import Toolkit

WORDS_MOST = 35
DWELL_LEAST = 12
WORDS_A_SECOND = 2.5
_NARROWEST = 15
"""Letters; below that, words beside figures would stand one to a line."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one slide stands: the screen's address, the language, and its number of ``total``."""

    base: str
    language: Language
    number: int
    total: int

    def address(self, number: int, language: Language | None = None, look: Look | None = None) -> str:
        """Return the address of a slide."""
        return f"{self.base}/{language or self.language}/{number}{(look or Look()).query()}"

    def previous(self, look: Look) -> str:
        """Return the address of the slide before; of the last before the first."""
        return self.address(self.number - 1 or self.total, look=look.held())

    def following(self, look: Look) -> str:
        """Return the address of the next slide; of the first after the last."""
        return self.address(self.number % self.total + 1, look=look.held())

    def coming(self, screen: Screen) -> str:
        """Return where the slides go on by themselves: after the last they begin again in the next language."""
        if self.number < self.total:
            return self.address(self.number + 1)
        order = screen.languages
        turn = order.index(self.language) + 1 if self.language in order else 0
        return self.address(1, order[turn % len(order)])


def make_speech(toolkit: Toolkit, language: Language) -> Speech:
    """Return what writes sentences, money and numbers in a language."""
    return Speech(language, toolkit.translations, toolkit.zone, toolkit.currency)


def fits_in(speech: Speech, sizes: Sizes) -> Fits:
    """Return what tells whether a slide fits in the language of ``speech``: at most 35 words, and within the picture."""

    def fits(slide: Slide) -> bool:
        return count_words(speech, slide) <= WORDS_MOST and _count_rows(speech, slide, sizes) <= sizes.rows

    return fits


def count_words(speech: Speech, slide: Slide) -> int:
    """Return how many words somebody reads on a slide."""
    texts = [_write(speech, slide.heading), _write(speech, slide.above)]
    texts += [f"{_write(speech, line.words)} {_write_figures(speech, line)}" for line in slide.lines]
    return sum(len(text.split()) for text in texts)


def _count_rows(speech: Speech, slide: Slide, sizes: Sizes) -> float:
    heading = 1.2 * ceil(1.3 * len(_write(speech, slide.heading)) / sizes.columns) + 0.4
    return heading + bool(slide.above) + sum(_count_line(speech, line, sizes) for line in slide.lines)


def _count_line(speech: Speech, line: SlideLine, sizes: Sizes) -> float:
    """Return the rows of a line: words and figures side by side, one below the other where that gets too narrow."""
    words, figures = len(_write(speech, line.words)), len(_write_figures(speech, line))
    beside = sizes.columns - figures - 3
    rows = ceil(words / beside) if beside >= _NARROWEST else ceil(words / sizes.columns) + 1
    return rows + 0.25 + (0.5 if line.share is not None else 0)


def dwell(words: int) -> int:
    """Return how many seconds a slide stands: twelve, or a second for every two and a half words if that is longer."""
    return max(DWELL_LEAST, round(words / WORDS_A_SECOND))


def draw_code(address: str) -> Markup:
    """Return the QR code of an address as SVG with its quiet zone, without the address itself."""
    code = segno.make(address, micro=False, error="m")
    return Markup(code.svg_inline(omitsize=True, border=4, svgclass="qr", lineclass=None))  # noqa: S704 # drawn by segno, no text in it


def describe(
    toolkit: Toolkit, screen: Screen, shown: Shown, place: Place, look: Look, now: datetime
) -> dict[str, Any]:
    """Return the context of a slide's page."""
    speech = make_speech(toolkit, place.language)
    address = f"{toolkit.public_url}/{place.language}/{shown.path}".rstrip("/")
    parts = urlsplit(address)
    return {
        "screen": screen,
        "shown": shown,
        "slide": shown.slide,
        "place": place,
        "look": look,
        "code": draw_code(address),
        "short": f"{parts.netloc}{parts.path}",
        "dwell": dwell(count_words(speech, shown.slide)),
        "made": now,
        "clock": _write_time(now.astimezone(toolkit.zone), place.language),
        "zone": toolkit.zone.key,
        "write": lambda words: _write(speech, words),
        "currency": shown.cycle.declaration.currency if shown.cycle else "",
    }


def _write_time(local: datetime, language: Language) -> str:
    """Return the time of day as it stands after "klo", "kl." and "at"."""
    return f"{local.hour}{':' if language is Language.EN else '.'}{local.minute:02}"


def _write(speech: Speech, words: Words | None) -> str:
    if words is None:
        return ""
    return speech.say(words) if isinstance(words, Message) else speech.text(words)


def _write_figures(speech: Speech, line: SlideLine) -> str:
    texts = [_write(speech, line.figure)]
    if line.amount is not None:
        texts.append(speech.money(line.amount))
    if line.share is not None:
        texts.append(_write_share(speech, line.share))
    return "  ".join(filter(None, texts))


def _write_share(speech: Speech, share: Share) -> str:
    if share.is_money:
        return f"{speech.money(share.part)} / {speech.money(share.whole)}"
    return f"{speech.number(share.part)} / {speech.number(share.whole)} {speech.percent(share.part, share.whole)}"
