"""A result that is counted but not published is on no screen, in no frame, no feed and no answer to programs."""

import json
from collections.abc import Iterator

from sqlalchemy import delete

from tests.support.four_rounds import PUBLISHED
from tests.support.screens import place_screen
from tests.support.visitors import Town
from voting.storage.result_tables import ResultVersionRow

TOLD = ("Will be carried out", "Money used", "Turnout", '"support"', '"funded"')
"""Words that stand wherever a result is told."""


def read_outside(town: Town, screen: str) -> Iterator[tuple[str, str]]:
    """Yield everything about the round that is read from elsewhere, by its address."""
    slides = json.loads(town.client.get(f"{screen}/snapshot.json").text)["addresses"]
    paths = [
        *(path for path in slides if "/en/" in path),
        f"/embed/en/cycles/{PUBLISHED}",
        f"/en/cycles/{PUBLISHED}/news.atom",
        f"/en/cycles/{PUBLISHED}/dates.ics",
        f"/api/v1/cycles/{PUBLISHED}",
        *(f"/api/v1/cycles/{PUBLISHED}/{name}" for name in ("areas", "proposals", "projects", "results")),
    ]
    for path in paths:
        answer = town.client.get(path)
        assert answer.status_code == 200, path
        yield path.removeprefix(screen), answer.text


def find_told(town: Town, screen: str) -> set[str]:
    return {word for _path, text in read_outside(town, screen) for word in TOLD if word in text}


def test_unpublished_result_is_told_nowhere_outside(town: Town) -> None:
    screen = place_screen(town, cycle=PUBLISHED)
    assert find_told(town, screen) == set(TOLD)
    with town.database.write() as work:
        work.connection.execute(delete(ResultVersionRow))
        work.commit()
    assert find_told(town, screen) == set()
    assert json.loads(town.client.get(f"/api/v1/cycles/{PUBLISHED}/results").text)["items"] == []
