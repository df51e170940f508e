"""From bytes to fields, strictly."""

import pytest
from litestar.exceptions import ClientException

from pb.web.body import parse_fields


def test_fields_keep_their_order_and_empty_values() -> None:
    assert parse_fields(b"a=1&b=&a=2&c=%C3%A4%20+x") == {"a": ("1", "2"), "b": ("",), "c": ("ä  x",)}
    assert parse_fields(b"") == {}


@pytest.mark.parametrize(
    "body", [b"a=%ff", b"a=\xff", b"a=%c3%28", b"%ed%a0%80=1", b"&".join(b"a=1" for _ in range(1001))]
)
def test_malformed_or_endless_forms_are_refused(body: bytes) -> None:
    with pytest.raises(ClientException):
        parse_fields(body)
