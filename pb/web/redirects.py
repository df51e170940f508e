"""Sending a browser on, and only to places of ours."""

from urllib.parse import quote, unquote

from litestar import Response

from pb.web.language import language_of

_LONGEST = 500
_KEPT = "/?#&=%:;,+@!$'()*~"


def redirect(location: str, *, vary: str = "Cookie", cache: str = "no-store") -> Response[str]:
    """Answer 303: the browser asks for ``location`` with GET, whatever it did before.

    Letters beyond ASCII, spaces and line ends become percent codes; codes that stand there stay.
    """
    headers = {"location": quote(location, safe=_KEPT), "cache-control": cache, "vary": vary}
    return Response(content="", status_code=303, headers=headers, media_type="text/plain")


def safe_next(address: str, otherwise: str) -> str:
    """Return ``address`` if it is a page of ours under a language, else ``otherwise``.

    Refuses other hosts however disguised: schemes, ``//host``, backslashes, control characters, dots.
    """
    path, mark, query = address[:_LONGEST].partition("?")
    plain = unquote(path)
    is_ours = (
        address == address[:_LONGEST]
        and address.isprintable()
        and plain.isprintable()
        and plain.startswith("/")
        and not any(sign in plain for sign in ("//", "\\", "/.", "%", "#", ";"))
        and "#" not in query
        and language_of(plain) is not None
    )
    return quote(plain, safe="/") + mark + query if is_ours else otherwise
