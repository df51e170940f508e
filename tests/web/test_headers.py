"""Security headers stand on every answer."""

import re

import pytest

from tests.support.visitor import Visitor

EVERYWHERE = [
    "/",
    "/fi/reading",
    "/fi/note",
    "/fi/nowhere",
    "/nowhere",
    "/fi/refusals/fault",
    "/static/css/base.css",
]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_is_protected(visitor: Visitor, path: str) -> None:
    visitor.open(path)
    headers = (visitor.answer.history or [visitor.answer])[0].headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for part in ("style-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert part in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "server" not in headers


def test_wrong_method_is_protected_too(visitor: Visitor) -> None:
    assert visitor.post("/fi/reading", {}) == 405
    assert "content-security-policy" in visitor.answer.headers


def test_nonce_of_the_policy_is_that_of_the_page_and_new_each_time(visitor: Visitor) -> None:
    nonces = set()
    for _ in range(2):
        visitor.open("/fi/reading")
        found = re.search(r"script-src 'nonce-([\w-]+)'", visitor.answer.headers["content-security-policy"])
        assert found is not None
        assert f'nonce="{found[1]}"' in visitor.page
        nonces.add(found[1])
    assert len(nonces) == 2
