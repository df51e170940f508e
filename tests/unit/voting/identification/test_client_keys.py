"""Keys are renewed without a gap, kept private, and a damaged file is refused with what to do."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from voting.identification.client_keys import (
    KEPT,
    ClientKeys,
    add_generation,
    read_client_keys,
    write_client_keys,
)
from voting.identification.errors import ConfigurationError

NOW = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def keys() -> ClientKeys:
    """One generation that signs, and one that will tomorrow."""
    return add_generation(add_generation(None, NOW - timedelta(days=9)), NOW + timedelta(days=1))


def test_new_keys_are_published_before_they_sign(keys: ClientKeys) -> None:
    assert len(keys.publish()["keys"]) == 4
    first, second = keys.pick_signing(NOW), keys.pick_signing(NOW + timedelta(days=1))
    assert first.kid != second.kid
    assert {key["kid"] for key in keys.publish()["keys"]} >= {first.kid, second.kid}


def test_only_keys_that_are_not_due_yet_sign_all_the_same() -> None:
    late = add_generation(None, NOW + timedelta(days=1))
    assert late.pick_signing(NOW).kid


def test_every_generation_opens_what_is_sealed_to_it(keys: ClientKeys) -> None:
    assert len(list(keys.sealing)) == 2
    older = add_generation(add_generation(keys, NOW), NOW)
    assert len(older.generations) == KEPT


def test_file_keeps_the_keys_for_its_owner_alone(keys: ClientKeys, tmp_path: Path) -> None:
    path = tmp_path / "new" / "keys.json"
    write_client_keys(path, keys)
    write_client_keys(path, keys)
    assert read_client_keys(path) == keys
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("text", "words"), [("{", "damaged"), ('{"generations": []}', "holds no keys"), ("[]", "damaged")]
)
def test_damaged_file_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=words):
        read_client_keys(path)


def test_missing_file_says_how_to_make_keys(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="pb eid keys"):
        read_client_keys(tmp_path / "none.json")
