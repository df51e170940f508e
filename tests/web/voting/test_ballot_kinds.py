"""Every kind of ballot is filled in, changed, checked and cast with plain forms, as a browser without scripts does."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from pb.engine.declaration import Rule
from tests.support.voting_app import VOTE, Visitor, VotingHouse, open_house

Open = Callable[..., VotingHouse]

POINTS: Mapping[str, Rule] = {"ballot": "points", "points": 5, "top": 3, "maximum": None}
SCORES: Mapping[str, Rule] = {"ballot": "scores", "top": 5, "maximum": None}
LONG_SCORES: Mapping[str, Rule] = {"ballot": "scores", "top": 10, "maximum": None}
RANKING: Mapping[str, Rule] = {"ballot": "ranking"}
SINGLE: Mapping[str, Rule] = {"ballot": "single", "maximum": None}
KNAPSACK: Mapping[str, Rule] = {"ballot": "knapsack", "maximum": None}


@pytest.fixture
def open_with(sqlite: str, tmp_path: Path) -> Iterator[Open]:
    """Opens a vote by other rules than the usual ones."""
    with ExitStack() as stack:
        yield lambda rules: stack.enter_context(open_house(sqlite, tmp_path, rules))


def enter(house: VotingHouse) -> Visitor:
    visitor = house.visit()
    assert visitor.show_code(house.code()).status_code == 200
    assert visitor.path == f"{VOTE}/choose"
    return visitor


def press(visitor: Visitor, move: str, answers: Mapping[str, str] | None = None) -> None:
    """Press a button beside a project."""
    path, data = visitor.fill({**(answers or {}), "move": move}, "/check")
    assert visitor.post(path.replace("/check", "/choose"), data).status_code == 200


def value(visitor: Visitor, project: str) -> list[str]:
    """Return what the form on the page would send for a project."""
    _path, data = visitor.fill({}, "/check")
    return data.get(f"value-{project}", [])


def cast(visitor: Visitor) -> None:
    assert visitor.send({}, "/cast").status_code == 200
    assert visitor.path == f"{VOTE}/done"


def test_points_are_given_by_field_and_by_button(open_with: Open) -> None:
    visitor = enter(open_with(POINTS))
    assert "You have 5 points to share." in visitor.page
    press(visitor, "more 1", {"value-2": "2"})
    assert (value(visitor, "1"), value(visitor, "2")) == (["1"], ["2"])
    assert "Points left: 2" in visitor.page
    press(visitor, "less 2")
    assert value(visitor, "2") == ["1"]
    assert visitor.send({}, "/check").status_code == 200
    cast(visitor)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"value-1": "3", "value-2": "3"}, "You have 5 points. Given now: 6."),
        ({"value-1": "4"}, "Give at most 3 points: Benches on the shore path."),
        ({"value-1": "two"}, "Write a whole number: Benches on the shore path."),
        ({"value-1": "1.5"}, "Write a whole number: Benches on the shore path."),
        ({"value-1": "-1"}, "Write a whole number: Benches on the shore path."),
        ({}, "You have given no points."),
    ],
)
def test_points_against_the_rule_are_explained_and_kept(
    open_with: Open, given: Mapping[str, str], words: str
) -> None:
    visitor = enter(open_with(POINTS))
    assert visitor.send(given, "/check").status_code == 422
    assert words in visitor.page
    assert "Cast my vote" not in visitor.page
    visitor.send({}, "/choose")
    assert [value(visitor, name.removeprefix("value-")) for name in given] == [
        [text] for text in given.values()
    ]


def test_ranking_is_put_in_order_by_buttons(open_with: Open) -> None:
    visitor = enter(open_with(RANKING))
    for move in ("add 3", "add 1", "add 2", "up 2", "down 3"):
        press(visitor, move)
    assert [value(visitor, project) for project in ("1", "2", "3")] == [["3"], ["1"], ["2"]]
    assert visitor.send({}, "/check").status_code == 422
    assert "You have chosen 3 projects. Choose 2 at most." in visitor.page
    visitor.send({}, "/choose")
    press(visitor, "drop 1")
    assert visitor.send({}, "/check").status_code == 200
    assert visitor.page.index("Repairs to the pump track") < visitor.page.index("Plants by the market")
    cast(visitor)


def test_places_with_gaps_are_explained_and_mended_by_any_button(open_with: Open) -> None:
    visitor = enter(open_with(RANKING))
    assert visitor.send({"value-1": "1", "value-2": "3"}, "/check").status_code == 422
    assert "Give each place once and leave none out" in visitor.page
    visitor.send({}, "/choose")
    press(visitor, "sort")
    assert [value(visitor, project) for project in ("1", "2")] == [["1"], ["2"]]


@pytest.mark.parametrize("rules", [SCORES, LONG_SCORES], ids=["buttons", "list"])
def test_scores_are_chosen_from_a_scale(open_with: Open, rules: Mapping[str, Rule]) -> None:
    visitor = enter(open_with(rules))
    assert visitor.send({"value-1": "5", "value-3": "2"}, "/check").status_code == 200
    visitor.send({}, "/choose")
    assert [value(visitor, project) for project in ("1", "2", "3")] == [["5"], ["0"], ["2"]]
    visitor.send({}, "/check")
    cast(visitor)


def test_single_choice_takes_one_project(open_with: Open) -> None:
    visitor = enter(open_with(SINGLE))
    assert visitor.page.count('type="radio"') == 3
    assert visitor.send({}, "/check").status_code == 422
    visitor.send({}, "/choose")
    assert visitor.send({"project": "2"}, "/check").status_code == 200
    cast(visitor)


def test_blank_vote_is_a_radio_button_of_a_single_choice(open_with: Open) -> None:
    visitor = enter(open_with({**SINGLE, "blank": True}))
    assert "None of these: a blank vote" in visitor.page
    assert visitor.send({"project": ""}, "/check").status_code == 200
    assert "Your vote is blank." in visitor.page
    cast(visitor)


def test_more_than_the_money_is_shown_and_not_cast(open_with: Open) -> None:
    visitor = enter(open_with(KNAPSACK))
    assert visitor.choose("1", "2", "3").status_code == 422
    assert "That is €6,500 more than the area has." in visitor.page
    visitor.send({}, "/choose")
    assert "over the budget by €6,500" in visitor.page


@pytest.mark.parametrize(
    "sent",
    [
        {"value-1": ["1", "2"]},
        {"value-1": "1" * 21},
        {"value-1": "\x00"},
        {"move": "x" * 101},
        {"area": "nowhere"},
    ],
)
@pytest.mark.parametrize("path", ["check", "choose", "cast"])
def test_what_no_page_sends_is_refused(
    open_with: Open, path: str, sent: Mapping[str, str | list[str]]
) -> None:
    visitor = enter(open_with(POINTS))
    _, data = visitor.fill({"value-1": "2"}, "/check")
    assert visitor.post(f"{VOTE}/check", data).status_code == 200
    _, data = visitor.fill({}, "/cast")
    status = visitor.post(f"{VOTE}/{path}", {**data, **sent}).status_code
    assert 400 <= status < 500 or (path != "choose" and sent == {"move": "x" * 101})


def test_unknown_move_changes_nothing(open_with: Open) -> None:
    visitor = enter(open_with(POINTS))
    for move in ("more 9", "up 1", "fly 1", "more", " ", "more 1 2"):
        press(visitor, move)
    assert [value(visitor, project) for project in ("1", "2", "3")] == [[""], [""], [""]]
