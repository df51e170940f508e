"""What the look promises without a browser: contrast of every pair of colours in use, small scripts, no inline style."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOKENS = (ROOT / "static/css/tokens.css").read_text(encoding="utf-8")
DARK_BEGINS = "@media (prefers-color-scheme: dark) {"
CONTRAST_BEGINS = "@media (prefers-contrast: more) {"

TEXTS = (
    ("ink", "ground surface brand-soft warn-soft bad-soft"),
    ("muted", "ground surface brand-soft"),
    ("link", "ground surface brand-soft warn-soft bad-soft"),
    ("visited", "ground surface brand-soft warn-soft bad-soft"),
    ("brand", "ground surface brand-soft"),
    ("good", "ground good-soft"),
    ("warn", "ground warn-soft"),
    ("bad", "ground surface bad-soft"),
    ("on-brand", "brand brand-strong"),
    ("on-bad", "bad bad-strong"),
    ("on-band", "band"),
)
SHAPES = (
    ("field", "ground surface"),
    ("bar", "ground bar-rest"),
    ("good", "bar-rest"),
    ("focus", "halo ground"),
)


def read_tokens(theme: str) -> dict[str, str]:
    """Return the colours of a theme by name."""
    light, rest = TOKENS.split(DARK_BEGINS)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", light))
    if theme == "dark":
        colours |= re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", rest.split(CONTRAST_BEGINS)[0])
    return colours


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2, 0 to 1."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    shares = (int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_what_the_standard_says() -> None:
    assert contrast("#fff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXTS, 4.5), (SHAPES, 3.0)], ids=["text", "shapes"])
def test_every_pair_of_colours_in_use_can_be_told_apart(
    theme: str, pairs: tuple[tuple[str, str], ...], least: float
) -> None:
    colours = read_tokens(theme)
    found = {
        (over, under): contrast(colours[over], colours[under])
        for over, grounds in pairs
        for under in grounds.split()
    }
    assert {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < least} == {}


def test_templates_carry_no_inline_style_or_handler() -> None:
    forbidden = re.compile(r"""\sstyle=["']|<style|\son[a-z]+=["']|\shx-on|javascript:""")
    # A letter is no page of ours: mail programs take styles in no other way.
    pages = sorted(page for page in (ROOT / "templates").rglob("*.html") if page.parent.name != "mail")
    assert len(pages) > 20
    assert [page.name for page in pages if forbidden.search(page.read_text(encoding="utf-8"))] == []


def test_scripts_stay_small() -> None:
    sizes = {path.name: path.stat().st_size for path in (ROOT / "static/js").glob("*.js")}
    assert sizes["pb.js"] < 4000
    assert sizes["timeout.js"] < 1000
