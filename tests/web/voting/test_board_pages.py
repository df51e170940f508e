"""Anyone sees the board and looks a ballot up by its code, without signing in; typing errors are helped with."""

import base64
import json
import re
from pathlib import Path

import pytest

from tests.support.voting_app import VOTE, Visitor, VotingHouse, open_house
from tests.support.voting_world import KEYS, ROUND, VOTING
from voting.core.log.checkpoint import read_checkpoint, read_promise
from voting.core.log.merkle import is_included
from voting.core.log.note import read_note_key
from voting.core.receipt import read_receipt_code
from voting.sequencer import tend_boards

BOARD = f"/en/cycles/{ROUND}/board"
FILES = f"/cycles/{ROUND}/board"
LOOK_UP = f"/en/cycles/{ROUND}/verify"
RECEIPT = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){5}")


def vote(house: VotingHouse, position: int = 0, project: str = "1") -> tuple[Visitor, str]:
    visitor = house.visit()
    visitor.vote(house.code(position), project)
    (receipt,) = set(RECEIPT.findall(visitor.page))
    return visitor, receipt


def look_up(house: VotingHouse, code: str) -> Visitor:
    visitor = house.visit()
    visitor.open(LOOK_UP)
    visitor.send({"code": code}, "/verify")
    return visitor


def test_code_of_a_ballot_that_was_just_cast_is_found_at_once(house: VotingHouse) -> None:
    _, receipt = vote(house)
    found = look_up(house, receipt)
    assert found.answer.status_code == 200
    assert "Your ballot is in the ballot box" in found.page
    tend_boards(house.world.database, KEYS)
    found = look_up(house, receipt.lower().replace("-", " "))
    assert "Your ballot is on the board" in found.page
    assert "2 of 2" in found.page
    assert "Benches" not in found.page


def test_saved_proof_holds_without_the_server(house: VotingHouse) -> None:
    _, receipt = vote(house)
    tend_boards(house.world.database, KEYS)
    page = look_up(house, receipt).page
    (encoded,) = re.findall(r'href="data:application/json;base64,([^"]+)"', page)
    proof = json.loads(base64.b64decode(encoded))
    manifest = house.visit().client.get(f"{FILES}/manifests/manifest-1.json").json()
    checkpoint = read_checkpoint(proof["checkpoint"].encode(), read_note_key(manifest["board_key"]))
    path = [bytes.fromhex(node) for node in proof["path"]]
    assert is_included(proof["entry"].encode(), proof["index"], proof["size"], path, checkpoint.root)
    assert checkpoint.size == proof["size"]


def test_typing_error_is_noticed_and_the_right_code_offered(house: VotingHouse) -> None:
    _, receipt = vote(house)
    wrong = ("1" if receipt[0] != "1" else "2") + receipt[1:]
    visitor = look_up(house, wrong)
    assert visitor.answer.status_code == 422
    assert "typing error" in visitor.page
    visitor.send({"code": receipt}, "/verify")
    assert visitor.answer.status_code == 200
    assert "Did you mean" not in visitor.page


@pytest.mark.parametrize(
    ("code", "words"),
    [("", "Fill in"), ("abc", "typing error"), ("0000-0000-0000-0000-0000-0000", "No ballot of this round")],
)
def test_code_that_is_nobodys_is_explained(house: VotingHouse, code: str, words: str) -> None:
    assert read_receipt_code("0000-0000-0000-0000-0000-0000")
    visitor = look_up(house, code)
    assert visitor.answer.status_code == 422
    assert words in visitor.page


def test_receipt_carries_the_signed_promise(house: VotingHouse) -> None:
    visitor, receipt = vote(house)
    (text,) = re.findall(r"<pre[^>]*>(.*?)</pre>", visitor.page, re.DOTALL)
    manifest = visitor.client.get(f"{FILES}/manifests/manifest-1.json").json()
    promise = read_promise(text.encode(), read_note_key(manifest["board_key"]))
    assert promise.hour == "2027-02-03T09:00Z"
    assert receipt


def test_board_page_names_what_is_signed_and_links_to_the_files(house: VotingHouse) -> None:
    vote(house)
    tend_boards(house.world.database, KEYS)
    visitor = house.visit()
    assert visitor.open(BOARD).status_code == 200
    links = re.findall(rf'href="({FILES}/[^"]+)"', visitor.page)
    assert {
        f"{FILES}/checkpoints/newest.note",
        f"{FILES}/entries/0.jsonl",
        f"{FILES}/manifests/manifest-1.json",
    } == set(links)
    for link in links:
        answer = visitor.client.get(link)
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
        again = visitor.client.get(link, headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    entries = visitor.client.get(f"{FILES}/entries/0.jsonl")
    assert entries.headers["cache-control"] == "public, no-cache"
    assert [json.loads(line)["kind"] for line in entries.text.splitlines()] == ["manifest", "ballot"]
    kept = visitor.client.get(f"{FILES}/checkpoints/1.note")
    assert kept.headers["cache-control"].endswith("immutable")


@pytest.mark.parametrize(
    "name",
    ["entries/1.jsonl", "entries/00.jsonl", "entries/-1.jsonl", "entries/0.json", "checkpoints/99.note",
     "checkpoints/x.note", "manifests/manifest-2.json", "manifests/1.json.json", "entries/99999999999.jsonl"],
)  # fmt: skip
def test_file_that_is_not_there_is_not_found(house: VotingHouse, name: str) -> None:
    assert house.visit().client.get(f"{FILES}/{name}").status_code == 404


def test_ballot_on_its_way_is_on_no_file_before_it_is_signed(house: VotingHouse) -> None:
    vote(house)
    assert house.visit().client.get(f"{FILES}/entries/0.jsonl").text.count("\n") == 1


def test_board_before_the_opening_says_when_it_begins(sqlite: str, tmp_path: Path) -> None:
    with open_house(sqlite, tmp_path, is_open=False) as house:
        visitor = house.visit()
        assert visitor.open(BOARD).status_code == 200
        assert "The board is empty" in visitor.page
        assert "3 February 2027" in visitor.page
        assert visitor.client.get(f"{FILES}/checkpoints/newest.note").status_code == 404


def test_code_can_be_looked_up_after_the_close(house: VotingHouse) -> None:
    _, receipt = vote(house)
    house.world.act(VOTING, "close-early")
    assert "It was in the ballot box when voting ended" in look_up(house, receipt).page


def test_voter_votes_again_where_the_rules_allow_it(sqlite: str, tmp_path: Path) -> None:
    with open_house(sqlite, tmp_path, {"revote": True}) as house:
        first, earlier = vote(house)
        assert "Only your last ballot counts" in first.page
        again = house.visit()
        again.show_code(house.code())
        assert again.path == f"{VOTE}/voted"
        assert "cast with your voting code" in again.page
        again.open(f"{VOTE}/choose")
        again.choose("2")
        again.send({}, "/cast")
        assert "It replaces your earlier ballot" in again.page
        (later,) = set(RECEIPT.findall(again.page))
        assert later != earlier
        assert "This ballot was replaced" in look_up(house, earlier).page
        assert "This ballot was replaced" not in look_up(house, later).page


def test_ballot_sealed_before_the_voter_voted_elsewhere_is_told_so(sqlite: str, tmp_path: Path) -> None:
    with open_house(sqlite, tmp_path, {"revote": True}) as house:
        slow = house.visit()
        slow.show_code(house.code())
        slow.choose("2")
        vote(house)
        slow.send({}, "/cast")
        assert "It replaces your earlier ballot" in slow.page, "the server seals under the tag that stands"
