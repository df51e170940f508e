"""Administrators see what became of letters, and decide where nobody can know."""

from pathlib import Path

from pb.kernel.language import Language
from pb.storage.database import Database
from pb.storage.outbox import Letter, LetterState, count_letters, list_letters, post_letter, settle_letter
from pb.web.roles import Role
from tests.support.cycles import START
from tests.support.databases import copy_sqlite, open_database
from tests.support.visitors import Town, run_town

PAGE = "/en/admin/outbox"


def post(database: Database, name: str, state: LetterState | None = None, note: str = "") -> str:
    letter = Letter(name, "proposal-received", f"{name}@mail.example", Language.FI, {})
    with database.write() as work:
        post_letter(work, letter, START)
        (queued,) = (one for one in list_letters(work, (LetterState.WAITING,), 9) if one.letter.key == name)
        if state:
            settle_letter(work, queued.id, state, START, note)
        work.commit()
    return queued.id


def states(town: Town) -> dict[LetterState, int]:
    with town.database.read() as work:
        return dict(count_letters(work))


def test_empty_outbox_says_so(town: Town) -> None:
    page = town.staff("first", Role.ADMINISTRATOR).open(PAGE)
    assert "No letter is waiting" in page
    assert "PB_SMTP_URL" not in page


def test_outbox_without_a_mail_server_says_how_to_name_one(migrated_sqlite: Path, tmp_path: Path) -> None:
    url = copy_sqlite(migrated_sqlite, tmp_path / "pb.sqlite3")
    with open_database(url) as database, run_town(database, url, tmp_path, START, smtp_url="") as town:
        assert "PB_SMTP_URL" in town.staff("first", Role.ADMINISTRATOR).open(PAGE)


def test_addresses_are_shown_shortened(town: Town) -> None:
    post(town.database, "resident")
    page = town.staff("first", Role.ADMINISTRATOR).open(PAGE)
    assert "r…@mail.example" in page
    assert "resident@" not in page


def test_refused_letter_is_sent_again(town: Town) -> None:
    post(town.database, "gone", LetterState.REFUSED, "550 no such mailbox")
    official = town.staff("first", Role.ADMINISTRATOR)
    page = official.open(PAGE)
    assert "550 no such mailbox" in page
    assert "It has arrived" not in page
    assert "will be sent again" in official.send(action="/again")
    assert states(town) == {LetterState.WAITING: 1}


def test_letter_of_unknown_fate_is_decided_by_a_person_once(town: Town) -> None:
    letter = post(town.database, "perhaps", LetterState.UNSURE)
    official = town.staff("first", Role.ADMINISTRATOR)
    official.open(PAGE)
    assert "counts as sent" in official.send(action="/arrived")
    assert states(town) == {LetterState.SENT: 1}
    other = post(town.database, "other", LetterState.UNSURE)
    official.open(PAGE)
    with town.database.write() as work:
        settle_letter(work, other, LetterState.SENT, START)
        work.commit()
    assert "settled already" in official.send(action=f"{other}/again", status=409)
    assert letter != other
