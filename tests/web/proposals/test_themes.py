"""Themes are the round's own: asked for, shown, kept in the history, and a filter of the list."""

from dataclasses import replace

import pytest

from tests.support.proposals import BENCHES, ROUND, send
from tests.support.visitors import Town

HERE = "/en/cycles/2027"
THEMES = [
    {"id": "nature", "name": {"fi": "Luonto", "sv": "Natur", "en": "Nature"}},
    {"id": "sport", "name": {"fi": "Liikunta", "sv": "Motion", "en": "Sport"}},
]


@pytest.fixture
def themed(town: Town) -> Town:
    """The town with two themes, and a proposal of one of them."""
    with town.database.write() as work:
        cycle = work.load_cycle(ROUND)
        first, *others = cycle.declaration.stages
        stages = (replace(first, rules={"themes": THEMES}), *others)
        work.save_cycle(replace(cycle, declaration=replace(cycle.declaration, stages=stages)))
        work.commit()
    send(town.database, replace(BENCHES, theme="nature", address="Rantareitti", author_kind="group"))
    return town


def test_theme_place_and_kind_of_author_are_shown(themed: Town) -> None:
    page = themed.visitor().open(f"{HERE}/proposals/1")
    for told in ("Nature", "Rantareitti", "Rannan kävelijät, a group"):
        assert told in page


def test_theme_narrows_the_list(themed: Town) -> None:
    reader = themed.visitor()
    assert BENCHES.title in reader.open(f"{HERE}/proposals?theme=nature")
    assert BENCHES.title not in reader.open(f"{HERE}/proposals?theme=sport")
    assert BENCHES.title in reader.open(f"{HERE}/proposals?theme=unknown"), "what is no theme narrows nothing"


def test_round_without_themes_has_no_such_filter(town: Town) -> None:
    send(town.database)
    assert 'name="theme"' not in town.visitor().open(f"{HERE}/proposals")


def test_theme_is_asked_for_beside_the_reason(themed: Town) -> None:
    writer = themed.visitor()
    writer.open(f"{HERE}/propose/write/what")
    writer.send({"title": "Lintutorni", "text": "Torni rantaan."})
    assert "Nature" in writer.page
    assert "Check this" in writer.send({"why": "Lintuja on.", "theme": "war"}, status=422)
    writer.open(f"{HERE}/propose/write/why")
    writer.send({"why": "Lintuja on.", "theme": "nature"})
    assert "Nature" in writer.open(f"{HERE}/propose/check")


def test_themes_stand_at_a_glance_with_their_numbers(themed: Town) -> None:
    page = themed.visitor().open(f"{HERE}/proposals/overview")
    assert page.index(f'href="{HERE}/proposals?theme=nature"') < page.index("theme=sport"), (
        "the commonest first"
    )
    assert "Proposals by theme" in page
