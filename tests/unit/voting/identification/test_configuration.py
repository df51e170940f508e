"""A configuration that can't be right is refused with what to change."""

from pathlib import Path

import pytest

from voting.core.identification.identity import ClaimNames
from voting.identification.configuration import Configuration, Endpoints, read_configuration
from voting.identification.errors import ConfigurationError, ProviderDownError
from voting.identification.provider import read_endpoints

LEAST = 'issuer = "https://idp.example"\nclient_id = "town"\n'
ENDS = '[endpoints]\nauthorization = "{}"\ntoken = "https://b.example/t"\nkeys = "https://b.example/k"\n'


def read(folder: Path, text: str) -> Configuration:
    path = folder / "eid.toml"
    path.write_text(text, encoding="utf-8")
    return read_configuration(path)


def test_least_configuration_takes_the_defaults(tmp_path: Path) -> None:
    found = read(tmp_path, LEAST)
    assert found == Configuration("https://idp.example", "town")
    assert found.claims == ClaimNames()


def test_whole_configuration_is_read(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        LEAST
        + 'scope = "openid x"\nlevels = ["a", "b"]\nprompt = ""\naudience = "token-endpoint"\n'
        + ENDS.format("https://b.example/a")
        + '[claims]\nidentity_code = ["hetu"]\n',
    )
    assert found.endpoints == Endpoints("https://b.example/a", "https://b.example/t", "https://b.example/k")
    assert (found.levels, found.claims.identity_code) == (("a", "b"), ("hetu",))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("issuer =", "no TOML"),
        ('issuer = "https://idp.example"\n', "client_id"),
        (LEAST + 'isuer = "x"\n', "isuer"),
        ('issuer = "http://idp.example"\nclient_id = "town"\n', "issuer has to be an https address"),
        ('issuer = "https://u:p@idp.example"\nclient_id = "town"\n', "issuer"),
        ('issuer = "https://idp.example"\nclient_id = ""\n', "client_id is empty"),
        (LEAST + 'scope = "profile"\n', "openid"),
        (LEAST + 'audience = "anybody"\n', "audience"),
        (LEAST + ENDS.format("ftp://b.example"), "endpoints.authorization"),
        (LEAST + "[claims]\nidentity_code = []\n", "identity_code"),
    ],
)
def test_doubtful_configuration_is_refused_by_name(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        read(tmp_path, text)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"none\.toml can't be read"):
        read_configuration(tmp_path / "none.toml")


DISCOVERED = {
    "issuer": "https://idp.example",
    "authorization_endpoint": "https://idp.example/auth",
    "token_endpoint": "https://idp.example/token",
    "jwks_uri": "https://idp.example/jwks",
}


def test_discovered_endpoints_are_the_issuers() -> None:
    found = read_endpoints(DISCOVERED, "https://idp.example")
    assert found.token == "https://idp.example/token"
    assert not found.names_itself


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://other.example"},
        {"token_endpoint": "https://other.example/token"},
        {"jwks_uri": "http://idp.example/jwks"},
        {"jwks_uri": "https://idp.example:8443/jwks"},
        {"authorization_endpoint": None},
        {"end_session_endpoint": "https://other.example"},
    ],
)
def test_endpoints_elsewhere_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(ProviderDownError):
        read_endpoints({**DISCOVERED, **change}, "https://idp.example")
