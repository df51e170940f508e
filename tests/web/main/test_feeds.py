"""News as Atom and dates as iCalendar: well formed, in each language, and of nothing but what is public."""

import re
from xml.etree import ElementTree

import pytest

from tests.support.cycles import START
from tests.support.visitors import Town
from tests.web.main.test_cycle_administration import pass_time

ATOM = "{http://www.w3.org/2005/Atom}"


def read_news(town: Town, path: str = "/en/cycles/2027/news.atom") -> ElementTree.Element:
    answer = town.client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.text)  # noqa: S314 # written by us


def titles(feed: ElementTree.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}title", "") for entry in feed.findall(f"{ATOM}entry")]


def test_feed_tells_of_stages_in_the_readers_language(town: Town) -> None:
    pass_time(town, 2)
    assert titles(read_news(town)) == ["Has begun: Proposal phase"]
    assert titles(read_news(town, "/fi/cycles/2027/news.atom")) == ["Alkanut: Ehdotusvaihe"]
    assert titles(read_news(town, "/sv/news.atom")) == ["Har börjat: Förslagsfas"]


def test_feed_has_what_readers_need(town: Town) -> None:
    pass_time(town, 2)
    feed = read_news(town)
    for part in (feed, feed.find(f"{ATOM}entry")):
        assert part is not None
        for name in ("id", "title", "updated", "link"):
            assert part.find(ATOM + name) is not None, name
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    assert (feed.findtext(f"{ATOM}updated") or "") >= START.isoformat()


def test_feed_names_no_person_and_no_act_of_officials(town: Town) -> None:
    pass_time(town, 60)
    text = town.client.get("/en/cycles/2027/news.atom").text
    assert "Clerk" not in text
    assert "calendar" not in text
    assert "pproval" not in text


@pytest.mark.parametrize("path", ["/en/news.atom", "/en/dates.ics", "/en/cycles/2027/dates.ics"])
def test_unchanged_feed_is_not_sent_again_and_sets_no_cookie(town: Town, path: str) -> None:
    first = town.client.get(path)
    assert "set-cookie" not in first.headers
    again = town.client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304


def test_calendar_has_a_moment_for_each_opening_and_closing(town: Town) -> None:
    answer = town.client.get("/fi/cycles/2027/dates.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    lines = answer.content.decode().split("\r\n")
    assert (lines[0], lines[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert lines.count("BEGIN:VEVENT") == 8
    text = answer.content.decode().replace("\r\n ", "")
    assert "DTSTART:20270201T080000Z" in text
    assert "SUMMARY:Alkaa: Ehdotusvaihe (Kierros)" in text
    uids = re.findall(r"^UID:(.+)\r$", text, re.MULTILINE)
    assert len(set(uids)) == 8


@pytest.mark.parametrize("name", ["news.atom", "dates.ics", "follow"])
def test_feed_of_an_unknown_round_is_not_found(town: Town, name: str) -> None:
    assert town.client.get(f"/en/cycles/1999/{name}").status_code == 404


def test_page_leads_to_everything_one_can_follow(town: Town) -> None:
    page = town.visitor().open("/en/cycles/2027/follow")
    for path in (
        "/en/cycles/2027/news.atom",
        "/en/cycles/2027/dates.ics",
        "/embed/en/cycles/2027",
        "/en/api",
    ):
        assert f'href="{path}"' in page
        assert town.client.get(path).status_code == 200
    assert '&lt;iframe\n  src="http://testserver.local/embed/en/cycles/2027"' in page
    assert "/en/cycles/2027/follow" in town.visitor().open("/en/cycles/2027")
