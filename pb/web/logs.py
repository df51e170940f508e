"""Logs as one JSON object a line on standard error.

Request lines carry the hour and nothing finer: among them are lines of casting a ballot, and no file here may tell
when. Failures carry their second, because somebody has to find them.
"""

import sys
from collections.abc import MutableMapping
from datetime import UTC, datetime
from typing import Any, TextIO

import structlog

Event = MutableMapping[str, Any]


def configure_logs(stream: TextIO | None = None) -> None:
    """Write logs as JSON from here on, to standard error or ``stream``; for the command that serves."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            add_time,
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
        logger_factory=structlog.WriteLoggerFactory(stream or sys.stderr),
    )


def add_time(_logger: object, _method: str, event: Event) -> Event:
    """Add ``at``: the hour for a request, the second for anything else."""
    now = datetime.now(UTC)
    event["at"] = (
        now.strftime("%Y-%m-%dT%HZ") if event["event"] == "request" else now.strftime("%Y-%m-%dT%H:%M:%SZ")
    )
    return event
