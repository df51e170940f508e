"""What matters takes two people: an administrator asks, another person approves, and the journal shows both.

The administrators work in English, the trustee in Swedish. The vote of the schools is the one they change.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from pb.web.roles import Role
from tests.support.town import Town
from tests.support.windows import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

ASKED = "Sent for approval. Another person now approves it."


def open_form(page: Page, town: Town) -> None:
    page.goto("/en/admin")
    page.get_by_role("link", name="Vote of the schools").click()
    page.get_by_role("link", name="Change dates or rules Voting").click()
    expect(page.get_by_role("heading", name="This stage has opened, so its rules are sealed")).to_be_visible()


def write_rule(page: Page, rule: str, value: str) -> None:
    rules = page.get_by_label("Rules")
    lines = [line for line in rules.input_value().splitlines() if not line.startswith(f"{rule} ")]
    rules.fill("\n".join([*lines, f"{rule} = {value}"]))


def send(page: Page) -> None:
    page.get_by_role("button", name="Send for approval").click()


def test_second_administrator_approves_what_the_first_asks(town: Town, visit: Callable[[], Page]) -> None:
    first, second = visit(), visit()
    sign_in(first, town.link(Role.ADMINISTRATOR, "Sofia L."))
    sign_in(second, town.link(Role.ADMINISTRATOR, "Olli M."))

    # What can't be a rule is refused with the text kept.
    open_form(first, town)
    write_rule(first, "maximum", "many")
    send(first)
    expect(first.get_by_role("alert").locator("xpath=..")).to_be_focused()
    assert "maximum = many" in first.get_by_label("Rules").input_value()

    open_form(first, town)
    closes = datetime.fromisoformat(first.get_by_label("Closes").input_value())
    sooner = closes - timedelta(days=1)
    first.get_by_label("Closes").fill(sooner.isoformat(timespec="minutes"))
    send(first)
    expect(first.get_by_text(ASKED).first).to_be_visible()
    expect(first.get_by_text("Another person has to approve it.")).to_be_visible()
    expect(first.get_by_role("button", name="Approve")).to_have_count(0)

    second.goto(f"/en/admin/cycles/{town.schools}")
    expect(second.get_by_text("Sofia L. asked for this")).to_be_visible()
    expect(second.get_by_text(f"then {sooner.day} {sooner:%B %Y}")).to_be_visible()
    second.get_by_role("button", name=re.compile("^Approve")).click()
    expect(second.get_by_text("Approved.").first).to_be_visible()
    open_form(second, town)
    expect(second.get_by_label("Closes")).to_have_value(sooner.isoformat(timespec="minutes"))

    second.goto(f"/en/admin/cycles/{town.schools}/journal")
    expect(second.get_by_role("heading", name="The chain holds")).to_be_visible()
    newest = [row.inner_text() for row in second.get_by_role("row").all()[1:4]]
    assert ["Olli M." in line for line in newest] == [True, True, False]
    assert "Sofia L." in newest[2]
    assert "Dates or rules changed" in newest[0]
    assert "Approval asked" in newest[2]


def test_trustee_reads_and_approves_but_never_asks(town: Town, visit: Callable[[], Page]) -> None:
    administrator, trustee = visit(), visit()
    sign_in(administrator, town.link(Role.ADMINISTRATOR, "Sofia L."))
    sign_in(trustee, town.link(Role.TRUSTEE, "Arvo T."))
    open_form(administrator, town)
    is_blank = "blank = true" in administrator.get_by_label("Rules").input_value()
    write_rule(administrator, "blank", "false" if is_blank else "true")
    send(administrator)
    expect(administrator.get_by_text(ASKED).first).to_be_visible()

    trustee.goto("/sv/admin")
    expect(trustee.get_by_role("link", name="Skapa en omgång")).to_have_count(0)
    trustee.get_by_role("link", name="Skolornas omröstning").click()
    expect(trustee.get_by_role("link", name="Ändra datum eller regler")).to_have_count(0)
    expect(trustee.get_by_role("button", name="be om godkännande")).to_have_count(0)
    for link in trustee.locator("main a").all():
        answer = trustee.request.get(f"{town.address}{link.get_attribute('href')}")
        assert answer.status == 200, link
    trustee.get_by_role("button", name="Godkänn").click()
    expect(trustee.get_by_text("Godkänt.").first).to_be_visible()
    trustee.get_by_role("link", name="Journal: vem gjorde vad").click()
    expect(trustee.get_by_role("heading", name="Kedjan håller")).to_be_visible()
    expect(trustee.get_by_role("row").nth(1)).to_contain_text("Arvo T.")

    refused = trustee.goto(f"/sv/admin/cycles/{town.schools}/amend/voting")
    assert refused is not None
    assert refused.status == 403
    expect(trustee.get_by_role("heading", level=1)).to_have_text("Du har inte rätt att se den här sidan")
