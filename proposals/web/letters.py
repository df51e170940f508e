"""What we write to proposers: that a proposal arrived, and that the city has answered.

The private link is made when the letter is sent; the outbox never holds it.
"""

from collections.abc import Mapping
from datetime import datetime

from pb.kernel.canonical import JSON
from pb.kernel.ids import CycleId, ProposalId
from pb.kernel.message import Message
from pb.storage.outbox import QueuedLetter
from pb.web.letters import Compose, Wording, take_text
from pb.web.toolkit import Toolkit
from proposals.storage.coauthors import INVITATION
from proposals.storage.letters import ANSWERED, ASKED, ATTACHMENT_REMOVED, HIDDEN, RECEIVED, SHOWN
from proposals.storage.news import NEWS
from proposals.storage.participants import SIGN_IN
from proposals.web.authorship import link_address
from proposals.web.comments.letters import COMMENT_LETTERS
from proposals.web.merging.letters import MERGE_LETTERS
from proposals.web.participants.letters import word_invitation, word_news, word_sign_in

WHY = Message("You get this letter because you gave this address with your proposal.")


def _word_received(toolkit: Toolkit, queued: QueuedLetter) -> Wording:
    letter = queued.letter
    cycle, proposal = CycleId(take_text(letter.values, "cycle")), ProposalId(take_text(letter.values, "id"))
    return Wording(
        subject=Message("Proposal %(number)s has arrived", _take_number(letter.values)),
        paragraphs=(
            Message("Thank you. We have received your proposal “%(title)s”.", _take_title(letter.values)),
            Message("By the link below you can read it, change it or withdraw it while proposals are taken."),
            Message("The link is yours alone. Do not pass it on."),
        ),
        link=(Message("Open your proposal"), link_address(toolkit, cycle, proposal, letter.language)),
        why=WHY,
    )


def _word_answered(toolkit: Toolkit, queued: QueuedLetter) -> Wording:
    letter = queued.letter
    number = _take_number(letter.values)
    verdict = (
        Message("Your proposal goes to the vote.")
        if letter.values.get("feasible")
        else Message("Your proposal does not go to the vote.")
    )
    address = f"{toolkit.public_url}/{letter.language}/cycles/{take_text(letter.values, 'cycle')}/proposals"
    return Wording(
        subject=Message("The city has answered proposal %(number)s", number),
        paragraphs=(
            Message("The city has answered your proposal “%(title)s”.", _take_title(letter.values)),
            verdict,
            Message("The reason: %(reason)s", {"reason": take_text(letter.values, "reason")}),
        ),
        link=(Message("Read the answer"), f"{address}/{number['number']}"),
        why=WHY,
    )


def _word_asked(toolkit: Toolkit, queued: QueuedLetter) -> Wording:
    letter = queued.letter
    cycle, proposal = CycleId(take_text(letter.values, "cycle")), ProposalId(take_text(letter.values, "id"))
    due = datetime.fromisoformat(take_text(letter.values, "due")).astimezone(toolkit.zone).date()
    return Wording(
        subject=Message("The city asks about proposal %(number)s", _take_number(letter.values)),
        paragraphs=(
            Message(
                "To answer your proposal “%(title)s”, the city needs to know more.",
                _take_title(letter.values),
            ),
            Message("The question: %(question)s", {"question": take_text(letter.values, "question")}),
            Message(
                "Please answer by %(day)s. The answer is for the city and is not published.", {"day": due}
            ),
        ),
        link=(Message("Answer the question"), link_address(toolkit, cycle, proposal, letter.language)),
        why=WHY,
    )


def _word_hidden(toolkit: Toolkit, queued: QueuedLetter) -> Wording:
    letter = queued.letter
    return Wording(
        subject=Message("Proposal %(number)s has been hidden", _take_number(letter.values)),
        paragraphs=(
            Message("The city has hidden your proposal “%(title)s”.", _take_title(letter.values)),
            Message("The reason: %(reason)s", {"reason": take_text(letter.values, "reason")}),
            Message("If you think this is wrong, answer this letter. A moderator then looks at it again."),
        ),
        link=_own_page(toolkit, queued),
        why=WHY,
    )


def _word_attachment_removed(toolkit: Toolkit, queued: QueuedLetter) -> Wording:
    letter = queued.letter
    return Wording(
        subject=Message("Something was removed from proposal %(number)s", _take_number(letter.values)),
        paragraphs=(
            Message(
                "The city has removed “%(words)s” from your proposal. The proposal itself stays.",
                {"words": take_text(letter.values, "words")},
            ),
            Message("The reason: %(reason)s", {"reason": take_text(letter.values, "reason")}),
            Message(
                "If you think this is wrong, answer this letter. If we were wrong, you may add it again."
            ),
        ),
        link=_own_page(toolkit, queued),
        why=WHY,
    )


def _word_shown(toolkit: Toolkit, queued: QueuedLetter) -> Wording:
    letter = queued.letter
    return Wording(
        subject=Message("Proposal %(number)s can be read again", _take_number(letter.values)),
        paragraphs=(
            Message("Everyone can read your proposal “%(title)s” again.", _take_title(letter.values)),
        ),
        link=_own_page(toolkit, queued),
        why=WHY,
    )


def _own_page(toolkit: Toolkit, queued: QueuedLetter) -> tuple[Message, str]:
    letter = queued.letter
    cycle, proposal = CycleId(take_text(letter.values, "cycle")), ProposalId(take_text(letter.values, "id"))
    return Message("Open your proposal"), link_address(toolkit, cycle, proposal, letter.language)


def _take_number(values: Mapping[str, JSON]) -> dict[str, str]:
    return {"number": take_text(values, "number")}


def _take_title(values: Mapping[str, JSON]) -> dict[str, str]:
    return {"title": take_text(values, "title")}


LETTERS: dict[str, Compose] = {
    RECEIVED: _word_received,
    ANSWERED: _word_answered,
    ASKED: _word_asked,
    HIDDEN: _word_hidden,
    ATTACHMENT_REMOVED: _word_attachment_removed,
    SHOWN: _word_shown,
    **MERGE_LETTERS,
    **COMMENT_LETTERS,
    SIGN_IN: word_sign_in,
    NEWS: word_news,
    INVITATION: word_invitation,
}
