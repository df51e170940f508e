"""The secret of a one-time link: made from the link's id by this server alone, so that it stands in no table."""

import hmac
import re

from pb.web.toolkit import sign

_SECRET = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ID = 32


def make_secret(key: bytes, link_id: str) -> str:
    """Return what stands in the address: the id and as many hexadecimal digits that only this server can make."""
    return link_id + sign(key, "participant-link", link_id)[:_ID]


def read_secret(key: bytes, secret: str) -> str | None:
    """Return the id of a link that this server made, else None."""
    if not _SECRET.fullmatch(secret):
        return None
    link_id = secret[:_ID]
    return link_id if hmac.compare_digest(secret, make_secret(key, link_id)) else None


def make_leave_token(key: bytes, participant_id: str) -> str:
    """Return the token by which letters to a participant are ended without signing in."""
    return participant_id + sign(key, "participant-leave", participant_id)[:_ID]


def read_leave_token(key: bytes, token: str) -> str | None:
    """Return the participant that a token is for, else None."""
    if not _SECRET.fullmatch(token):
        return None
    known = token[:_ID]
    return known if hmac.compare_digest(token, make_leave_token(key, known)) else None
