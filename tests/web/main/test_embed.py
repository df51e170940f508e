"""The frame for other sites: framed by anyone, and nothing in it that could be pressed by mistake."""

import re

import pytest

from tests.support.visitors import Town
from tests.web.main.test_cycle_administration import pass_time


@pytest.mark.parametrize(
    ("language", "word"), [("fi", "Tee ehdotus"), ("sv", "Lämna in ett förslag"), ("en", "Make a proposal")]
)
def test_frame_tells_what_is_on_in_its_language(town: Town, language: str, word: str) -> None:
    pass_time(town, 2)
    page = town.client.get(f"/embed/{language}/cycles/2027").text
    assert f'<html lang="{language}"' in page
    assert word in page


def test_any_site_may_frame_it_and_it_keeps_and_sends_nothing(town: Town) -> None:
    answer = town.client.get("/embed/en/cycles/2027")
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors *" in policy
    assert "form-action 'none'" in policy
    assert "script-src" not in policy
    assert "set-cookie" not in answer.headers
    assert not re.search(r"<(form|input|button|script)\b", answer.text)


def test_links_leave_the_frame_for_the_service(town: Town) -> None:
    pass_time(town, 2)
    page = town.client.get("/embed/en/cycles/2027").text
    links = re.findall(r"<a [^>]*>", page)
    assert links
    assert all('target="_top"' in link and 'href="http://testserver.local/en/' in link for link in links)


def test_round_before_its_first_stage_has_a_frame_too(town: Town) -> None:
    assert "The next stage opens on" in town.client.get("/embed/en/cycles/2027").text


@pytest.mark.parametrize("path", ["/embed/de/cycles/2027", "/embed/en/cycles/1999"])
def test_what_is_not_there_is_not_found(town: Town, path: str) -> None:
    assert town.client.get(path).status_code == 404


def test_other_pages_stay_unframed(town: Town) -> None:
    assert "frame-ancestors 'none'" in town.client.get("/en/cycles/2027").headers["content-security-policy"]
