"""Serves the gallery on loopback under the service's own content policy, so that what the policy stops shows here."""

import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from pb.kernel.language import Language
from pb.web.headers import make_policy
from pb.web.resources import resource
from tests.support.gallery import NONCE, PAGES, render_page


class GalleryHandler(BaseHTTPRequestHandler):
    """Answers ``/<language>/<page>``, static files, and a post with the page it came from."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a page or a static file."""
        path = urlsplit(self.path).path
        if path.startswith("/static/"):
            self.send_static(path.removeprefix("/static/"))
            return
        language, _, page = path.strip("/").partition("/")
        if language in tuple(Language) and page in PAGES:
            self.send_content(200, "text/html; charset=utf-8", render_page(page, Language(language)).encode())
        else:
            self.send_content(404, "text/plain", b"no such page")

    def do_POST(self) -> None:
        """Answer a form with the faulty page of its address, slowly enough to be pressed twice."""
        page = f"{self.path.rpartition('/')[2]}_faulty"
        self.rfile.read(int(self.headers["content-length"]))
        self.server.posts += 1  # type: ignore[attr-defined]
        threading.Event().wait(0.3)
        self.send_content(422, "text/html; charset=utf-8", render_page(page).encode())

    def send_static(self, name: str) -> None:
        """Send a file of static/, never one outside it."""
        root = resource("static").resolve()
        path = (root / name).resolve()
        if path.is_relative_to(root) and path.is_file():
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            self.send_content(200, kind, path.read_bytes())
        else:
            self.send_content(404, "text/plain", b"no such file")

    def send_content(self, status: int, kind: str, content: bytes) -> None:
        """Send one answer with the policy."""
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(content)))
        self.send_header("content-security-policy", make_policy(NONCE))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class GalleryServer(ThreadingHTTPServer):
    """A server that counts the forms sent to it."""

    daemon_threads = True
    posts = 0

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def serve_gallery() -> Iterator[GalleryServer]:
    """Yield a running server and stop it at the end."""
    with GalleryServer(("127.0.0.1", 0), GalleryHandler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
