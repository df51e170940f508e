"""Slowing down who guesses, without shutting out who knows.

An attempt is counted before its secret is looked at, so that a hundred at once can't all slip through, and
given back when the secret was right. Allowances refill steadily: nobody is ever locked out until some fixed
hour. A caller's address is only ever kept as a keyed hash that changes daily, and nowhere else than here.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from pb.kernel.errors import TooManyAttemptsError
from pb.kernel.message import Message
from pb.storage.throttles import forgive_attempts, purge_throttles, spend_attempt
from pb.storage.unit_of_work import Work
from pb.web.exchange import Connection, toolkit_of


@dataclass(frozen=True, slots=True)
class Throttle:
    """At most ``limit`` attempts at once for a key, refilled evenly over ``period``."""

    bucket: str
    limit: int
    period: timedelta


@dataclass(frozen=True, slots=True)
class Counted:
    """A throttle and the key it counts by. Make the key with `hide_key` or `hide_address`."""

    throttle: Throttle
    key: str


def take_attempt(work: Work, counted: Sequence[Counted], now: datetime) -> None:
    """Count an attempt against every throttle; the caller commits. Else raises TooManyAttemptsError.

    The waiting time told is in whole minutes: no finer clue about other people's attempts.
    """
    purge_throttles(work, now)
    waits = [
        spend_attempt(work, one.throttle.bucket, one.key, one.throttle.limit, one.throttle.period, now)
        for one in sorted(counted, key=lambda one: (one.throttle.bucket, one.key))
    ]
    longest = max((wait for wait in waits if wait is not None), default=None)
    if longest is not None:
        minutes = ceil(longest / timedelta(minutes=1))
        raise TooManyAttemptsError(
            Message("Too many attempts. Try again in %(minutes)s min.", {"minutes": minutes}), minutes * 60
        )


def forgive(work: Work, counted: Sequence[Counted]) -> None:
    """Give the allowances back after the right secret; the caller commits."""
    for one in sorted(counted, key=lambda one: (one.throttle.bucket, one.key)):
        forgive_attempts(work, one.throttle.bucket, one.key)


def hide_key(connection: Connection, *parts: str) -> str:
    """Return the digest to count ``parts`` by, such as a sign-in name."""
    return toolkit_of(connection).sign("throttle", "\0".join(parts))


def hide_address(connection: Connection, *parts: str) -> str:
    """Return today's digest of the caller's address, with ``parts`` beside it. An IPv6 /64 counts as one."""
    toolkit = toolkit_of(connection)
    today = toolkit.clock.now().astimezone(toolkit.zone).date().isoformat()
    daily_key = bytes.fromhex(toolkit.sign("throttle-address", today))
    text = "\0".join((_network(connection.client.host if connection.client else ""), *parts))
    return hmac.digest(daily_key, text.encode(), "sha256").hex()


def _network(host: str) -> str:
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network((address, 64), strict=False))
    return str(address)
