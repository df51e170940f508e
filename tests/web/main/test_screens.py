"""A screen in a public place shows what is public and does nothing else (attack 34)."""

import json
import re
from datetime import timedelta

import pytest

from pb.storage.screens import find_screen
from tests.support.cycles import START
from tests.support.screens import LYING, place_screen, quarter
from tests.support.visitors import Town
from tests.web.main.test_cycle_administration import pass_time

NAMES = (
    "",
    "/fi/1",
    "/sv/2",
    "/en/1?hold=yes&contrast=yes&large=yes",
    "/screen.css",
    "/snapshot.json",
    "/worker.js",
)


def read_all(town: Town, base: str, language: str = "en") -> str:
    addresses = json.loads(town.client.get(f"{base}/snapshot.json").text)["addresses"]
    return "\n".join(
        town.client.get(address).text for address in addresses if address.startswith(f"{base}/{language}/")
    )


@pytest.mark.parametrize("name", NAMES)
def test_screen_sets_no_cookie_holds_no_form_and_leads_nowhere_else(town: Town, name: str) -> None:
    base = place_screen(town)
    pass_time(town, 2)
    town.client.cookies.clear()
    answer = town.client.get(base + name)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert "<form" not in answer.text
    assert "<input" not in answer.text
    targets = re.findall(r'\b(?:href|src|action)="([^"]+)"', answer.text)
    assert [target for target in targets if not target.startswith((f"{base}/", "/static/"))] == []


def test_screens_address_opens_nothing_else(town: Town) -> None:
    base = place_screen(town)
    device = base.rpartition("/")[2]
    for path in (f"/en/admin?device={device}", "/en/admin/kiosks", f"/en/account?token={device}"):
        answer = town.client.get(path, headers={"authorization": f"Bearer {device}"}, follow_redirects=False)
        assert answer.status_code == 303
        assert "/sign-in" in answer.headers["location"]
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert town.client.request(method, base).status_code in (400, 403, 405)


@pytest.mark.parametrize(
    "device", ["aabbccdd", "aabbccdd-", "aabbccdd-000000000000000000000000", "x-y", "-", "å-ä"]
)
def test_address_that_was_not_given_out_is_not_found(town: Town, device: str) -> None:
    place_screen(town)
    for name in ("", "/fi/1", "/snapshot.json", "/screen.css", "/worker.js"):
        assert town.client.get(f"/kiosk/{device}{name}").status_code == 404


def test_unknown_language_is_not_found_and_a_number_past_the_end_is_the_first(town: Town) -> None:
    base = place_screen(town)
    assert town.client.get(f"{base}/de/1").status_code == 404
    assert ">1/" in town.client.get(f"{base}/en/999").text
    assert ">1/" in town.client.get(f"{base}/en/-4").text


def test_slides_follow_the_stages(town: Town) -> None:
    base = place_screen(town)
    assert "Between stages" in read_all(town, base)
    pass_time(town, 2)
    shown = read_all(town, base)
    assert "Make a proposal" in shown
    assert "testserver.local/\u200ben/\u200bcycles/\u200b2027/\u200bpropose" in shown
    assert "Do you need help?" in shown
    assert "Thank you!" in shown


def test_empty_town_shows_that_nothing_has_begun(town: Town) -> None:
    base = place_screen(town)
    with town.database.write() as work:
        for table in ("journal", "cycle_stages", "cycles"):
            work.connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 # a name from the line above
        work.commit()
    assert "No round has begun yet" in town.client.get(f"{base}/en/1").text


def test_every_slide_has_a_heading_a_code_and_few_words(town: Town) -> None:
    base = place_screen(town)
    pass_time(town, 2)
    for number in range(1, 5):
        page = town.client.get(f"{base}/fi/{number}").text
        assert page.count("<h1>") == 1
        assert 'class="qr"' in page
        said = re.sub(r"<[^>]+>", " ", page[page.index("<h1>") : page.index('<div class="way">')])
        assert 1 <= len(said.split()) <= 35


def test_beginning_forgets_cookies_and_slides_do_not(town: Town) -> None:
    base = place_screen(town)
    assert town.client.get(base).headers["clear-site-data"] == '"cookies"'
    assert "clear-site-data" not in town.client.get(f"{base}/fi/1").headers
    assert '<html lang="fi"' in town.client.get(base).text


def test_policy_lets_the_screen_keep_slides_and_send_nothing(town: Town) -> None:
    policy = town.client.get(place_screen(town)).headers["content-security-policy"]
    for part in ("default-src 'none'", "worker-src 'self'", "form-action 'none'", "frame-ancestors 'none'"):
        assert part in policy
    assert "unsafe" not in policy


def test_screen_is_seen_by_quarters_of_an_hour(town: Town) -> None:
    base = place_screen(town)
    town.clock.moment = START + timedelta(minutes=7, seconds=3)

    def look() -> object:
        assert town.client.get(f"{base}/fi/1").status_code == 200
        with town.database.read() as work:
            found = find_screen(work, LYING.id)
        return found.seen if found else None

    first = quarter(town.clock.moment)
    assert look() == first
    town.clock.moment += timedelta(minutes=7)
    assert look() == first
    town.clock.moment += timedelta(minutes=5)
    assert look() == first + timedelta(minutes=15)


def test_snapshot_names_everything_a_slide_needs(town: Town) -> None:
    base = place_screen(town)
    addresses = json.loads(town.client.get(f"{base}/snapshot.json").text)["addresses"]
    assert addresses[0] == base
    page = town.client.get(base).text
    needed = set(re.findall(r'<(?:link|script)[^>]+(?:href|src)="([^"]+)"', page))
    assert needed <= set(addresses)
    assert {town.client.get(address).status_code for address in addresses} == {200}
    assert {address.split("/")[3] for address in addresses if re.search(r"/\d+$", address)} == {
        "fi",
        "sv",
        "en",
    }


def test_worker_may_work_below_the_screens_address_only(town: Town) -> None:
    base = place_screen(town)
    answer = town.client.get(f"{base}/worker.js")
    assert answer.headers["service-worker-allowed"] == base
    assert answer.headers["content-type"].startswith("text/javascript")


def test_screen_of_one_round_shows_no_other(town: Town) -> None:
    base = place_screen(town, cycle="2027")
    pass_time(town, 2)
    assert "Make a proposal" in read_all(town, base)
