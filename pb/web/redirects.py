"""Sending a browser on, and only to places of ours."""

from urllib.parse import quote, unquote, urlsplit

from litestar import Response

from pb.web.language import language_of

_LONGEST = 500


def redirect(location: str, *, vary: str = "Cookie", cache: str = "no-store") -> Response[str]:
    """Answer 303: the browser asks for ``location`` with GET, whatever it did before."""
    headers = {"location": location, "cache-control": cache, "vary": vary}
    return Response(content="", status_code=303, headers=headers, media_type="text/plain")


def safe_next(address: str, otherwise: str) -> str:
    """Return ``address`` if it is a page of ours under a language, else ``otherwise``.

    Refuses other hosts however disguised: schemes, ``//host``, backslashes, control characters, dots.
    """
    parts = urlsplit(address) if len(address) <= _LONGEST and address.isprintable() else urlsplit("")
    path = unquote(parts.path)
    is_ours = (
        not parts.scheme
        and not parts.netloc
        and path.startswith("/")
        and not any(sign in path for sign in ("//", "\\", "/.", "%"))
        and path.isprintable()
        and language_of(path) is not None
    )
    if not is_ours:
        return otherwise
    return quote(path, safe="/") + (f"?{parts.query}" if parts.query else "")
