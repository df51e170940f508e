"""A resident votes: from the code to the receipt, with every refusal on the way."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.voting_app import VOTE, VotingHouse, open_house
from tests.support.voting_world import NORTH, ROUND, SOUTH, VOTING

RECEIPT = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){5}")


def read_receipt(page: str) -> str:
    (receipt,) = {found.group() for found in RECEIPT.finditer(page)}
    return receipt


def test_resident_votes_and_gets_a_receipt(house: VotingHouse) -> None:
    visitor = house.visit()
    assert visitor.show_code(house.code()).status_code == 200
    assert visitor.path == f"{VOTE}/choose"
    assert "Benches on the shore path" in visitor.page
    assert "Lights on the running trail" not in visitor.page
    assert visitor.choose("1", "3").status_code == 200
    assert "You have not voted yet" in visitor.page
    assert visitor.send({}, "/cast").status_code == 200
    assert visitor.path == f"{VOTE}/done"
    assert "Your vote has been cast" in visitor.page
    assert read_receipt(visitor.page)
    assert "Benches" not in visitor.page


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_step_speaks_the_language_of_the_address(house: VotingHouse, language: str) -> None:
    visitor = house.visit()
    visitor.show_code(house.code(), f"/{language}/cycles/{ROUND}/vote")
    visitor.choose("1")
    visitor.send({}, "/cast")
    assert visitor.path == f"/{language}/cycles/{ROUND}/vote/done"
    assert f'<html lang="{language}">' in visitor.page


def test_code_is_taken_however_it_is_typed(house: VotingHouse) -> None:
    visitor = house.visit()
    assert visitor.show_code(house.code().lower().replace("-", " ")).url.path == f"{VOTE}/choose"


@pytest.mark.parametrize(
    ("code", "words"),
    [("", "Fill in"), ("1234", "16 letters and digits"), ("0000-0000-0000-0000", "not on the roll")],
)
def test_wrong_code_is_explained_and_kept_in_the_field(house: VotingHouse, code: str, words: str) -> None:
    visitor = house.visit()
    answer = visitor.show_code(code)
    assert answer.status_code == 422
    assert words in visitor.page
    assert 'role="alert"' in visitor.page
    assert f'value="{code}"' in visitor.page


def test_right_lookup_part_with_a_wrong_secret_is_no_code(house: VotingHouse) -> None:
    code = house.code()
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert house.visit().show_code(wrong).status_code == 422


def test_guesser_is_slowed_down_and_the_page_says_until_when(house: VotingHouse) -> None:
    visitor = house.visit()
    wrong = house.code()[:-1] + ("0" if house.code()[-1] != "0" else "1")
    answers = [visitor.show_code(wrong) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert "Try again in" in visitor.page
    assert house.visit().show_code(house.code(1)).status_code == 200


def test_order_of_projects_stays_for_the_sitting(house: VotingHouse) -> None:
    def order(page: str) -> list[str]:
        return re.findall(r'id="choice-(\d+)"', page)

    visitor = house.visit()
    visitor.show_code(house.code())
    first = order(visitor.page)
    assert sorted(first) == ["1", "2", "3"]
    assert all(order(visitor.open(f"{VOTE}/choose").text) == first for _ in range(3))
    others = set()
    for _ in range(20):
        another = house.visit()
        another.show_code(house.code())
        others.add(tuple(order(another.page)))
    assert len(others) > 1


def test_choice_over_the_limit_is_explained_and_cannot_be_cast(house: VotingHouse) -> None:
    visitor = house.visit()
    visitor.show_code(house.code())
    answer = visitor.choose("1", "2", "3")
    assert answer.status_code == 422
    assert "You have chosen 3 projects. Choose 2 at most." in visitor.page
    assert "/cast" not in visitor.page
    assert visitor.send({}, "/choose").status_code == 200
    assert visitor.page.count(" checked") == 3


def test_choosing_nothing_is_explained(house: VotingHouse) -> None:
    visitor = house.visit()
    visitor.show_code(house.code())
    assert visitor.choose().status_code == 422
    assert "You have chosen no project." in visitor.page


def test_change_leads_back_with_the_choice_ticked(house: VotingHouse) -> None:
    visitor = house.visit()
    visitor.show_code(house.code())
    visitor.choose("1")
    visitor.send({}, "/choose")
    assert re.search(r'id="choice-1"[^>]* checked', visitor.page)
    assert not re.search(r'id="choice-2"[^>]* checked', visitor.page)
    visitor.choose("2")
    assert visitor.send({}, "/cast").status_code == 200


def test_double_click_gives_the_same_receipt(house: VotingHouse) -> None:
    visitor = house.visit()
    visitor.show_code(house.code())
    visitor.choose("1")
    path, data = visitor.fill({}, "/cast")
    receipts = {read_receipt(visitor.post(path, data).text) for _ in range(3)}
    assert len(receipts) == 1
    assert visitor.open(f"{VOTE}/done").text.count(receipts.pop()) == 1


def test_receipt_stays_until_the_voter_leaves(house: VotingHouse) -> None:
    visitor = house.visit()
    visitor.vote(house.code(), "1")
    receipt = read_receipt(visitor.page)
    for step in ("choose", "check", "voted", "done"):
        assert read_receipt(visitor.open(f"{VOTE}/{step}").text) == receipt
    visitor.send({}, "/leave")
    assert "You have signed out." in visitor.page
    assert visitor.open(f"{VOTE}/done").url.path == VOTE


def test_second_vote_is_told_that_the_first_stands(house: VotingHouse) -> None:
    house.visit().vote(house.code(), "1")
    again = house.visit()
    again.show_code(house.code())
    assert again.path == f"{VOTE}/voted"
    assert "You have already voted" in again.page
    assert not RECEIPT.findall(again.page)
    assert again.open(f"{VOTE}/choose").url.path == f"{VOTE}/voted"


def test_ballot_cast_from_a_second_window_is_refused(house: VotingHouse) -> None:
    first, second = house.visit(), house.visit()
    for visitor, project in ((first, "1"), (second, "2")):
        visitor.show_code(house.code())
        visitor.choose(project)
    assert first.send({}, "/cast").status_code == 200
    answer = second.send({}, "/cast")
    assert answer.status_code == 409
    assert "You have already voted" in second.page


def test_session_ends_after_half_an_hour_and_says_that_nothing_was_cast(house: VotingHouse) -> None:
    visitor = house.visit()
    visitor.show_code(house.code())
    visitor.choose("1")
    house.world.clock.moment += timedelta(minutes=31)
    visitor.send({}, "/cast")
    assert visitor.path == VOTE
    assert "Your vote was not cast." in visitor.page
    assert visitor.vote(house.code(), "1").url.path == f"{VOTE}/done"


def test_session_goes_on_while_it_is_used(house: VotingHouse) -> None:
    visitor = house.visit()
    visitor.show_code(house.code())
    for _ in range(4):
        house.world.clock.moment += timedelta(minutes=20)
        assert visitor.client.get(f"{VOTE}/keep").status_code == 204
    visitor.open(f"{VOTE}/choose")
    visitor.choose("1")
    assert visitor.send({}, "/cast").url.path == f"{VOTE}/done"


def test_session_gets_a_new_identifier_with_the_code(house: VotingHouse) -> None:
    visitor = house.visit()
    planted = "A" * 43
    visitor.client.cookies.set("pb", planted, domain="testserver.local")
    visitor.show_code(house.code())
    first = visitor.client.cookies["pb"]
    assert first != planted
    visitor.send({}, "/leave")
    visitor.show_code(house.code(1))
    assert visitor.client.cookies["pb"] not in (first, planted)
    for stolen in (first, planted):
        thief = house.visit()
        thief.client.cookies.set("pb", stolen, domain="testserver.local")
        assert thief.open(f"{VOTE}/choose").url.path == VOTE


@pytest.mark.parametrize("step", ["area", "choose", "check", "done", "voted"])
def test_pages_behind_the_door_ask_for_a_code(house: VotingHouse, step: str) -> None:
    assert house.visit().open(f"{VOTE}/{step}").url.path == VOTE


def test_code_of_one_cycle_opens_no_other(house: VotingHouse) -> None:
    visitor = house.visit()
    visitor.show_code(house.code())
    assert visitor.client.get("/en/cycles/1999/vote/choose", follow_redirects=False).status_code == 303
    assert visitor.open("/en/cycles/1999/vote").status_code == 404


def join(one: dict[str, list[str]], other: dict[str, list[str]]) -> dict[str, str | list[str]]:
    return {**one, **other}


@pytest.mark.parametrize(
    "data",
    [
        {"area": [NORTH], "project": ["4"]},
        {"area": [NORTH], "project": ["1", "1"]},
        {"area": [SOUTH], "project": ["4"]},
        {"area": ["west"], "project": ["1"]},
        {"project": ["1"]},
    ],
)
def test_choice_that_no_page_offers_is_refused(house: VotingHouse, data: dict[str, list[str]]) -> None:
    visitor = house.visit()
    visitor.show_code(house.code())
    _, honest = visitor.fill({}, "/check")
    for step in ("check", "choose", "cast"):
        answer = visitor.post(f"{VOTE}/{step}", join({"_csrf": honest["_csrf"], "key": ["a key"]}, data))
        assert answer.status_code == 422, step
    assert visitor.open(f"{VOTE}/choose").url.path == f"{VOTE}/choose"


def test_cast_against_the_rule_is_refused_with_the_reason(house: VotingHouse) -> None:
    visitor = house.visit()
    visitor.show_code(house.code())
    _, honest = visitor.fill({}, "/check")
    ballot = {"_csrf": honest["_csrf"], "key": ["a key"], "area": [str(NORTH)], "project": ["1", "2", "3"]}
    assert visitor.post(f"{VOTE}/cast", ballot).status_code == 422
    assert "Choose 2 at most." in visitor.page


def test_voting_before_the_opening_tells_when_it_opens(sqlite: str, tmp_path: Path) -> None:
    with open_house(sqlite, tmp_path, is_open=False) as house:
        visitor = house.visit()
        assert visitor.open(VOTE).status_code == 409
        assert "Voting has not started" in visitor.page
        assert "3 February 2027 at 8:00" in visitor.page
        assert visitor.open(f"/en/cycles/{ROUND}/ballot-list").status_code == 200


def test_voting_after_the_close_is_refused_with_what_comes_next(house: VotingHouse) -> None:
    late = house.visit()
    late.show_code(house.code())
    late.choose("1")
    house.world.act(VOTING, "close-early")
    assert late.send({}, "/cast").status_code == 409
    assert "Your ballot was not cast." in late.page
    assert late.open(f"{VOTE}/choose").status_code == 409
    visitor = house.visit()
    assert visitor.open(VOTE).status_code == 409
    assert "Voting has ended" in visitor.page
    assert "/results" in visitor.page


def test_free_choice_of_area_comes_first(sqlite: str, tmp_path: Path) -> None:
    with open_house(sqlite, tmp_path, {"area": "free"}) as house:
        visitor = house.visit()
        visitor.show_code(house.code())
        assert visitor.path == f"{VOTE}/area"
        assert visitor.open(f"{VOTE}/choose").url.path == f"{VOTE}/area"
        visitor.open(f"{VOTE}/choose?area={SOUTH}")
        assert "Lights on the running trail" in visitor.page
        visitor.choose("4")
        assert visitor.send({}, "/cast").url.path == f"{VOTE}/done"
        assert "South" in visitor.page


def test_blank_vote_is_cast_where_the_rule_allows_it(sqlite: str, tmp_path: Path) -> None:
    with open_house(sqlite, tmp_path, {"blank": True}) as house:
        visitor = house.visit()
        visitor.show_code(house.code())
        assert "your vote is blank" in visitor.page
        assert visitor.choose().status_code == 200
        assert "Your vote is blank." in visitor.page
        assert visitor.send({}, "/cast").url.path == f"{VOTE}/done"


def test_budget_ballot_shows_the_money_and_refuses_more(sqlite: str, tmp_path: Path) -> None:
    with open_house(sqlite, tmp_path, {"ballot": "knapsack", "maximum": 3}) as house:
        visitor = house.visit()
        visitor.show_code(house.code())
        assert "€40,000" in visitor.page
        assert visitor.choose("1", "2", "3").status_code == 422
        assert "Your choice costs €46,500. That is €6,500 more than the area has." in visitor.page
        visitor.send({}, "/choose")
        visitor.choose("1", "2")
        assert visitor.send({}, "/cast").url.path == f"{VOTE}/done"


def test_voting_pages_are_never_cached(house: VotingHouse) -> None:
    visitor = house.visit()
    answers = [visitor.open(VOTE), visitor.show_code(house.code()), visitor.choose("1")]
    answers.append(visitor.send({}, "/cast"))
    assert [answer.headers["cache-control"] for answer in answers] == ["no-store"] * 4
