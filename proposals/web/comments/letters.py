"""What we write to somebody who asked: that the city has answered."""

from pb.kernel.message import Message
from pb.storage.outbox import QueuedLetter
from pb.web.letters import Compose, Wording, take_text
from pb.web.toolkit import Toolkit
from proposals.storage.comment_letters import ANSWERED

WHY = Message("You get this letter because you asked a question with this address.")


def _word_answered(toolkit: Toolkit, queued: QueuedLetter) -> Wording:
    letter = queued.letter
    values = {name: take_text(letter.values, name) for name in ("number", "title", "unit", "text")}
    cycle, comment = (take_text(letter.values, name) for name in ("cycle", "comment"))
    return Wording(
        subject=Message("The city has answered your question about proposal %(number)s", values),
        paragraphs=(
            Message("You asked about the proposal “%(title)s”.", values),
            Message("The answer of %(unit)s: %(text)s", values),
        ),
        link=(
            Message("Read the whole thread"),
            f"{toolkit.public_url}/{letter.language}/cycles/{cycle}/proposals/{values['number']}"
            f"/comments/{comment}",
        ),
        why=WHY,
    )


COMMENT_LETTERS: dict[str, Compose] = {ANSWERED: _word_answered}
