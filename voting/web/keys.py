"""The server's keys as handlers get them."""

from urllib.parse import urlsplit

from pb.web.exchange import WebRequest, toolkit_of
from voting.core.board.server_keys import ServerKeys


def keys_of(request: WebRequest) -> ServerKeys:
    """Return the keys of this installation's boards."""
    toolkit = toolkit_of(request)
    return ServerKeys(toolkit.secret, urlsplit(toolkit.public_url).netloc)
