"""An official at a desk helps a resident onto the ballot and sees no choice; the device forgets it all (attack 19)."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from pb.web.roles import Role
from tests.support.dump import dump_database, dump_rows
from tests.support.session_data import read_session
from tests.support.voting_app import VOTE, Visitor, VotingHouse, add_staff, open_house
from tests.support.voting_world import ROUND

DESK = f"/en/cycles/{ROUND}/desk"
CHANNELS: Mapping[str, list[str]] = {"channels": ["code", "desk"]}
VISIT = re.compile(r'name="visit" value="([0-9a-f]{32})"')
SHOWN_CODE = re.compile(r">([0-9A-Z]{4}-[0-9A-Z]{4})<")


@pytest.fixture
def house(sqlite: str, tmp_path: Path) -> Iterator[VotingHouse]:
    """A vote that is open by code and at desks, with one official."""
    with open_house(sqlite, tmp_path, {"channels": ["code", "desk"]}) as opened:
        add_staff(opened.world.database, Role.DESK)
        yield opened


@pytest.fixture
def official(house: VotingHouse) -> Visitor:
    """An official at the desk."""
    visitor = house.visit()
    visitor.sign_in("desk")
    return visitor


def find(official: Visitor, who: str) -> int:
    official.open(DESK)
    return official.send({"who": who}, "/desk/find").status_code


def hand_over(official: Visitor, who: str, device: str = "here") -> int:
    find(official, who)
    answers = {"document": "passport", "seen": "yes", "device": device}
    return official.send(answers, "/desk/hand-over").status_code


def test_resident_votes_on_the_device_of_the_desk(house: VotingHouse, official: Visitor) -> None:
    assert find(official, "1001") == 200
    assert official.path == f"{DESK}/resident"
    assert "North" not in official.page, (
        "where a resident lives is not told, least of all under an order (attack 18)"
    )
    assert hand_over(official, "1001") == 200
    assert official.path == f"{VOTE}/choose"
    official.choose("1")
    official.send({}, "/cast")
    assert official.path == f"{VOTE}/done"
    answer = official.client.post(
        f"{VOTE}/leave", data=official.fill({}, "/leave")[1], follow_redirects=False
    )
    assert answer.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert answer.headers["location"] == f"{DESK}/locked"
    assert official.open(f"{DESK}/locked").status_code == 200
    assert official.open(DESK).url.path == "/en/sign-in"
    assert official.open(f"{VOTE}/done").url.path == VOTE
    (kept,) = dump_rows(house.world.database)["desk_assistances"]
    assert (kept["official"], kept["document"], kept["hour"]) == ("desk", "passport", "2027-02-03T07Z")


def test_officials_session_ends_when_the_device_is_handed_over(official: Visitor) -> None:
    cookie = official.client.cookies["pb"]
    hand_over(official, "1001")
    assert official.client.cookies["pb"] != cookie
    assert official.open(DESK).url.path == "/en/sign-in"
    official.client.cookies.set("pb", cookie, domain="testserver.local")
    assert official.open(DESK).url.path == "/en/sign-in", "the old identifier is nobody's"


def test_resident_is_found_by_the_first_part_of_the_voting_code(
    house: VotingHouse, official: Visitor
) -> None:
    code = house.code()
    for typed in (code[:7], code[:7].lower().replace("-", ""), code):
        assert find(official, typed) == 200
        assert official.path == f"{DESK}/resident"


@pytest.mark.parametrize("who", ["", "1009", "0000-00", "131052-308T", "x" * 41])
def test_nobody_is_found_and_what_was_typed_is_not_shown(official: Visitor, who: str) -> None:
    assert find(official, who) == 422
    assert not who or f'value="{who}"' not in official.page


def test_official_cannot_go_through_the_roll(official: Visitor) -> None:
    statuses = [find(official, f"{number:06}") for number in range(61)]
    assert statuses == [422] * 60 + [429]


@pytest.mark.parametrize("missing", ["document", "seen", "device"])
def test_nothing_is_handed_over_before_the_document_is_vouched_for(
    house: VotingHouse, official: Visitor, missing: str
) -> None:
    find(official, "1001")
    answers = {"document": "passport", "seen": "yes", "device": "here"}
    path, data = official.fill(
        {name: value for name, value in answers.items() if name != missing}, "/hand-over"
    )
    data.pop(missing, None)
    assert official.post(path, data).status_code == 422
    assert dump_rows(house.world.database)["desk_assistances"] == []


def test_found_resident_is_forgotten_after_ten_minutes(house: VotingHouse, official: Visitor) -> None:
    find(official, "1001")
    house.world.clock.moment += timedelta(minutes=11)
    assert official.open(f"{DESK}/resident").url.path == DESK


def read_code(official: Visitor) -> str:
    return str(SHOWN_CODE.findall(official.page)[0])


def name_visit(official: Visitor) -> dict[str, str | list[str]]:
    return {"visit": VISIT.findall(official.page)[0]}


def begin(house: VotingHouse, code: str) -> Visitor:
    device = house.visit()
    device.open(f"{VOTE}/desk")
    device.send({"code": code}, "/vote/desk")
    return device


def test_code_opens_one_ballot_on_another_device(house: VotingHouse, official: Visitor) -> None:
    assert hand_over(official, "1001", "other") == 200
    code = read_code(official)
    device = begin(house, code.lower())
    assert device.path == f"{VOTE}/choose"
    assert begin(house, code).answer.status_code == 422, "once"
    device.choose("1")
    device.send({}, "/cast")
    assert device.path == f"{VOTE}/done"
    assert official.open(DESK).status_code == 200
    assert "No visit is open." in official.page
    find(official, "1001")
    assert "Has voted at a desk" in official.page
    assert "/hand-over" not in official.page


def test_picture_brings_the_code_along_but_does_not_use_it_up(house: VotingHouse, official: Visitor) -> None:
    hand_over(official, "1001", "other")
    code = read_code(official)
    device = house.visit()
    for _ in range(2):
        device.open(f"{VOTE}/desk?code={code}")
        assert f'value="{code}"' in device.page
    assert device.send({}, "/vote/desk").url.path == f"{VOTE}/choose"


def test_code_is_over_after_five_minutes_and_leaves_no_moment_behind(
    house: VotingHouse, official: Visitor
) -> None:
    hand_over(official, "1001", "other")
    house.world.clock.moment += timedelta(minutes=5)
    device = begin(house, read_code(official))
    assert device.answer.status_code == 422
    assert "Ask the official for a new one." in device.page
    hand_over(official, "1002", "other")
    begin(house, read_code(official))
    ends = [row["code_ends"] for row in dump_rows(house.world.database)["desk_assistances"]]
    assert ends.count(None) == 1, "what was used is gone at once; what is over goes with the hourly tidying"


def test_codes_cannot_be_guessed_quickly(house: VotingHouse) -> None:
    device = house.visit()
    device.open(f"{VOTE}/desk")
    statuses = [device.send({"code": f"{number:08}"}, "/vote/desk").status_code for number in range(31)]
    assert statuses == [422] * 30 + [429]


def test_visit_is_taken_back_before_casting(house: VotingHouse, official: Visitor) -> None:
    hand_over(official, "1001", "other")
    device = begin(house, read_code(official))
    device.choose("1")
    official.open(DESK)
    official.send(name_visit(official), "/take-back")
    assert "The visit has been taken back." in official.page
    assert device.send({}, "/cast").status_code == 409
    assert "The official has ended this visit. Your ballot was not cast." in device.page
    assert not dump_rows(house.world.database)["participations"]
    assert house.visit().vote(house.code(), "2").url.path == f"{VOTE}/done"


def test_unused_code_is_taken_back(house: VotingHouse, official: Visitor) -> None:
    hand_over(official, "1001", "other")
    code = read_code(official)
    official.send(name_visit(official), "/take-back")
    assert begin(house, code).answer.status_code == 422


def test_cast_visit_cannot_be_taken_back(house: VotingHouse, official: Visitor) -> None:
    hand_over(official, "1001", "other")
    path, data = official.fill(name_visit(official), "/take-back")
    device = begin(house, read_code(official))
    device.choose("1")
    device.send({}, "/cast")
    assert official.post(path, data).status_code == 409
    assert device.open(f"{VOTE}/done").url.path == f"{VOTE}/done"


def test_new_visit_ends_the_one_before(house: VotingHouse, official: Visitor) -> None:
    hand_over(official, "1001", "other")
    first = read_code(official)
    hand_over(official, "1001", "other")
    assert begin(house, first).answer.status_code == 422
    assert begin(house, read_code(official)).path == f"{VOTE}/choose"


def test_receipt_locks_the_device_by_itself(house: VotingHouse, official: Visitor) -> None:
    hand_over(official, "1001")
    official.choose("1")
    official.send({}, "/cast")
    assert 'data-timeout="180"' in official.page
    assert "Finish and lock this device" in official.page
    house.world.clock.moment += timedelta(minutes=3)
    answer = official.client.get(VOTE, follow_redirects=False)
    assert answer.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert answer.headers["location"] == f"{DESK}/locked"


def test_visit_of_another_official_is_not_found(house: VotingHouse, official: Visitor) -> None:
    add_staff(house.world.database, Role.DESK, Role.COUNCIL)
    other = house.visit()
    other.sign_in("desk-council")
    hand_over(official, "1001", "other")
    path, data = official.fill(name_visit(official), "/take-back")
    hand_over(other, "1002", "other")
    token = other.fill(name_visit(other), "/take-back")[1]["_csrf"]
    assert other.post(path, {**data, "_csrf": token}).status_code == 404


def test_web_and_desk_at_once_one_wins_and_the_other_is_told_who(
    house: VotingHouse, official: Visitor
) -> None:
    at_home = house.visit()
    at_home.show_code(house.code())
    at_home.choose("1")
    hand_over(official, "1001")
    official.choose("2")
    assert at_home.send({}, "/cast").url.path == f"{VOTE}/done"
    assert official.send({}, "/cast").status_code == 409
    assert "You have already voted" in official.page
    assert "A ballot stands in your name, cast with your voting code." in official.page


def test_desk_first_then_web_is_told_that_it_was_the_desk(house: VotingHouse, official: Visitor) -> None:
    at_home = house.visit()
    at_home.show_code(house.code())
    at_home.choose("1")
    hand_over(official, "1001")
    official.choose("2")
    official.send({}, "/cast")
    assert at_home.send({}, "/cast").status_code == 409
    assert "A ballot stands in your name, cast at a service desk." in at_home.page


def test_left_device_is_locked_by_time(house: VotingHouse, official: Visitor) -> None:
    hand_over(official, "1001")
    house.world.clock.moment += timedelta(minutes=11)
    assert official.open(f"{VOTE}/choose").url.path == f"{DESK}/locked"


def test_stopping_locks_the_device_too(house: VotingHouse, official: Visitor) -> None:
    hand_over(official, "1001")
    official.send({}, "/leave")
    assert official.path == f"{DESK}/locked"
    assert dump_rows(house.world.database)["desk_assistances"][0]["state"] == "left"


def test_closed_desk_says_so_and_names_the_other_ways(sqlite: str, tmp_path: Path) -> None:
    with open_house(sqlite, tmp_path, {"channels": ["e-id"]}) as house:
        add_staff(house.world.database, Role.DESK)
        official = house.visit()
        official.sign_in("desk")
        for path in (DESK, f"{VOTE}/desk"):
            assert official.open(path).status_code == 409
            assert "Other ways are open." in official.page
        stranger = house.visit()
        stranger.open(VOTE)
        assert "Your voting code" not in stranger.page
        token = house.visit()
        token.open("/en/sign-in")
        data = {"_csrf": token.fill({}, "/sign-in")[1]["_csrf"], "code": [house.code()]}
        assert token.post(f"{VOTE}/sign-in", data).status_code == 409


def test_official_never_sees_a_choice_nor_does_anything_keep_one(
    house: VotingHouse, official: Visitor
) -> None:
    hand_over(official, "1001", "other")
    device = begin(house, read_code(official))
    device.choose("1", "3")
    device.send({}, "/cast")
    seen = [official.open(DESK).text]
    find(official, "1001")
    seen.append(official.page)
    assert not any("Benches" in page or "Plants" in page for page in seen)
    assert "passport" in dump_database(house.world.database)
    assert "voter" in read_session(house.world.database, device_cookie := device.client.cookies["pb"])
    assert "Benches on" not in str(read_session(house.world.database, device_cookie))
