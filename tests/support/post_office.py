"""A post office for tests: one kind of letter, worded from its values."""

from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.main.mail.postman import Office
from pb.main.mail.server import read_mail_server
from pb.storage.database import Database
from pb.storage.outbox import Letter, QueuedLetter, post_letter
from pb.web.letters import Sender, Wording, take_text
from pb.web.toolkit import Toolkit
from tests.support.toolkit_app import START, make_test_toolkit

SENDER = Sender("Mallila", "town@mallila.example", "mallila.example")


def word_note(_toolkit: Toolkit, queued: QueuedLetter) -> Wording | None:
    """Word a note; an empty one has nothing to tell any more."""
    note = take_text(queued.letter.values, "note")
    if not note:
        return None
    return Wording(
        subject=Message("Proposal %(number)s has arrived", {"number": note}),
        paragraphs=(Message("The reason: %(reason)s", {"reason": note}),),
        link=(Message("Read the answer"), "https://mallila.example/fi/cycles/2027"),
        leave="https://mallila.example/fi/leave/token",
    )


def open_test_office(database: Database, url: str) -> Office:
    """Return an office whose clock stands still."""
    toolkit = make_test_toolkit(database)
    return Office(database, toolkit.clock, toolkit, {"note": word_note}, SENDER, read_mail_server(url))


def write_note(key: str, note: str = "12", recipient: str = "resident@mail.example") -> Letter:
    """Return a letter in Finnish."""
    return Letter(key, "note", recipient, Language.FI, {"note": note})


def post_notes(database: Database, *letters: Letter) -> None:
    """Put letters into the outbox and commit."""
    with database.write() as work:
        for letter in letters:
            post_letter(work, letter, START)
        work.commit()
