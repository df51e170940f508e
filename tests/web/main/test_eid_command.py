"""``pb eid`` makes the keys of an installation and tries the connection to a real provider."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pb.main.commands.eid import eid_command
from pb.main.replay.server import find_port
from tests.support.oidc.provider import join_provider, run_provider
from voting.identification.client_keys import read_client_keys

TOWN = "http://127.0.0.1:9"


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner(env={"PB_PUBLIC_URL": TOWN, **environment}).invoke(eid_command, arguments)


def test_keys_are_made_and_new_ones_stand_beside_them(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    assert run({"PB_EID_KEYS_FILE": str(path)}, "keys").exit_code == 0
    later = run({"PB_EID_KEYS_FILE": str(path)}, "keys", "--from", "2030-01-01T00:00")
    assert "new keys sign from 2030-01-01 00:00 UTC" in later.output
    assert len(read_client_keys(path).generations) == 2
    assert path.stat().st_mode & 0o077 == 0
    path.write_text(json.dumps({"generations": "none"}))
    assert run({"PB_EID_KEYS_FILE": str(path)}, "keys").exit_code == 1


def test_connection_is_tried_and_what_to_register_is_said(tmp_path: Path) -> None:
    port = find_port()
    joined = join_provider(tmp_path, f"http://127.0.0.1:{port}")
    environment = {"PB_EID_FILE": joined.eid_file, "PB_EID_KEYS_FILE": joined.eid_keys_file}
    down = run(environment, "check")
    assert down.exit_code == 1
    assert f"The provider at {joined.issuer} can't be used" in down.output
    with run_provider(port, TOWN, {}, tmp_path / "provider.log"):
        found = run(environment, "check")
    assert found.exit_code == 0, found.output
    assert f"{TOWN}/e-id/return" in found.output
    assert f"{TOWN}/e-id/keys" in found.output
    assert "Keys of ours:           1 pairs" in found.output


@pytest.mark.parametrize("configuration", ["", "issuer = 3\n", "nonsense"])
def test_what_is_missing_or_wrong_is_said(tmp_path: Path, configuration: str) -> None:
    assert "PB_EID_FILE is not set" in run({"PB_EID_FILE": ""}, "check").output
    file = tmp_path / "eid.toml"
    file.write_text(configuration)
    refused = run({"PB_EID_FILE": str(file), "PB_EID_KEYS_FILE": str(tmp_path / "none.json")}, "check")
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: ")
