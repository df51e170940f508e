"""Administrators make the voting letters; a new letter makes the old code void, and nothing of a letter is kept."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdf
import pytest

from pb.web.roles import Role
from tests.support.dump import dump_database
from tests.support.voting_app import ADDRESS, Visitor, VotingHouse, add_staff, open_house
from tests.support.voting_world import ROUND
from voting.core.letter_code import read_letter_code

LETTERS = f"/en/admin/cycles/{ROUND}/letters"
ADDRESSES = (
    b"reference;name;street;postal code;town;language;turvakielto\n"
    b"1001;Testi Yksi;Mallikatu 1;52300;MALLILA;fi;\n"
    b"1002;Testi Kaksi;Mallikatu 2;52300;MALLILA;sv;\n"
    b"1003;Testi Kolme;Mallikatu 3;52300;MALLILA;;1\n"
)
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")


@pytest.fixture
def house(sqlite: str, tmp_path: Path) -> Iterator[VotingHouse]:
    """An open vote with three residents who have codes already."""
    with open_house(sqlite, tmp_path) as opened:
        yield opened


def sign_in(house: VotingHouse, *roles: Role) -> Visitor:
    visitor = house.visit()
    visitor.sign_in(add_staff(house.world.database, *roles))
    return visitor


def order(visitor: Visitor, content: bytes, answers: Mapping[str, str] | None = None) -> int:
    visitor.open(LETTERS)
    path, data = visitor.fill({"whom": "all", "contact": "015 000 0000", **(answers or {})}, "/letters")
    visitor.answer = visitor.client.post(
        path,
        data={name: values[0] for name, values in data.items()},
        files={"file": ("addresses.csv", content, "text/csv")},
        headers={"Origin": ADDRESS, "Sec-Fetch-Site": "same-origin"},
    )
    return visitor.answer.status_code


def read_pdf(content: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def read_archive(content: bytes) -> dict[str, list[str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: read_pdf(archive.read(name)) for name in archive.namelist()}


def test_letters_come_in_each_language_and_shielded_residents_apart(house: VotingHouse) -> None:
    visitor = sign_in(house, Role.ADMINISTRATOR)
    assert order(visitor, ADDRESSES) == 200
    assert visitor.answer.headers["cache-control"] == "no-store"
    files = read_archive(visitor.answer.content)
    assert list(files) == ["letters-001.pdf", "hand-over-002.pdf"]
    first, second = files["letters-001.pdf"]
    (apart,) = files["hand-over-002.pdf"]
    assert "Testi Yksi" in first
    assert "Äänestyskoodisi" in first
    assert "Testi Kaksi" in second
    assert "Din röstningskod" in second
    assert "015 000 0000" in first
    assert "Viite: 1003" in apart
    for secret in ("Kolme", "Mallikatu"):
        assert secret not in apart
    assert not any("Kolme" in page for page in (first, second))


def test_new_letter_makes_the_old_code_void(house: VotingHouse) -> None:
    old = house.world.codes[0].code
    visitor = sign_in(house, Role.ADMINISTRATOR)
    order(visitor, ADDRESSES)
    pages = read_archive(visitor.answer.content)["letters-001.pdf"]
    found = CODE.search(pages[0])
    assert found is not None
    resident = house.visit()
    resident.show_code(old)
    assert resident.answer.status_code == 422
    assert resident.path.endswith("/vote/refused/old-code")
    assert "This code has been replaced" in resident.page
    resident.show_code(old[:-1] + ("3" if old[-1] == "2" else "2"))
    assert "This code is not on the roll" in resident.page, "only who held the letter is told of another one"
    resident.show_code(found[0])
    assert resident.path.endswith("/vote/choose")


def test_those_with_a_code_are_passed_over_when_only_the_missing_are_asked_for(house: VotingHouse) -> None:
    visitor = sign_in(house, Role.ADMINISTRATOR)
    assert order(visitor, ADDRESSES, {"whom": "missing"}) == 422
    assert "Nobody in the file needs a letter." in visitor.page
    house.visit().show_code(house.world.codes[0].code)


def test_one_resident_gets_a_new_letter_by_reference(house: VotingHouse) -> None:
    visitor = sign_in(house, Role.ADMINISTRATOR)
    visitor.open(LETTERS)
    answers = {"person": "1002", "one-language": "sv", "one-contact": "015 000 0000"}
    visitor.send(answers, "/letters/one")
    assert visitor.answer.headers["content-type"] == "application/pdf"
    (page,) = read_pdf(visitor.answer.content)
    assert "Referens: 1002" in page
    assert "3 / 3" not in visitor.open(LETTERS).text
    assert "1 / 1" in visitor.page


@pytest.mark.parametrize("person", ["9999", "131052-308T", "=1+1", "x" * 64])
def test_unknown_person_is_not_repeated(house: VotingHouse, person: str) -> None:
    visitor = sign_in(house, Role.ADMINISTRATOR)
    visitor.open(LETTERS)
    answers = {"person": person, "one-language": "fi", "one-contact": "015 000 0000"}
    assert visitor.send(answers, "/letters/one").status_code == 422
    assert "This resident is not on the roll." in visitor.page
    assert person not in visitor.page


def test_lines_of_people_who_are_not_on_the_roll_are_listed_and_no_code_changes(house: VotingHouse) -> None:
    visitor = sign_in(house, Role.ADMINISTRATOR)
    assert order(visitor, ADDRESSES + b"9999;Testi;Katu;52300;MALLILA;fi;\n1001;;;;;;\n") == 422
    assert "No letter was made." in visitor.page
    assert "The same person stands in line 2." in visitor.page
    assert order(visitor, ADDRESSES + b"9999;Testi;Katu;52300;MALLILA;fi;\n") == 422
    assert "This resident is not on the roll." in visitor.page
    resident = house.visit()
    resident.show_code(house.world.codes[0].code)
    assert resident.path.endswith("/vote/choose")


def test_nothing_of_a_letter_is_kept(house: VotingHouse) -> None:
    visitor = sign_in(house, Role.ADMINISTRATOR)
    order(visitor, ADDRESSES)
    codes = [CODE.search(page) for pages in read_archive(visitor.answer.content).values() for page in pages]
    dump = dump_database(house.world.database)
    assert "print_jobs" in dump
    for found in codes:
        assert found is not None
        code = read_letter_code(found[0])
        assert code is not None
        assert code.secret not in dump
    for secret in ("Testi", "Mallikatu", "MALLILA", "52300"):
        assert secret not in dump


def test_journal_tells_runs_by_their_numbers(house: VotingHouse) -> None:
    order(sign_in(house, Role.ADMINISTRATOR), ADDRESSES)
    with house.world.database.read() as work:
        journal = work.read_journal(ROUND)
    runs = [(entry.event.act, entry.event.details) for entry in journal if "letters" in entry.event.act]
    assert runs == [
        ("print-letters", {"letters": 3, "whom": "all"}),
        ("letters-printed", {"letters": 3}),
    ]


def test_letters_are_tagged_for_readers_and_say_their_language(house: VotingHouse) -> None:
    visitor = sign_in(house, Role.ADMINISTRATOR)
    order(visitor, ADDRESSES)
    with zipfile.ZipFile(io.BytesIO(visitor.answer.content)) as archive:
        content = archive.read("letters-001.pdf")
    pdf = pypdf.PdfReader(io.BytesIO(content))
    assert "/StructTreeRoot" in pdf.root_object
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Äänestyskirjeet"
    metadata = pdf.xmp_metadata
    assert metadata is not None
    assert b"pdfuaid" in metadata.stream.get_data()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_other_roles_make_no_letters(house: VotingHouse, role: Role) -> None:
    assert sign_in(house, role).open(LETTERS).status_code == 403
