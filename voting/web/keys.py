"""The server's own keys as a request finds them."""

from urllib.parse import urlsplit

from pb.web.toolkit import Toolkit
from voting.core.board.server_keys import ServerKeys


def keys_of(toolkit: Toolkit) -> ServerKeys:
    """Return the keys of this installation, the same as its stages hold."""
    return ServerKeys(toolkit.secret, urlsplit(toolkit.public_url).netloc)
