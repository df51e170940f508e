"""What the ballot does with scripts: one message a change, focus that stays, and a server that learns no choice."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.support.town import Town
from tests.support.windows import PHONE, Window, open_window

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

LISTEN = """() => {
    window.said = [];
    const region = document.getElementById("announcer");
    new MutationObserver(() => said.push(region.textContent)).observe(region, {childList: true});
}"""
STORED = """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
    (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]"""


@pytest.fixture
def enter(browser: Browser, town: Town) -> Iterator[Callable[..., Page]]:
    """Opens the ballot of a kind in a window of its own; the browser may complain of nothing."""
    windows: list[Window] = []

    def enter_one(cycle: str) -> Page:
        window = open_window(browser, town.address, PHONE)
        windows.append(window)
        page = window.page
        page.goto(f"/en/cycles/{cycle}/vote")
        page.get_by_label("Your voting code").fill(town.yard_code(cycle).code)
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_role("button", name="Check your vote")).to_be_visible()
        page.wait_for_load_state()
        return page

    yield enter_one
    for window in windows:
        window.close()
    assert [line for window in windows for line in window.complaints] == []


def await_messages(page: Page, number: int) -> list[str]:
    """Return what was said so far, once there are ``number`` messages and no more come."""
    for _ in range(50):
        if page.evaluate("said.length") >= number:
            break
        page.wait_for_timeout(100)
    page.wait_for_timeout(400)
    said: list[str] = page.evaluate("said")
    return said


def check(page: Page) -> None:
    page.get_by_role("button", name="Check your vote").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have not voted yet")
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_moved_project_keeps_the_focus_and_each_change_is_said_once(enter: Callable[..., Page]) -> None:
    page = enter("sijat")
    page.evaluate(LISTEN)
    page.get_by_role("button", name="Choose Swings").click()
    assert await_messages(page, 1) == ["Swings: place 1. 1 of 3 chosen"]
    page.get_by_role("button", name="Choose Bicycle rack").click()
    assert await_messages(page, 2)[1:] == ["Bicycle rack: place 2. 2 of 3 chosen"]
    up = page.get_by_role("button", name="Move up: Bicycle rack")
    up.focus()
    page.keyboard.press("Enter")
    expect(up).to_be_focused()
    expect(page.get_by_label("Place Bicycle rack")).to_have_value("1")
    assert await_messages(page, 3)[2:] == ["Bicycle rack: place 1. 2 of 3 chosen"]
    titles = page.locator(".valued.chosen .title")
    expect(titles).to_have_text(["5 Bicycle rack", "7 Swings"])
    page.get_by_role("button", name="Remove Bicycle rack").click()
    assert await_messages(page, 4)[3:] == ["Bicycle rack: removed. 1 of 3 chosen"]
    expect(page.get_by_role("button", name="Remove Swings")).to_be_focused()


def test_typed_place_moves_the_project_there(enter: Callable[..., Page]) -> None:
    page = enter("sijat")
    for project in ("Swings", "Bicycle rack"):
        page.get_by_role("button", name=f"Choose {project}").click()
    page.evaluate(LISTEN)
    field = page.get_by_label("Place Climbing wall")
    field.fill("1")
    field.press("Enter")
    expect(page.locator(".valued.chosen .title")).to_have_text(
        ["1 Climbing wall", "7 Swings", "5 Bicycle rack"]
    )
    expect(field).to_be_focused()
    assert await_messages(page, 1) == ["Climbing wall: place 1. 3 of 3 chosen"]


def test_points_are_said_with_what_is_left(enter: Callable[..., Page]) -> None:
    page = enter("pisteet")
    page.evaluate(LISTEN)
    more = page.get_by_role("button", name="One point more: Swings")
    more.click()
    assert await_messages(page, 1) == ["Swings: 1. Points left: 9"]
    expect(more).to_be_focused()
    page.get_by_label("Points Swings").fill("6")
    page.get_by_label("Points Swings").press("Enter")
    assert await_messages(page, 2)[1:] == ["Points left: 4"]
    more.click()
    expect(page.get_by_label("Points Swings")).to_have_value("6")


def test_server_gets_a_sealed_ballot_and_no_choice(enter: Callable[..., Page]) -> None:
    page = enter("pisteet")
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request))
    page.get_by_role("button", name="One point more: Swings").click()
    page.get_by_label("Points Bicycle rack").fill("6")
    check(page)
    assert [request.url for request in sent if "/static/" not in request.url] == []
    page.get_by_role("button", name="Cast my vote").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your vote has been cast")
    (posted,) = [request for request in sent if request.method == "POST"]
    fields = parse_qs(posted.post_data or "", keep_blank_values=True)
    assert set(fields) == {"_csrf", "sealed", "style", "key"}
    assert len(fields["sealed"][0]) == 171
    assert "?" not in posted.headers.get("referer", "")
    for request in sent:
        answer = request.response()
        if answer is not None and "/vote/" in request.url and answer.status == 200:
            assert answer.headers["cache-control"] == "no-store"
    assert page.evaluate(STORED) == [0] * 5
    page.go_back()
    page.wait_for_load_state()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("You have not voted yet")
    expect(page.get_by_text("Bicycle rack")).to_have_count(0)


def test_back_from_the_check_finds_the_ballot_as_it_was(enter: Callable[..., Page]) -> None:
    page = enter("yksi")
    page.get_by_label("Swings").check()
    check(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Choose one project")
    expect(page.get_by_label("Swings")).to_be_checked()
    expect(page.get_by_role("button", name="Check your vote")).to_be_focused()
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have not voted yet")
    page.get_by_role("button", name="Change your choice").click()
    expect(page.get_by_label("Swings")).to_be_checked()


def test_opened_ballot_is_read_on_another_device_and_the_next_one_is_cast(
    browser: Browser, town: Town, enter: Callable[..., Page]
) -> None:
    page = enter("arvosanat")
    page.get_by_role("radiogroup", name="Swings").get_by_label("4").check()
    check(page)
    page.get_by_text("Test the sealing first").click()
    code = page.locator("details .code").inner_text()
    page.get_by_role("button", name="Open this ballot").click()
    expect(page.get_by_role("heading", name="This ballot is open")).to_be_focused()
    expect(page.get_by_role("button", name="Cast my vote")).to_be_hidden()
    expect(page.get_by_role("img", name="QR code of the address below")).to_be_visible()
    address = page.get_by_label("Address for the other device").input_value()

    other = open_window(browser, town.address, PHONE)
    asked: list[str] = []
    other.page.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))
    other.page.goto(address)
    expect(other.page.get_by_role("heading", name="This sealed ballot holds")).to_be_focused()
    expect(other.page.locator("[data-choices] li")).to_have_text(["7 Swings: score 4"])
    expect(other.page.locator(".code")).to_have_text(code)
    assert not any(address.partition("#")[2][40:80] in line for line in asked)
    other.page.get_by_label("Address of the opened ballot").fill(address.replace("arvosanat", "x")[:-4])
    other.page.get_by_role("button", name="Show what the ballot holds").click()
    expect(other.page.get_by_role("alert")).to_contain_text("This is no opened ballot")
    other.close()
    assert other.complaints == []

    page.get_by_role("button", name="Seal my vote anew").click()
    expect(page.get_by_role("button", name="Cast my vote")).to_be_focused()
    page.get_by_role("button", name="Cast my vote").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your vote has been cast")
    assert page.locator(".code").inner_text() != code


def test_server_seals_when_the_browser_can_not_and_is_asked(browser: Browser, town: Town) -> None:
    window = open_window(browser, town.address, PHONE)
    page = window.page
    page.route(re.compile(r"/vendor/seal\.js"), lambda route: _give_nothing(route))
    page.goto("/en/cycles/yksi/vote")
    page.get_by_label("Your voting code").fill(town.yard_code("yksi").code)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Swings").check()
    page.wait_for_load_state()
    check(page)
    expect(page.get_by_role("button", name="Cast my vote")).to_have_count(0)
    expect(page.get_by_text("For that it sees your choice for a moment.")).to_be_visible()
    page.get_by_role("button", name="Let the service seal my vote").click()
    expect(page.get_by_text("The service seals this vote")).to_be_visible()
    page.get_by_role("button", name="Cast my vote").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your vote has been cast")
    window.close()


def _give_nothing(route: Route) -> None:
    route.fulfill(status=200, content_type="text/javascript", body="export const nothing = 0;")
