"""Static files: kept for good under their digest, and nothing but static files."""

import pytest

from pb.web.assets import Assets
from pb.web.toolkit import Toolkit
from tests.support.visitor import Visitor


def test_addressed_by_its_digest_a_file_is_kept_for_good(visitor: Visitor, toolkit: Toolkit) -> None:
    address = toolkit.assets.url("css/base.css")
    assert visitor.open(address) == 200
    assert visitor.answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert visitor.answer.headers["content-type"] == "text/css; charset=utf-8"


@pytest.mark.parametrize("query", ["", "?v=0000000000000000"])
def test_without_the_digest_it_is_asked_for_again(visitor: Visitor, query: str) -> None:
    visitor.open(f"/static/css/base.css{query}")
    assert visitor.answer.headers["cache-control"] == "no-cache"
    etag = visitor.answer.headers["etag"]
    assert visitor.open("/static/css/base.css", headers={"if-none-match": f'W/"x", {etag}'}) == 304
    assert visitor.page == ""


@pytest.mark.parametrize(
    "path",
    [
        "/static/../pyproject.toml",
        "/static/%2e%2e/pyproject.toml",
        "/static/css/..%2f..%2fpyproject.toml",
        "/static//etc/passwd",
        "/static/css",
        "/static/css/",
        "/static/css/none.css",
        "/static/" + "a" * 3000,
    ],
)
def test_nothing_else_is_served(visitor: Visitor, path: str) -> None:
    assert visitor.open(path) == 404


def test_hidden_files_and_ways_out_are_left_aside(tmp_path_factory: pytest.TempPathFactory) -> None:
    inside, outside = tmp_path_factory.mktemp("static"), tmp_path_factory.mktemp("outside")
    (outside / "secret.txt").write_text("secret")
    (inside / "way-out.txt").symlink_to(outside / "secret.txt")
    (inside / ".hidden").write_text("hidden")
    (inside / "plain.txt").write_text("plain")
    assets = Assets(inside)
    assert list(assets.files) == ["plain.txt"]
    assert assets.url("vendor/none.js") == "/static/vendor/none.js"
