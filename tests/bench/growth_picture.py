"""The picture of growth: seconds against voters, both on logarithmic axes, with the line of linear growth beside it."""

from collections.abc import Sequence
from math import floor, log10

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _BOTTOM, _TOP = 600, 320, 64, 48, 44, 24


def draw_growth(points: Sequence[tuple[int, float]], title: str) -> str:
    """Return an SVG of the points (voters, seconds)."""
    low, high = log10(points[0][0]), log10(points[-1][0])
    least, most = floor(log10(min(y for _, y in points))), floor(log10(max(y for _, y in points))) + 1

    def place(voters: float, seconds: float) -> str:
        x = _LEFT + (log10(voters) - low) / (high - low) * (_WIDTH - _LEFT - _RIGHT)
        y = _HEIGHT - _BOTTOM - (log10(seconds) - least) / (most - least) * (_HEIGHT - _BOTTOM - _TOP)
        return f"{x:.1f},{y:.1f}"

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="12">',
        f"<title>{title}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
    ]
    for power in range(least, most + 1):
        x, y = place(points[0][0], 10.0**power).split(",")
        parts.append(f'<path d="M{x} {y}H{_WIDTH - _RIGHT}" stroke="#ccc"/>')
        parts.append(f'<text x="{float(x) - 8}" y="{y}" text-anchor="end">{10.0**power:g} s</text>')
    for voters, seconds in points:
        x, y = place(voters, seconds).split(",")
        parts.append(f'<circle cx="{x}" cy="{y}" r="4" fill="#0b5394"/>')
        parts.append(f'<text x="{x}" y="{float(y) - 10}" text-anchor="middle">{seconds:.3f}</text>')
        parts.append(f'<text x="{x}" y="{_HEIGHT - 16}" text-anchor="middle">{voters:,}</text>')
    line = " ".join(place(voters, seconds) for voters, seconds in points)
    end = points[-1][1]
    linear = " ".join(
        place(v, end * v / points[-1][0]) for v, _ in points if end * v / points[-1][0] >= 10.0**least
    )
    parts.append(f'<polyline points="{line}" fill="none" stroke="#0b5394" stroke-width="2"/>')
    parts.append(f'<polyline points="{linear}" fill="none" stroke="#888" stroke-dasharray="4 4"/>')
    return "\n".join((*parts, "</svg>", ""))
