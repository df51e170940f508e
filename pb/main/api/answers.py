"""How the interface answers: JSON that says when it hasn't changed, and lists page by page."""

from collections.abc import Mapping, Sequence
from typing import TypeVar, cast

import msgspec
from litestar import Response

from pb.main.api.forms import Listing
from pb.web.exchange import WebRequest, address_of
from pb.web.freshness import answer_fresh

T = TypeVar("T")


def answer(request: WebRequest, value: T, headers: Mapping[str, str] | None = None) -> Response[T]:
    """Answer with ``value`` as JSON, or 304 to a program that holds it."""
    # Written here, once, because its tag names the bytes; the type is what the description of the interface reads.
    return cast("Response[T]", answer_fresh(request, msgspec.json.encode(value), "application/json", headers))


def answer_page(request: WebRequest, values: Sequence[T], page: int, size: int) -> Response[Listing[T]]:
    """Answer with one page of a list, and name its neighbours (RFC 8288). A page past the end is empty."""
    first = (page - 1) * size
    listing = Listing(values[first : first + size], page, size, len(values))
    near = {"prev": page - 1, "next": page + 1 if first + size < len(values) else 0}
    here = address_of(request)
    links = [f'<{here}?page={number}&size={size}>; rel="{name}"' for name, number in near.items() if number]
    return answer(request, listing, {"link": ", ".join(links)} if links else None)
