"""The address of a map server, and that a page's policy lets the browser have its pictures and nothing else."""

from pathlib import Path

import pytest
from litestar.testing import TestClient

from pb.kernel.clock import SetClock
from pb.main.settings import Settings, SettingsError, read_settings
from pb.web.maps import read_tiles
from tests.support.cycles import START
from tests.support.databases import copy_sqlite
from tests.support.shelf import lend_app

ADDRESS = "https://tiles.example:8080/paper/{z}/{x}/{y}.png?key=1"


def test_tiles_have_an_origin_and_none_are_asked_for_without_an_address() -> None:
    tiles = read_tiles(ADDRESS, "City survey")
    assert tiles is not None
    assert tiles.origin == "https://tiles.example:8080"
    assert read_tiles("", "") is None


@pytest.mark.parametrize(
    "address",
    [
        "tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example/{z}/{x}.png",
        "https://tiles.example; script-src *; /{z}/{x}/{y}",
        "https://tiles.example/{z}/{x}/{y}.png script-src *",
        "https://a@b/{z}/{x}/{y}.png",
        "javascript://x/{z}/{x}/{y}",
    ],
)
def test_what_is_no_address_of_tiles_is_refused_by_its_name(address: str) -> None:
    with pytest.raises(SettingsError, match="PB_TILES is"):
        read_settings({"PB_TILES": address, "PB_TILES_CREDIT": "City survey"})


def test_tiles_come_with_the_name_of_who_made_them() -> None:
    with pytest.raises(SettingsError, match="PB_TILES_CREDIT"):
        read_settings({"PB_TILES": ADDRESS})


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_privacy_notice_names_the_map_server(tmp_path: Path, migrated_sqlite: Path, language: str) -> None:
    told = {}
    for address in ("", ADDRESS):
        settings = Settings(
            database_url=copy_sqlite(migrated_sqlite, tmp_path / "pb.sqlite3"),
            secret_file=str(tmp_path / "secret.key"),
            tiles=address,
            tiles_credit="City survey",
        )
        with lend_app(settings, SetClock(START)) as app, TestClient(app) as client:
            told[address] = client.get(f"/{language}/privacy").text
    assert "tiles.example:8080" in told[ADDRESS]
    assert "tiles.example" not in told[""]
