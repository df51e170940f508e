"""What the log tells, and how exactly."""

import json
import re
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog

from pb.web.logs import configure_logs


@pytest.fixture
def written() -> Iterator[StringIO]:
    stream = StringIO()
    configure_logs(stream)
    yield stream
    structlog.reset_defaults()


def test_requests_are_dated_by_the_hour_and_failures_by_the_second(written: StringIO) -> None:
    log = structlog.get_logger()
    log.info("request", route="/{lang}/vote", status=303)
    log.error("failure", kind="RuntimeError")
    request, failure = (json.loads(line) for line in written.getvalue().splitlines())
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\dZ", request.pop("at"))
    assert request == {"event": "request", "level": "info", "route": "/{lang}/vote", "status": 303}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", failure["at"])
