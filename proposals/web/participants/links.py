"""The secrets of links in letters: made from a row's id by this server alone, so that they stand in no table."""

import hmac
import re

from pb.web.toolkit import sign

_SECRET = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ID = 32


def make_secret(key: bytes, link_id: str) -> str:
    """Return what stands in the address: the id and as many hexadecimal digits that only this server can make."""
    return _make(key, "participant-link", link_id)


def read_secret(key: bytes, secret: str) -> str | None:
    """Return the id of a link that this server made, else None."""
    return _read(key, "participant-link", secret)


def make_leave_token(key: bytes, participant_id: str) -> str:
    """Return the token by which letters to a participant are ended without signing in."""
    return _make(key, "participant-leave", participant_id)


def read_leave_token(key: bytes, token: str) -> str | None:
    """Return the participant that a token is for, else None."""
    return _read(key, "participant-leave", token)


def make_invitation_secret(key: bytes, invitation_id: str) -> str:
    """Return the secret of the link by which a co-author answers an invitation."""
    return _make(key, "coauthor-invitation", invitation_id)


def read_invitation_secret(key: bytes, secret: str) -> str | None:
    """Return the invitation that a secret is for, else None."""
    return _read(key, "coauthor-invitation", secret)


def _make(key: bytes, purpose: str, row_id: str) -> str:
    return row_id + sign(key, purpose, row_id)[:_ID]


def _read(key: bytes, purpose: str, secret: str) -> str | None:
    if not _SECRET.fullmatch(secret):
        return None
    row_id = secret[:_ID]
    return row_id if hmac.compare_digest(secret, _make(key, purpose, row_id)) else None
