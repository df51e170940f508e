"""What an attacker or a broken provider may send back from an identification (attack 28).

Each refusal is of one change to an answer that is let in when nothing is changed.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from joserfc.jwk import RSAKey

from tests.support.databases import copy_sqlite
from tests.support.dump import dump_database
from tests.support.oidc.hostile import (
    Claims,
    HostileProvider,
    draw_code,
    leave_unsigned,
    make_claims,
    read_request,
    run_hostile,
    seal,
    sign,
    sign_with_public_key,
)
from tests.support.oidc.joined import ON_ROLL, STRANGER, JoinedVote, serve_joined
from tests.support.session_data import read_session
from tests.support.voting_world import ROUND

pytestmark = [pytest.mark.xdist_group("identification-attacks"), pytest.mark.timeout(240)]

VOTE = f"/en/cycles/{ROUND}/vote"
HOME = "/fi"
REFUSED = f"{VOTE}/refused/not-identified"


@pytest.fixture(scope="module")
def vote(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[JoinedVote]:
    """An open vote by e-ID."""
    folder = tmp_path_factory.mktemp("attacks")
    url = copy_sqlite(migrated_sqlite, folder / "pb.sqlite3")
    with serve_joined(url, folder, lines=['levels = ["loa2"]']) as joined:
        yield joined


@pytest.fixture(scope="module")
def provider(vote: JoinedVote) -> Iterator[HostileProvider]:
    """The provider it is joined to."""
    with run_hostile(vote.issuer) as running:
        yield running


@dataclass
class Resident:
    """A browser on its way to the provider and back."""

    vote: JoinedVote
    provider: HostileProvider
    client: httpx.Client
    asked: dict[str, str] = field(default_factory=dict)

    def begin(self) -> "Resident":
        """Be sent to the provider."""
        answer = self.client.get(f"{VOTE}/e-id")
        self.asked = dict(read_request(answer.headers["location"]))
        return self

    def return_with(self, token: str, **query: str) -> str:
        """Come back with a code for a token; return where one is sent then."""
        code = draw_code()
        self.provider.tokens[code] = token
        return self.come_back(code=code, **query)

    def come_back(self, **query: str) -> str:
        """Open the return address and return where it leads."""
        whole = {"state": self.asked["state"], "iss": self.vote.issuer, **query}
        answer = self.client.get(f"/e-id/return?{urlencode(whole)}")
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    def claims(self, **changes: object) -> Claims:
        """Return the claims that fit this attempt, then changed."""
        whole = {"acr": "loa2", **changes}
        return make_claims(self.vote.issuer, self.asked["nonce"], ON_ROLL, whole)

    def honest(self, **changes: object) -> str:
        """Return a token that is signed and sealed as it should be, over changed claims."""
        return seal(sign(self.claims(**changes), self.provider.key), self.vote.address)


@pytest.fixture
def resident(vote: JoinedVote, provider: HostileProvider) -> Iterator[Resident]:
    """Somebody who has been sent to the provider."""
    with httpx.Client(base_url=vote.address, timeout=20) as client:
        yield Resident(vote, provider, client).begin()


@pytest.fixture
def attacker(vote: JoinedVote, provider: HostileProvider) -> Iterator[Resident]:
    """Somebody else who has, in another browser."""
    with httpx.Client(base_url=vote.address, timeout=20) as client:
        yield Resident(vote, provider, client).begin()


def test_honest_answer_is_let_in(resident: Resident) -> None:
    assert resident.return_with(resident.honest()) == f"{VOTE}/choose"
    sent = resident.provider.redeemed[-1]
    assert {"code_verifier", "client_assertion"} <= set(sent)
    assert len(sent["code_verifier"][0]) >= 43


def test_name_may_change(resident: Resident) -> None:
    assert resident.return_with(resident.honest(name="Another Name")) == f"{VOTE}/choose"


def test_person_not_on_the_roll_is_told_so(resident: Resident) -> None:
    token = seal(sign(resident.claims(ftn_hetu=STRANGER), resident.provider.key), resident.vote.address)
    assert resident.return_with(token) == f"{VOTE}/refused/not-on-roll"


LATER, EARLIER = 3600, -3600
CHANGES: dict[str, dict[str, object]] = {
    "issuer": {"iss": "https://elsewhere.example"},
    "issuer with a slash": {"iss": "http://127.0.0.1/"},
    "no issuer": {"iss": None},
    "audience": {"aud": "another-town"},
    "audience beside us": {"aud": ["town-of-tests", "another-town"]},
    "no audience": {"aud": None},
    "authorized party": {"azp": "another-town"},
    "nonce": {"nonce": "n" * 32},
    "no nonce": {"nonce": None},
    "no expiry": {"exp": None},
    "expiry as text": {"exp": "tomorrow"},
    "no time": {"iat": None},
    "level": {"acr": "loa1"},
    "no level": {"acr": None},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_wrong_claim_is_not_believed(resident: Resident, change: dict[str, object]) -> None:
    assert resident.return_with(resident.honest(**change)) == REFUSED


@pytest.mark.parametrize(
    ("name", "seconds", "is_believed"),
    [
        ("exp", -25, True),
        ("exp", -35, False),
        ("iat", 25, True),
        ("iat", 40, False),
        ("nbf", 25, True),
        ("nbf", 40, False),
        ("iat", EARLIER, False),
    ],
)
def test_clocks_may_stand_half_a_minute_apart(
    resident: Resident, name: str, seconds: int, *, is_believed: bool
) -> None:
    token = resident.honest(**{name: int(time.time()) + seconds})
    assert (resident.return_with(token) == f"{VOTE}/choose") is is_believed


def as_none(one: Resident) -> str:
    return seal(leave_unsigned(one.claims()), one.vote.address)


def with_foreign_key(one: Resident) -> str:
    return seal(sign(one.claims(), RSAKey.generate_key(2048, auto_kid=True)), one.vote.address)


def with_foreign_key_of_the_same_name(one: Resident) -> str:
    key = RSAKey.generate_key(2048, {"kid": str(one.provider.key.kid)})
    return seal(sign(one.claims(), key), one.vote.address)


def with_public_key_as_secret(one: Resident) -> str:
    return seal(sign_with_public_key(one.claims(), one.provider.key), one.vote.address)


def not_sealed(one: Resident) -> str:
    return sign(one.claims(), one.provider.key)


def with_altered_claims(one: Resident) -> str:
    head, body, signature = sign(one.claims(ftn_hetu=STRANGER), one.provider.key).split(".")
    other = sign(one.claims(), one.provider.key).split(".")[1]
    assert body != other
    return seal(f"{head}.{other}.{signature}", one.vote.address)


def sealed_to_somebody_else(one: Resident) -> str:
    honest = one.honest().split(".")
    return ".".join([honest[0], honest[1][::-1], *honest[2:]])


def no_token_at_all(one: Resident) -> str:
    return "no.token.at-all"


@pytest.mark.parametrize(
    "forge",
    [
        as_none, with_foreign_key, with_foreign_key_of_the_same_name, with_public_key_as_secret, not_sealed,
        with_altered_claims, sealed_to_somebody_else, no_token_at_all,
    ],
)  # fmt: skip
def test_forged_token_is_not_believed(resident: Resident, forge: Callable[[Resident], str]) -> None:
    assert resident.return_with(forge(resident)) == REFUSED


def test_answer_is_taken_once(resident: Resident) -> None:
    code = draw_code()
    resident.provider.tokens[code] = resident.honest()
    assert resident.come_back(code=code) == f"{VOTE}/choose"
    assert resident.come_back(code=code) == HOME


def test_code_that_was_used_is_refused(resident: Resident) -> None:
    assert resident.come_back(code="used") == REFUSED


def test_attempt_is_over_after_a_wrong_state(resident: Resident) -> None:
    assert resident.return_with(resident.honest(), state="s" * 32) == REFUSED
    assert resident.return_with(resident.honest()) == HOME


def test_answer_of_another_issuer_is_refused(resident: Resident) -> None:
    assert resident.return_with(resident.honest(), iss="https://elsewhere.example") == REFUSED


def test_attackers_answer_does_not_fit_the_victims_browser(resident: Resident, attacker: Resident) -> None:
    code = draw_code()
    attacker.provider.tokens[code] = attacker.honest()
    assert resident.come_back(code=code, state=attacker.asked["state"]) == REFUSED
    victim = Resident(resident.vote, resident.provider, resident.client).begin()
    assert victim.come_back(code=code) == REFUSED, "the nonce is another browser's"


def test_answer_without_an_attempt_leads_home(vote: JoinedVote, provider: HostileProvider) -> None:
    answer = httpx.get(f"{vote.address}/e-id/return?code=x&state=y")
    assert (answer.status_code, answer.headers["location"][3:]) == (303, "")
    assert provider.tokens == {} or "x" not in provider.tokens


def test_provider_may_change_its_key(resident: Resident) -> None:
    provider = resident.provider
    time.sleep(5.5)  # how often a town asks for keys again at most
    provider.key = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)
    provider.published.append(provider.key)
    assert resident.return_with(resident.honest()) == f"{VOTE}/choose"


@pytest.mark.parametrize(("status", "delay"), [(503, 0.0), (200, 6.0)])
def test_provider_that_is_down_is_told_and_does_not_hold_the_server(
    resident: Resident, status: int, delay: float
) -> None:
    provider = resident.provider
    token = resident.honest()
    provider.status, provider.delay = status, delay
    try:
        begun = time.monotonic()
        assert resident.return_with(token) == f"{VOTE}/refused/provider-down"
        assert time.monotonic() - begun < 6
        begun = time.monotonic()
        page = resident.client.get(f"{VOTE}/refused/provider-down")
        assert (page.status_code, time.monotonic() - begun < 4) == (503, True)
    finally:
        provider.status, provider.delay = 200, 0
        time.sleep(5.5)  # until it is asked again


def test_nothing_of_an_identification_is_kept_or_logged(resident: Resident) -> None:
    marks = {"name": "Heron Shorewalker", "birthdate": "1952-10-13", "sub": "subject-of-heron"}
    code = draw_code()
    resident.provider.tokens[code] = resident.honest(**marks)
    assert resident.come_back(code=code) == f"{VOTE}/choose"
    secrets = [*marks.values(), ON_ROLL, code, resident.asked["state"], resident.asked["nonce"]]
    session = read_session(resident.vote.database, resident.client.cookies["pb"])
    said, kept = resident.vote.log.read_text(), dump_database(resident.vote.database) + repr(session)
    assert "/e-id/return" in said
    assert [secret for secret in secrets if secret in said or secret in kept] == []
    assert session["voter"]["channel"] == "e-id", "which way was used is known"
