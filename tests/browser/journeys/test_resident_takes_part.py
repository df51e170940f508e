"""A resident comes in by the link of a real letter, supports and follows a proposal, ends the letters, and leaves."""

from collections.abc import Callable
from secrets import token_hex

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.support.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def find_link(town: Town, address: str, subject: str, part: str) -> str:
    """Return the link that a letter brings, from its text part."""
    body = town.wait_for_mail(address, subject).get_body(("plain",))
    assert body is not None
    text: str = body.get_content()
    return next(line for line in text.splitlines() if part in line).split()[-1]


def test_resident_takes_part(town: Town, visit: Callable[[], Page]) -> None:
    address = f"asukas-{token_hex(4)}@mallila.example"
    number = town.proposal(town.told.proposing, "Leikkipuiston aita")
    page = visit()
    page.goto(f"/fi/cycles/{town.told.proposing}/proposals/{number}")
    page.get_by_role("link", name="Kannata").click()
    page.get_by_role("button", name="Lähetä minulle linkki").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Sähköpostiosoite").fill(address)
    page.get_by_role("button", name="Lähetä minulle linkki").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Katso sähköpostiisi")

    # A mail scanner opens the link first and uses nothing up.
    link = find_link(town, address, "osallist", "/me/link/")
    assert httpx.get(link).status_code == 200
    page.goto(link)
    page.get_by_role("button", name="Jatka").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Leikkipuiston aita")

    page.get_by_role("button", name="Kannata").click()
    expect(page.get_by_text("1 ihminen kannattaa tätä ehdotusta.")).to_be_visible()
    page.get_by_role("button", name="Seuraa sähköpostilla").click()
    expect(page.get_by_role("button", name="Lopeta seuraaminen")).to_be_visible()
    page.get_by_role("link", name="Oma sivu").click()
    expect(page.get_by_role("link", name="Leikkipuiston aita")).to_be_visible()

    # One click in the mail program ends the letters, without a session.
    page.get_by_role("link", name="Asetukset").click()
    expect(page.get_by_label("Heti")).to_be_checked()
    answer = httpx.post(
        f"{town.address}/fi/me/letters/{town.leave_token(address)}", data={"List-Unsubscribe": "One-Click"}
    )
    assert answer.status_code == 200
    page.reload()
    expect(page.get_by_label("Ei kirjeitä")).to_be_checked()

    page.get_by_role("link", name="Lopeta osallistuminen").click()
    page.get_by_role("button", name="Poista osoitteeni").click()
    page.goto(f"/fi/cycles/{town.told.proposing}/proposals/{number}")
    expect(page.get_by_text("Kukaan ei ole vielä kannattanut tätä ehdotusta.")).to_be_visible()
