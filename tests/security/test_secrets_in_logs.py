"""A whole vote at a real server: nothing secret stands in what the server says, nor in the sessions (attack 13)."""

from pathlib import Path

import httpx
import pytest

from tests.support.dump import dump_database, dump_rows
from tests.support.served_vote import RECEIPT, VOTE, ServedVote, open_today
from tests.support.server_process import serve_installation
from tests.support.session_data import read_session

AGENT = "Heronbrowser/7.1"
PLACE = "203.0.113.77"
"""An address that the proxy in front names; the server believes the one on this machine."""


def vote_and_leave(vote: ServedVote) -> list[str]:
    """Vote from the door to the sign-out and return everything on the way that nobody else may know."""
    browser = vote.open_browser()
    browser.identify({"User-Agent": AGENT, "X-Forwarded-For": PLACE, "Referer": f"http://{PLACE}/heron-path"})
    secrets = [vote.codes[0], vote.codes[0].replace("-", ""), AGENT, PLACE, "Heron", "heron-1", "heron-3"]
    browser.open(f"{VOTE}?ended=heron-query")
    browser.send({"code": "0000-0000-0000-0000"}, action="/vote/sign-in", expect=422)
    browser.send({"code": vote.codes[0]}, action="/vote/sign-in")
    browser.send({"project": ["heron-1", "heron-3"]}, action="/vote/check")
    form = browser.find_form("/vote/cast").filled({})
    secrets += [form["_csrf"][0], form["key"][0], *browser.cookies.values()]
    (cookie,) = (value for name, value in browser.cookies.items() if name.endswith("pb"))
    assert "voter" in read_session(vote.database, cookie), "the session is there"
    assert "heron" not in str(read_session(vote.database, cookie))
    secrets += RECEIPT.findall(browser.send({}, action="/vote/cast"))
    assert "heron" not in str(read_session(vote.database, cookie))
    assert "voter" not in str(dump_rows(vote.database)["sessions"]), "the table alone tells nothing"
    browser.send({}, action="/vote/leave")
    assert not read_session(vote.database, cookie)
    return secrets


def official_signs_in(vote: ServedVote) -> list[str]:
    browser = vote.open_browser()
    browser.identify({"User-Agent": AGENT, "X-Forwarded-For": PLACE})
    link = vote.make_official("first")
    browser.open(link)
    browser.send({}, action=link.rpartition("/")[2])
    return [link.rpartition("/")[2], *browser.cookies.values()]


@pytest.mark.filterwarnings("error")
def test_server_says_and_keeps_nothing_of_who_voted_how(database_url: str, tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    with open_today(database_url, tmp_path, residents=1) as vote:
        with serve_installation(vote.settings, log):
            secrets = [*vote_and_leave(vote), *official_signs_in(vote)]
            httpx.get(f"{vote.settings.public_url}/en/heron-unknown", headers={"User-Agent": AGENT})
        said = log.read_text(encoding="utf-8")
        assert "/vote/cast" in said, "the log tells which pages were asked for"
        assert len(secrets) > 12
        assert [secret for secret in secrets if secret in said] == []
        assert "heron" not in said.lower()
        # The board carries the service's own public name, which in tests is an address of this machine.
        dump = dump_database(vote.database).replace(
            vote.settings.public_url.removeprefix("http://"), "the service"
        )
        for secret in (vote.codes[0], vote.codes[0].replace("-", "")[6:], AGENT, PLACE, "127.0.0.1"):
            assert secret not in dump
