"""Tests that share a costly thing, such as a served town, reach one worker together; else each worker builds its own."""

import os

import pytest

GROUP = "together"
pytestmark = pytest.mark.xdist_group(GROUP)


def test_groups_reach_the_workers(request: pytest.FixtureRequest) -> None:
    is_distributed = "PYTEST_XDIST_WORKER" in os.environ
    assert request.node.nodeid.endswith(f"@{GROUP}") == is_distributed, "run pytest with --dist loadgroup"
