"""A map server on this machine: one picture for every tile, and a note of what was asked for."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

from PIL import Image


@dataclass(slots=True)
class TileServer:
    """The address to give to an installation, and the paths of the tiles that were asked for."""

    address: str
    asked: list[str] = field(default_factory=list)


@contextmanager
def serve_tiles() -> Iterator[TileServer]:
    """Run a map server until the block is left."""
    picture = BytesIO()
    Image.new("RGB", (256, 256), "lightsteelblue").save(picture, "PNG")
    asked: list[str] = []

    class Tiles(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("content-type", "image/png")
            # Pages of the service are isolated, so a map server has to allow itself to be shown on them.
            self.send_header("cross-origin-resource-policy", "cross-origin")
            self.end_headers()
            self.wfile.write(picture.getvalue())

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Tiles) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield TileServer(f"http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}.png", asked)
        finally:
            server.shutdown()
            thread.join(10)
