"""Participants for tests: coming in by a letter's link, and reading what the letters say."""

from pb.kernel.language import Language
from pb.storage.outbox import LetterState, QueuedLetter, list_letters
from pb.web.letters import Sender, compose_letter
from proposals.storage.participants import ask_for_link
from proposals.web.letters import LETTERS
from proposals.web.participants.links import make_secret
from tests.support.visitors import ADDRESS, Town, Visitor

SENDER = Sender("Mallila", "town@mallila.example", "mallila.example")


def list_waiting(town: Town, kind: str) -> list[QueuedLetter]:
    """Return the letters of a kind that wait in the outbox."""
    with town.database.read() as work:
        return [one for one in list_letters(work, (LetterState.WAITING,), 999) if one.letter.kind == kind]


def read_mail(town: Town, queued: QueuedLetter) -> str:
    """Return a letter as its reader sees it: subject, the way to leave, text."""
    mail = compose_letter(town.client.app.state.toolkit, LETTERS, SENDER, queued)
    assert mail is not None
    part = mail.get_body(("plain",))
    assert part is not None
    return f"{mail['Subject']}\n{mail['List-Unsubscribe']}\n{part.get_content()}"


def find_link(text: str, part: str) -> str:
    """Return the path of the first link in a letter that has ``part`` in it."""
    line = next(line for line in text.splitlines() if part in line and ADDRESS in line)
    return line.partition(ADDRESS)[2].strip()


def let_in(town: Town, address: str, language: Language = Language.FI) -> Visitor:
    """Return somebody who has come in under an address."""
    with town.database.write() as work:
        link = ask_for_link(work, address, language, "/fi/me", town.clock.now())
        work.commit()
    visitor = town.visitor()
    visitor.open(f"/fi/me/link/{make_secret(town.client.app.state.toolkit.secret, link.id)}")
    visitor.send(action="")
    return visitor
