"""Letters over a real mail server: what it says, what it doesn't get to say, and a postman who dies on the way."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage

import pytest

from pb.kernel.clock import SetClock
from pb.main.mail.postman import GIVEN_UP, Office, Postman, deliver_letters
from pb.main.mail.server import NotHandedError, read_mail_server
from pb.main.replay.server import find_port
from pb.storage.database import Database
from pb.storage.outbox import HELD, LetterState, count_letters, list_letters, send_again
from tests.support.killed_postman import POINTS
from tests.support.mail_server import HANG_UP, Mailbox, serve_mail
from tests.support.post_office import open_test_office, post_notes, write_note
from tests.support.toolkit_app import START

HOUR = timedelta(hours=1)


@pytest.fixture
def mail() -> Iterator[tuple[Mailbox, str]]:
    with serve_mail() as served:
        yield served


@pytest.fixture
def mailbox(mail: tuple[Mailbox, str]) -> Mailbox:
    return mail[0]


@pytest.fixture
def office(database: Database, mail: tuple[Mailbox, str]) -> Office:
    return open_test_office(database, mail[1])


def states(database: Database) -> dict[LetterState, int]:
    with database.read() as work:
        return dict(count_letters(work))


def later(office: Office, by: timedelta) -> Office:
    return replace(office, clock=SetClock(START + by))


def body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    content: str = part.get_content()
    return content


def test_letter_arrives_as_text_and_html_in_its_language(office: Office, mailbox: Mailbox) -> None:
    post_notes(office.database, write_note("a", "<b>12</b> & ääkkösiä"))
    assert deliver_letters(office) == 1
    (mail,) = mailbox.mails
    assert mailbox.recipients == ["resident@mail.example"]
    assert mail["Subject"] == "Ehdotus <b>12</b> & ääkkösiä on saapunut"
    assert mail["From"] == "Mallila <town@mallila.example>"
    assert mail["Content-Language"] == "fi"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] == "<https://mallila.example/fi/leave/token>"
    assert "Perustelu: <b>12</b> & ääkkösiä" in body(mail, "plain")
    assert "Perustelu: &lt;b&gt;12&lt;/b&gt; &amp; ääkkösiä" in body(mail, "html")
    for kind in ("plain", "html"):
        assert "https://mallila.example/fi/cycles/2027" in body(mail, kind)
    assert states(office.database) == {LetterState.SENT: 1}
    assert deliver_letters(office) == 0


def test_text_of_a_resident_makes_no_header(office: Office, mailbox: Mailbox) -> None:
    post_notes(office.database, write_note("a", "12\r\nBcc: everybody@mail.example"))
    deliver_letters(office)
    (mail,) = mailbox.mails
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Ehdotus 12 Bcc: everybody@mail.example on saapunut"


def test_letter_with_nothing_to_tell_is_not_sent(office: Office, mailbox: Mailbox) -> None:
    post_notes(office.database, write_note("a", ""))
    deliver_letters(office)
    assert mailbox.mails == []
    assert states(office.database) == {LetterState.SENT: 1}


def test_refused_address_is_told_and_others_get_theirs(office: Office, mailbox: Mailbox) -> None:
    mailbox.answers["gone@mail.example"] = "550 no such mailbox"
    post_notes(office.database, write_note("a", recipient="gone@mail.example"), write_note("b"))
    assert deliver_letters(office) == 2
    assert states(office.database) == {LetterState.REFUSED: 1, LetterState.SENT: 1}
    with office.database.read() as work:
        (refused,) = list_letters(work, (LetterState.REFUSED,), 9)
    assert refused.note == "550 no such mailbox"


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
def test_put_off_letter_is_tried_later_and_given_up_after_days(
    office: Office, mailbox: Mailbox, step: str
) -> None:
    mailbox.answers[step] = "451 try later"
    post_notes(office.database, write_note("a"))
    assert deliver_letters(office) == 1
    assert deliver_letters(office) == 0, "it waits"
    assert deliver_letters(later(office, HOUR)) == 1
    assert states(office.database) == {LetterState.WAITING: 1}
    del mailbox.answers[step]
    assert deliver_letters(later(office, 3 * HOUR)) == 1
    assert len(mailbox.mails) == 1
    post_notes(office.database, write_note("b"))
    mailbox.answers[step] = "451 try later"
    deliver_letters(later(office, GIVEN_UP))
    assert states(office.database) == {LetterState.SENT: 1, LetterState.REFUSED: 1}


def test_server_that_is_down_touches_no_letter(office: Office, mailbox: Mailbox) -> None:
    post_notes(office.database, write_note("a"))
    down = replace(office, server=read_mail_server(f"smtp://127.0.0.1:{find_port()}"))
    with pytest.raises(NotHandedError):
        deliver_letters(down)
    with office.database.read() as work:
        (letter,) = list_letters(work, (LetterState.WAITING,), 9)
    assert letter.attempts == 0
    assert deliver_letters(office) == 1
    assert len(mailbox.mails) == 1


def test_lost_connection_before_the_text_is_tried_again(office: Office, mailbox: Mailbox) -> None:
    mailbox.answers["RCPT"] = HANG_UP
    post_notes(office.database, write_note("a"), write_note("b"))
    assert deliver_letters(office) == 1, "a lost connection is not used any more"
    mailbox.answers.clear()
    assert deliver_letters(later(office, HOUR)) == 2
    assert len(mailbox.mails) == 2


def test_lost_connection_after_the_text_is_left_to_a_person(office: Office, mailbox: Mailbox) -> None:
    mailbox.answers["DATA"] = HANG_UP
    post_notes(office.database, write_note("a"))
    deliver_letters(office)
    assert states(office.database) == {LetterState.UNSURE: 1}
    assert deliver_letters(later(office, 9 * HOUR)) == 0, "it is never sent twice by itself"
    mailbox.answers.clear()
    with office.database.write() as work:
        (letter,) = list_letters(work, (LetterState.UNSURE,), 9)
        assert send_again(work, letter.id, START)
        work.commit()
    assert deliver_letters(office) == 1
    assert [mail["Message-ID"] for mail in mailbox.mails] == [f"<{letter.id}@mallila.example>"] * 2


@pytest.mark.parametrize("point", POINTS)
def test_killed_postman_loses_nothing_and_sends_nothing_twice(
    database_url: str, mail: tuple[Mailbox, str], point: str
) -> None:
    mailbox, server = mail
    database = Database(database_url)
    office = open_test_office(database, server)
    post_notes(database, write_note("a"))
    ended = subprocess.run(
        [sys.executable, "-m", "tests.support.killed_postman", database_url, server, point],
        check=False,
        timeout=60,
    )
    assert ended.returncode == -signal.SIGKILL
    assert deliver_letters(office) == 0, "somebody may still be busy with it"
    deliver_letters(later(office, HELD))
    if point == "taken":
        assert states(database) == {LetterState.SENT: 1}
        assert len(mailbox.mails) == 1
    else:
        assert states(database) == {LetterState.UNSURE: 1}
        assert len(mailbox.mails) == (point == "handed")
    database.close()


def test_postman_delivers_while_his_block_lasts(office: Office, mailbox: Mailbox) -> None:
    post_notes(office.database, write_note("a"))
    Postman.SHORTEST_SECONDS = 0.05
    with Postman(office):
        for _ in range(100):
            if mailbox.mails:
                break
            signal.sigtimedwait([], 0.1)
    assert len(mailbox.mails) == 1
