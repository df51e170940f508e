"""The programming interface: what is public, page by page, by the tag of what a program holds, and for any site."""

import json
from datetime import datetime

import pytest

from tests.support.visitors import Town
from tests.web.main.test_cycle_administration import pass_time

ROOT = "/api/v1"
HERE = f"{ROOT}/cycles/2027"


def read(town: Town, path: str) -> dict[str, object]:
    answer = town.client.get(path)
    assert answer.status_code == 200, answer.text
    data: dict[str, object] = json.loads(answer.text)
    return data


def test_health_answers(town: Town) -> None:
    assert read(town, f"{ROOT}/health") == {"status": "ok"}


def test_round_is_described_with_its_stages_and_areas(town: Town) -> None:
    pass_time(town, 2)
    listed = read(town, f"{ROOT}/cycles")
    assert listed["total"] == 1
    cycle = read(town, HERE)
    assert listed["items"] == [cycle]
    assert cycle["open_stage"] == "submission"
    assert cycle["name"] == {"fi": "Kierros", "sv": "Omgång", "en": "Round"}
    assert cycle["budget"] == 80_000_00
    stages = cycle["stages"]
    assert isinstance(stages, list)
    assert [stage["key"] for stage in stages] == ["submission", "review", "voting", "publication"]
    assert datetime.fromisoformat(stages[0]["opens_at"]).tzinfo is not None
    assert read(town, f"{HERE}/areas")["items"] == cycle["areas"]


def test_lists_come_page_by_page_and_name_their_neighbours(town: Town) -> None:
    first = town.client.get(f"{HERE}/areas?size=1")
    assert json.loads(first.text)["items"][0]["id"] == "north"
    assert first.headers["link"] == f'<{HERE}/areas?page=2&size=1>; rel="next"'
    last = town.client.get(f"{HERE}/areas?size=1&page=2")
    assert json.loads(last.text)["items"][0]["id"] == "south"
    assert last.headers["link"] == f'<{HERE}/areas?page=1&size=1>; rel="prev"'
    past = json.loads(town.client.get(f"{HERE}/areas?size=1&page=9").text)
    assert (past["items"], past["total"]) == ([], 2)


@pytest.mark.parametrize("query", ["page=0", "page=x", "size=0", "size=201", "page=99999999999999999999"])
def test_page_that_cannot_be_is_a_problem(town: Town, query: str) -> None:
    answer = town.client.get(f"{HERE}/areas?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert json.loads(answer.text)["code"] == "bad-request"


@pytest.mark.parametrize("path", ["/cycles/1999", "/cycles/1999/results", "/cycles/2027/ballots", "/nothing"])
def test_what_is_not_there_is_a_problem(town: Town, path: str) -> None:
    answer = town.client.get(ROOT + path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"


def test_unchanged_answer_is_not_sent_again(town: Town) -> None:
    first = town.client.get(f"{HERE}/areas")
    tag = first.headers["etag"]
    for held in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        again = town.client.get(f"{HERE}/areas", headers={"if-none-match": held})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == tag
    assert town.client.get(f"{HERE}/areas", headers={"if-none-match": '"x"'}).status_code == 200
    before = town.client.get(HERE).headers["etag"]
    pass_time(town, 2)
    assert town.client.get(HERE, headers={"if-none-match": before}).status_code == 200


def test_other_sites_may_read_and_do_nothing_else(town: Town) -> None:
    asked = {"origin": "https://elsewhere.example", "access-control-request-method": "GET"}
    allowed = town.client.options(HERE, headers=asked)
    assert allowed.status_code == 204
    assert allowed.headers["access-control-allow-origin"] == "*"
    assert allowed.headers["access-control-allow-methods"] == "GET, HEAD"
    assert "access-control-allow-credentials" not in allowed.headers
    answer = town.client.get(HERE, headers={"origin": "https://elsewhere.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "set-cookie" not in answer.headers
    assert town.client.head(HERE).status_code == 200
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert town.client.request(
            method, HERE, headers={"origin": "https://elsewhere.example"}
        ).status_code in (
            403,
            405,
        )
    assert "access-control-allow-origin" not in town.client.get("/en").headers


def test_description_names_every_list_and_no_page(town: Town) -> None:
    described = read(town, f"{ROOT}/openapi.json")
    assert described["openapi"] == "3.1.0"
    paths = described["paths"]
    assert isinstance(paths, dict)
    cycle = f"{ROOT}/cycles/{{cycle}}"
    assert set(paths) == {
        f"{ROOT}/health", f"{ROOT}/cycles", cycle,
        *(f"{cycle}/{name}" for name in ("areas", "proposals", "projects", "results")),
    }  # fmt: skip
    assert "contact" not in json.dumps(described["components"])
