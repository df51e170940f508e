"""The pages of voting on paper, without JavaScript: desks, marks, keying, settling, the audit, and the PDF."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from pb.engine.acts import OPEN
from tests.support.paper_world import AINO, BERTIL, CARITA, PAPER, employ
from tests.support.voting_app import Visitor, VotingHouse, open_house
from tests.support.voting_world import CLOSES, HOUR, PUBLICATION, ROUND

BASE = f"/en/admin/cycles/{ROUND}/paper"
PUBLIC = f"/en/cycles/{ROUND}/paper-audit"


@pytest.fixture
def town(sqlite: str, tmp_path: Path) -> Iterator[VotingHouse]:
    """An open vote on paper and online, in which paper supersedes."""
    with open_house(sqlite, tmp_path, {**PAPER, "precedence": "paper"}) as house:
        employ(house.world.database)
        yield house


def enter(house: VotingHouse, name: str) -> Visitor:
    visitor = house.visit()
    visitor.sign_in(name)
    return visitor


def open_desk(visitor: Visitor, ballots: int) -> str:
    """Add the library with ``ballots`` ballots of the north and return its address."""
    visitor.open(BASE)
    visitor.send({"name": "Library", "place": "Market square 1"}, "/desks")
    desk = visitor.path
    write(visitor, desk, "issued", ballots)
    return desk


def write(visitor: Visitor, desk: str, kind: str, ballots: int) -> None:
    visitor.open(desk)
    visitor.send({"kind": kind, "area": "north", "sheets": str(ballots)}, "/sheets")


def mark(visitor: Visitor, desk: str, code: str) -> None:
    visitor.open(desk)
    visitor.send({"who": code[:7]}, "/find")
    visitor.send({}, "/mark")


def close(house: VotingHouse) -> None:
    house.world.close_voting()
    house.world.clock.moment = CLOSES + HOUR


def key(visitor: Visitor, batch: int, typed: list[str]) -> None:
    for marks in typed:
        visitor.open(f"{BASE}/batches/{batch}/key")
        visitor.send({"marks": marks}, "/key")
        assert visitor.answer.status_code == 200
    visitor.send({}, "/finish")


def open_batch(visitor: Visitor, desk: str, ballots: int) -> None:
    visitor.open(f"{BASE}/batches")
    answers = {"desk": desk.rpartition("/")[2], "area": "north", "sheets": str(ballots)}
    visitor.send(answers, "/batches")


def test_a_vote_on_paper_goes_from_the_desk_to_the_published_audit(town: VotingHouse) -> None:
    aino = enter(town, AINO.id)
    desk = open_desk(aino, 3)
    voter = town.visit()
    voter.vote(town.code(0), "1")
    mark(aino, desk, town.code(0))
    assert "The online vote is cancelled" in aino.page
    mark(aino, desk, town.code(1))
    assert "Marked. Hand out one ballot now." in aino.page
    close(town)
    aino, bertil, carita = (enter(town, official.id) for official in (AINO, BERTIL, CARITA))
    aino.open("/en/work")
    assert "Paper ballots" in aino.page
    open_batch(aino, desk, 2)
    key(aino, 1, ["1 2", "3"])
    key(bertil, 1, ["1 2", "2"])
    assert "Ballots on which the two differ: 1." in bertil.page
    bertil.open(f"{BASE}/batches/1/sheets/2")
    bertil.send({"marks": "3"}, "/sheets/2")
    aino.open(f"{BASE}/batches/1/sheets/2")
    assert "/confirm" not in aino.page
    carita.open(f"{BASE}/batches/1/sheets/2")
    carita.send({}, "/confirm")
    assert "Ballot 1-02 is settled." in carita.page
    carita.open(BASE)
    assert "Library, Pohjoinen / Norr: ballots missing: 1." in carita.page
    write(carita, desk, "unused", 1)
    carita.open(BASE)
    assert "Every desk balances" in carita.page
    _audit(carita)
    town.world.open_publication()
    _require_embargo(town)
    town.world.act(PUBLICATION, "publish")
    reader = town.visit()
    reader.open(PUBLIC)
    assert "Benches on the shore path" in reader.page
    reader.open(f"{PUBLIC}.json")
    _check_file(json.loads(reader.page))


def _audit(visitor: Visitor) -> None:
    visitor.open(f"{BASE}/audit")
    visitor.send({}, "/record")
    visitor.send({"lot": "12345"}, "/lot")
    assert visitor.answer.status_code == 422
    visitor.send({"lot": "1234567890 1234567890"}, "/lot")
    visitor.send({"differing": "9-09", "note": "Looked at both.", "compared": "yes"}, "/finding")
    assert visitor.answer.status_code == 422
    visitor.send({"differing": "", "note": "Looked at both.", "compared": "yes"}, "/finding")
    assert "No difference was found" in visitor.page


def _require_embargo(house: VotingHouse) -> None:
    reader = house.visit()
    reader.open(PUBLIC)
    assert "1-01, 1-02" in reader.page
    assert "Benches" not in reader.page
    reader.open(f"{PUBLIC}.json")
    told = json.loads(reader.page)
    assert set(told) == {"record", "seed", "sheets", "drawn", "differing"}
    assert "choices" not in reader.page


def _check_file(told: dict[str, object]) -> None:
    """Draw and open the ballots as a stranger does who has read the page."""
    sheets, opened = told["sheets"], told["opened"]
    assert isinstance(sheets, dict)
    assert isinstance(opened, dict)
    lines = "".join(f"{serial} {seal}\n" for serial, seal in sheets.items())
    assert hashlib.sha256(lines.encode()).hexdigest() == told["record"]
    ranked = sorted(sheets, key=lambda one: hashlib.sha256(f"{told['seed']} {one}".encode()).hexdigest())
    assert set(ranked[:299]) == set(opened)
    for serial, sheet in opened.items():
        seal = hashlib.sha256(bytes.fromhex(sheet["salt"]) + sheet["ballot"].encode()).hexdigest()
        assert hmac.compare_digest(seal, sheets[serial])


def test_a_resident_who_got_a_ballot_gets_no_other(town: VotingHouse) -> None:
    aino = enter(town, AINO.id)
    desk = open_desk(aino, 3)
    mark(aino, desk, town.code(0))
    aino.open(desk)
    aino.send({"who": town.code(0)}, "/find")
    assert "Do not hand out a ballot" in aino.page
    assert "This resident got a paper ballot already: Library." in aino.page
    assert "/mark" not in aino.page
    again = aino.post(f"{desk}/mark", {"resident": town.world.find(0), "_csrf": _token(aino, desk)})
    assert again.status_code == 409


def test_a_resident_who_got_a_ballot_can_not_vote_online(town: VotingHouse) -> None:
    aino = enter(town, AINO.id)
    mark(aino, open_desk(aino, 3), town.code(0))
    voter = town.visit()
    voter.show_code(town.code(0))
    assert "You have already voted" in voter.page


@pytest.mark.parametrize("who", ["", "XX", "ZZZZ-ZZ", "not a code!"])
def test_a_code_that_is_nobodys_is_said(town: VotingHouse, who: str) -> None:
    aino = enter(town, AINO.id)
    desk = open_desk(aino, 3)
    aino.open(desk)
    aino.send({"who": who}, "/find")
    assert aino.answer.status_code == 422


@pytest.mark.parametrize(
    "typed",
    [
        {"kind": "issued", "area": "north", "sheets": "0"},
        {"kind": "issued", "area": "north", "sheets": "many"},
        {"kind": "stolen", "area": "north", "sheets": "1"},
        {"kind": "issued", "area": "east", "sheets": "1"},
        {"area": "north", "sheets": "1"},
    ],
)
def test_what_can_not_be_written_down_is_said(town: VotingHouse, typed: dict[str, str]) -> None:
    aino = enter(town, AINO.id)
    desk = open_desk(aino, 3)
    aino.post(f"{desk}/sheets", {**typed, "_csrf": _token(aino, desk)})
    assert aino.answer.status_code == 422
    write(aino, desk, "issued", -4)
    assert aino.answer.status_code == 409


def test_a_slip_is_said_at_the_field_and_the_typing_kept(town: VotingHouse) -> None:
    aino = enter(town, AINO.id)
    desk = open_desk(aino, 3)
    close(town)
    aino = enter(town, AINO.id)
    open_batch(aino, desk, 1)
    aino.open(f"{BASE}/batches/1/key")
    aino.send({"marks": "1 99"}, "/key")
    assert aino.answer.status_code == 422
    assert "There is no project 99 on this ballot." in aino.page
    assert 'value="1 99"' in aino.page


def test_the_second_official_sees_nothing_of_the_first(town: VotingHouse) -> None:
    aino = enter(town, AINO.id)
    desk = open_desk(aino, 3)
    close(town)
    aino, bertil = enter(town, AINO.id), enter(town, BERTIL.id)
    open_batch(aino, desk, 2)
    key(aino, 1, ["1 2", "3"])
    for path in ("", "/1", "/1/key", "/1/key?sheet=1", "/1/key?sheet=2"):
        bertil.open(f"{BASE}/batches{path}")
        assert bertil.answer.status_code == 200
        assert "Benches on the shore path" not in bertil.page
        assert "Plants by the market" not in bertil.page
    bertil.open(f"{BASE}/batches/1/sheets/1")
    assert bertil.answer.status_code == 404
    aino.open(f"{BASE}/batches/1/key")
    assert aino.answer.status_code == 409


def test_the_ballot_is_a_tagged_document_in_its_language(town: VotingHouse) -> None:
    aino = enter(town, AINO.id)
    for language, words in (
        ("fi", ("Äänestyslippu: Pohjoinen", "Penkkejä rantareitille", "12 000 €", "Sivu 1 / 1")),
        ("sv", ("Röstsedel: Norr", "Bänkar vid strandleden", "12 000 €", "Sida 1 av 1")),
        ("en", ("Ballot: North", "Benches on the shore path", "€12,000", "Page 1 of 1")),
    ):
        answer = aino.open(f"{BASE}/ballots/north/{language}")
        assert answer.headers["content-type"] == "application/pdf"
        document = PdfReader(BytesIO(answer.content))
        text = " ".join(document.pages[0].extract_text().split()).replace("\N{NO-BREAK SPACE}", " ")
        for word in words:
            assert word in text
        assert str(document.root_object["/Lang"]).startswith(language)
        assert "'/Marked': True" in str(document.root_object["/MarkInfo"])
        assert "Proof" not in text
        assert "Lights on the running trail" not in text


def test_before_voting_opens_the_ballot_is_a_proof(sqlite: str, tmp_path: Path) -> None:
    with open_house(sqlite, tmp_path, PAPER, is_open=False) as house:
        employ(house.world.database)
        answer = enter(house, AINO.id).open(f"{BASE}/ballots/north/en")
        assert "Proof. Not for voting" in PdfReader(BytesIO(answer.content)).pages[0].extract_text()


@pytest.mark.parametrize("path", ["ballots/east/fi", "ballots/north/de", "desks/nowhere", "batches/7", "x"])
def test_what_is_not_there_is_a_page_not_found(town: VotingHouse, path: str) -> None:
    assert enter(town, AINO.id).open(f"{BASE}/{path}").status_code == 404


def test_a_vote_without_paper_has_no_such_pages(house: VotingHouse) -> None:
    employ(house.world.database)
    aino = enter(house, AINO.id)
    for path in (BASE, f"{BASE}/batches", f"{BASE}/audit", f"{BASE}/ballots/north/fi", PUBLIC):
        assert aino.open(path).status_code == 404


def test_the_count_waits_for_paper(town: VotingHouse) -> None:
    aino = enter(town, AINO.id)
    open_desk(aino, 3)
    close(town)
    town.world.open_ballots()
    with pytest.raises(Exception, match="ballots missing: 3"):
        town.world.act(PUBLICATION, OPEN)


def _token(visitor: Visitor, path: str) -> str:
    visitor.open(path)
    return visitor.fill({}, "/sheets")[1]["_csrf"][0]
