"""A token is believed only when every claim fits; clocks may stand half a minute apart."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from voting.core.identification.id_token import Expected, TokenFault, find_token_fault

NOW = datetime(2027, 2, 3, 10, tzinfo=UTC)
EXPECTED = Expected("https://idp.example", "town", "n-123", ("loa2", "loa3"))


def claims(**changes: object) -> Mapping[str, object]:
    honest = {
        "iss": "https://idp.example",
        "aud": "town",
        "nonce": "n-123",
        "acr": "loa3",
        "iat": int(NOW.timestamp()),
        "exp": int(NOW.timestamp()) + 60,
    }
    return {name: value for name, value in {**honest, **changes}.items() if value is not None}


def at(seconds: int) -> int:
    return int(NOW.timestamp()) + seconds


def test_fitting_token_has_no_fault() -> None:
    assert find_token_fault(claims(), EXPECTED, NOW) is None
    assert find_token_fault(claims(aud=["town"], azp="town"), EXPECTED, NOW) is None


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"iss": "https://idp.example/"}, TokenFault.ISSUER),
        ({"iss": None}, TokenFault.ISSUER),
        ({"aud": "other"}, TokenFault.AUDIENCE),
        ({"aud": ["town", "other"]}, TokenFault.AUDIENCE),
        ({"aud": []}, TokenFault.AUDIENCE),
        ({"azp": "other"}, TokenFault.AUDIENCE),
        ({"exp": at(-30)}, TokenFault.EXPIRED),
        ({"exp": "soon"}, TokenFault.MALFORMED),
        ({"exp": True}, TokenFault.MALFORMED),
        ({"iat": None}, TokenFault.MALFORMED),
        ({"iat": at(31)}, TokenFault.TOO_EARLY),
        ({"nbf": at(31)}, TokenFault.TOO_EARLY),
        ({"nbf": "now"}, TokenFault.MALFORMED),
        ({"iat": at(-631)}, TokenFault.STALE),
        ({"nonce": "n-124"}, TokenFault.NONCE),
        ({"nonce": "ñ"}, TokenFault.NONCE),
        ({"nonce": None}, TokenFault.NONCE),
        ({"acr": "loa1"}, TokenFault.LEVEL),
        ({"acr": None}, TokenFault.LEVEL),
    ],
)
def test_fault_is_found(changes: dict[str, object], fault: TokenFault) -> None:
    assert find_token_fault(claims(**changes), EXPECTED, NOW) is fault


@pytest.mark.parametrize("changes", [{"exp": at(-29)}, {"iat": at(30)}, {"nbf": at(30)}, {"iat": at(-630)}])
def test_drift_of_half_a_minute_is_no_fault(changes: dict[str, object]) -> None:
    assert find_token_fault(claims(**changes), EXPECTED, NOW) is None


def test_level_is_not_asked_where_none_is_configured() -> None:
    anyhow = Expected(EXPECTED.issuer, EXPECTED.client_id, EXPECTED.nonce)
    assert find_token_fault(claims(acr=None), anyhow, NOW + timedelta(seconds=5)) is None
