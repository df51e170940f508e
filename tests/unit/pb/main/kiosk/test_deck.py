"""Slides are split so that each can be read at one look, and stand long enough to be read."""

import pytest

from pb.engine.public import Slide, SlideLine
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.main.kiosk.deck import Shown, split
from pb.main.kiosk.look import Look
from pb.main.kiosk.screen_view import Place, draw_code, dwell
from tests.support.screens import LYING


def slide_of(*lines: str) -> Slide:
    return Slide("key", Message("Heading"), tuple(SlideLine(Message(line)) for line in lines))


def at_most(words: int) -> object:
    def fits(slide: Slide) -> bool:
        return sum(len(str(line.words).split()) for line in slide.lines) <= words

    return fits


def parts_of(slide: Slide, *limits: int) -> list[list[str]]:
    fits = [at_most(limit) for limit in limits]
    shown = split([Shown(slide, None, "")], fits)  # type: ignore[arg-type]
    assert [(one.part, one.parts) for one in shown] == [(n, len(shown)) for n in range(1, len(shown) + 1)]
    return [[str(line.words) for line in one.slide.lines] for one in shown]


def test_slide_that_fits_stays_whole() -> None:
    assert parts_of(slide_of("a b", "c d"), 4) == [["a b", "c d"]]


def test_lines_too_many_go_on_in_the_next_part() -> None:
    assert parts_of(slide_of("a b", "c d", "e"), 3) == [["a b"], ["c d", "e"]]


def test_line_too_long_stands_alone_and_nothing_is_lost() -> None:
    assert parts_of(slide_of("a b c d e", "f"), 3) == [["a b c d e"], ["f"]]


def test_narrowest_language_decides_for_all() -> None:
    assert parts_of(slide_of("a b", "c d"), 9, 3) == [["a b"], ["c d"]]


@pytest.mark.parametrize(("words", "seconds"), [(0, 12), (30, 12), (31, 12), (35, 14), (50, 20)])
def test_slide_stands_twelve_seconds_or_a_second_for_every_two_and_a_half_words(
    words: int, seconds: int
) -> None:
    assert dwell(words) == seconds


def test_slides_go_round_and_change_language_at_the_end() -> None:
    last = Place("/kiosk/x", Language.FI, 3, 3)
    assert last.coming(LYING) == "/kiosk/x/sv/1"
    assert Place("/kiosk/x", Language.SV, 3, 3).coming(LYING) == "/kiosk/x/fi/1"
    assert Place("/kiosk/x", Language.EN, 3, 3).coming(LYING) == "/kiosk/x/fi/1"
    assert Place("/kiosk/x", Language.EN, 1, 3).coming(LYING) == "/kiosk/x/en/2"
    assert last.following(Look()) == "/kiosk/x/fi/1?hold=yes"
    assert (
        Place("/kiosk/x", Language.FI, 1, 3).previous(Look(large=True)) == "/kiosk/x/fi/3?hold=yes&large=yes"
    )


def test_look_is_turned_on_and_off_and_holds_the_slide() -> None:
    turned = Look().turned("contrast")
    assert turned.query() == "?hold=yes&contrast=yes"
    assert turned.turned("contrast") == Look(hold=True)
    assert Look().query() == ""


def test_code_is_drawn_with_its_quiet_zone_and_without_style() -> None:
    drawn = str(draw_code("https://osbu.example/fi/cycles/2027/vote"))
    assert drawn.startswith("<svg ")
    assert "M4 4.5" in drawn
    assert "style" not in drawn
    assert "osbu" not in drawn
