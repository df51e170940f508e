"""A resident identifies electronically in a browser, at a real provider, and votes; one who stops is told what to do."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.databases import copy_sqlite
from tests.support.keyboard import press
from tests.support.oidc.joined import PERSONS, JoinedVote, serve_joined
from tests.support.oidc.provider import run_provider
from tests.support.voting_world import ROUND
from tests.support.windows import open_window

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


@pytest.fixture(scope="module")
def vote(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[JoinedVote]:
    """An open vote by e-ID, and the provider it is joined to."""
    folder = tmp_path_factory.mktemp("identification")
    with (
        serve_joined(copy_sqlite(migrated_sqlite, folder / "pb.sqlite3"), folder) as joined,
        run_provider(urlsplit(joined.issuer).port or 0, joined.address, PERSONS, folder / "provider.log"),
    ):
        yield joined


@pytest.fixture
def page(browser: Browser, vote: JoinedVote, scripted: bool) -> Iterator[Page]:
    """A browser that may complain of nothing but that the provider is another service."""
    window = open_window(browser, vote.address, scripted=scripted)
    yield window.page
    window.close()
    own = [line for line in window.complaints if not line.startswith(vote.issuer)]
    assert [line for line in own if f"asks {vote.issuer}" not in line] == []


def choose_person(page: Page, person: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Who are you?")
    page.get_by_role("link", name=person, exact=True).click()


def test_resident_identifies_and_votes(page: Page, scripted: bool) -> None:
    page.goto(f"/en/cycles/{ROUND}/vote")
    page.get_by_role("link", name="Identify yourself").click()
    choose_person(page, "nobody")
    expect(page.get_by_role("heading", level=1)).to_have_text("You stopped the identification")
    page.get_by_role("link", name="Try again").click()
    if scripted:
        press(page, page.get_by_role("link", name="Identify yourself"))
    else:
        page.get_by_role("link", name="Identify yourself").click()
    choose_person(page, "aino" if scripted else "bertil")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Choose projects")
    assert "code=" not in page.url
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Check your vote").click()
    page.get_by_role("button", name="Cast my vote").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your vote has been cast")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You have signed out.").first).to_be_visible()


def test_person_who_is_not_on_the_roll_is_told_so(page: Page) -> None:
    page.goto(f"/en/cycles/{ROUND}/vote/e-id")
    choose_person(page, "stranger")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are not on the electoral roll")
    page.get_by_role("link", name="Contact the town").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Contact")
