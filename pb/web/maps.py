"""The ground that maps are drawn on: pictures ("tiles") of a map server that the installation names, or none.

Whoever opens a page with a map tells that server their address, so none is named unless the city chooses one; maps then
show the areas alone. A page names what it uses, as with the nonce, and only its own policy lets the browser have it.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from pb.web.exchange import WebRequest, exchange_of, toolkit_of

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?/[A-Za-z0-9{}/._~%?=&@+-]*")


@dataclass(frozen=True, slots=True)
class Tiles:
    """Where tiles come from, with ``{z}``, ``{x}`` and ``{y}`` in the address, and who made the map, as they ask."""

    address: str
    credit: str

    @property
    def origin(self) -> str:
        """The origin of the map server."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"


def read_tiles(address: str, credit: str) -> Tiles | None:
    """Return the tiles, or None without an address. Raises ValueError for an address that can't be one."""
    if not address:
        return None
    if _ADDRESS.fullmatch(address) is None or not all(part in address for part in ("{z}", "{x}", "{y}")):
        raise ValueError("no address of tiles")
    return Tiles(address, credit)


def use_map(request: WebRequest, *, locates: bool = False) -> Tiles | None:
    """Let this page show a map, and with ``locates`` ask its reader's device where it is; return the tiles, if any."""
    exchange = exchange_of(request.scope)
    tiles = toolkit_of(request).tiles
    exchange.pictures_from = tiles.origin if tiles else ""
    exchange.asks_location = locates
    return tiles
