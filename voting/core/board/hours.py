"""Moments as they are published beside ballots: full hours in UTC, never anything finer."""

from datetime import UTC, datetime


def write_hour(moment: datetime) -> str:
    """Return the full hour that ``moment`` lies in, as ``2027-03-01T14:00Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:00Z")
