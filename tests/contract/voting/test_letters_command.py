"""``pb letters`` writes the letters to a new folder, readable by its owner only."""

import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdf
import pytest
from click.testing import CliRunner, Result

from pb.kernel.language import LocalizedText
from pb.storage.database import Database
from pb.web.toolkit import make_toolkit
from tests.support.voting_world import ROUND, SECRET, VotingWorld, open_vote
from voting.cli.letters import LetterOffice, make_letters_command
from voting.core.letter_code import read_letter_code
from voting.storage.electoral_roll import find_code_holder

ADDRESSES = (
    "viite;nimi;katuosoite;postinumero;postitoimipaikka;kieli\n1001;Testi Yksi;Mallikatu 1;52300;MALLILA;sv\n"
)
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")


@pytest.fixture
def world(database: Database) -> Iterator[VotingWorld]:
    with open_vote(database) as opened:
        yield opened


def run(world: VotingWorld, folder: Path, text: str, *options: str) -> Result:
    name = LocalizedText("Mallila", "Mallby", "Mallila")
    zone = ZoneInfo("Europe/Helsinki")
    toolkit = make_toolkit(world.database, world.clock, SECRET, "https://osbu.example", name, zone)

    @contextmanager
    def open_office() -> Iterator[LetterOffice]:
        yield LetterOffice(world.desk, toolkit, "015 000 0000")

    path = folder / "addresses.csv"
    path.write_text(text, encoding="utf-8")
    command = make_letters_command(open_office)
    return CliRunner().invoke(command, [ROUND, str(path), str(folder / "letters"), *options])


def test_letter_has_a_code_that_lets_the_resident_in(world: VotingWorld, tmp_path: Path) -> None:
    result = run(world, tmp_path, ADDRESSES, "--all")
    assert result.exit_code == 0, result.output
    folder = tmp_path / "letters"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (page,) = pypdf.PdfReader(folder / "letters-001.pdf").pages
    text = page.extract_text()
    found = CODE.search(text)
    assert found is not None
    assert "Din röstningskod" in text
    assert "https://osbu.example/sv/cycles/2027/vote" in text
    code = read_letter_code(found[0])
    assert code is not None
    with world.database.read() as work:
        assert find_code_holder(work, ROUND, code.lookup) is not None
    assert found[0] not in result.output
    assert "Letters: 1" in result.output


def test_letters_are_never_written_over_and_no_code_is_lost_by_it(world: VotingWorld, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    old = read_letter_code(world.codes[0].code)
    assert old is not None
    assert run(world, tmp_path, ADDRESSES, "--all").exit_code == 1
    with world.database.read() as work:
        assert find_code_holder(work, ROUND, old.lookup) is not None


def test_who_has_a_code_or_may_not_vote_is_passed_over(world: VotingWorld, tmp_path: Path) -> None:
    result = run(world, tmp_path, ADDRESSES)
    assert "Letters: 0" in result.output
    assert "Passed over, having a code or no right to vote: 1." in result.output


def test_strangers_are_listed_by_line(world: VotingWorld, tmp_path: Path) -> None:
    result = run(world, tmp_path, ADDRESSES + "7777;A;B;52300;C;fi\n", "--all")
    assert result.exit_code == 1
    assert "line 3: This resident is not on the roll." in result.output
    assert not (tmp_path / "letters").exists()
