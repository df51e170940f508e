"""A QR code as an image that stands in the page itself: nothing is fetched for it."""

import segno


def draw_qr(text: str) -> str:
    """Return ``text`` as the address of an SVG image (a data URL), dark on white with its quiet zone."""
    return segno.make(text, error="m", micro=False).svg_data_uri(scale=6, border=4, light="#fff")
