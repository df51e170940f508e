"""What we write to participants: the link that lets them in, news of what they follow, and invitations.

The links are made when a letter is sent; the outbox holds none. An invitation to write along comes before its reader
takes part, and is here because it lets them in as well.
"""

from collections.abc import Mapping
from datetime import timedelta

from pb.kernel.canonical import JSON
from pb.kernel.message import Message
from pb.storage.outbox import QueuedLetter
from pb.web.letters import Wording, take_text
from pb.web.toolkit import Toolkit
from proposals.core.authors import INVITATION_LIFETIME
from proposals.core.news import NewsKind
from proposals.core.participant import LINK_LIFETIME
from proposals.web.participants.links import make_invitation_secret, make_leave_token, make_secret

HAPPENED = {
    NewsKind.CHANGED: Message("The proposal was changed by its author."),
    NewsKind.ANSWERED: Message("The city has answered."),
    NewsKind.REPLIED: Message("The city has answered a question."),
    NewsKind.STATEMENT: Message("A council has given its statement."),
    NewsKind.MERGED: Message("The proposal was joined with another."),
    NewsKind.DECIDED: Message("The city has decided on an appeal."),
}


def word_sign_in(toolkit: Toolkit, queued: QueuedLetter) -> Wording:
    """Word the letter with a one-time link."""
    letter = queued.letter
    secret = make_secret(toolkit.secret, take_text(letter.values, "link"))
    hours = LINK_LIFETIME // timedelta(hours=1)
    return Wording(
        subject=Message("Your link to take part"),
        paragraphs=(
            Message(
                "Open the link and press the button there. It works once, within %(hours)s hours.",
                {"hours": hours},
            ),
            Message("If you did not ask for this, you need do nothing."),
        ),
        link=(Message("Go on"), f"{toolkit.public_url}/{letter.language}/me/link/{secret}"),
        why=Message("You get this letter because somebody gave this address on our pages."),
    )


def word_news(toolkit: Toolkit, queued: QueuedLetter) -> Wording:
    """Word the letter of news; with one piece of news it leads to the proposal, with more to the reader's own page."""
    letter = queued.letter
    home = f"{toolkit.public_url}/{letter.language}"
    listed = letter.values["news"]
    news = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    places = {(take_text(one, "cycle"), one["number"]) for one in news}
    if len(places) == 1:
        ((cycle, number),) = places
        link = (Message("Read the proposal"), f"{home}/cycles/{cycle}/proposals/{number}")
    else:
        link = (Message("See what you follow"), f"{home}/me")
    token = make_leave_token(toolkit.secret, take_text(letter.values, "reader"))
    one, several = Message("News of a proposal you follow"), Message("News of proposals you follow")
    return Wording(
        subject=one if len(places) == 1 else several,
        paragraphs=tuple(_tell(one) for one in news),
        link=link,
        why=Message("You get this letter because you follow proposals."),
        leave=f"{home}/me/letters/{token}",
    )


def word_invitation(toolkit: Toolkit, queued: QueuedLetter) -> Wording:
    """Word the letter by which a proposer invites a co-author."""
    letter = queued.letter
    secret = make_invitation_secret(toolkit.secret, take_text(letter.values, "invitation"))
    named = {name: take_text(letter.values, name) for name in ("proposer", "number", "title")}
    return Wording(
        subject=Message("Will you write proposal %(number)s along?", {"number": named["number"]}),
        paragraphs=(
            Message("%(proposer)s asks you to be a co-author of proposal %(number)s “%(title)s”.", named),
            Message("Co-authors can change the text while proposals are taken. Their names are published."),
            Message(
                "Accept or decline by the link. It works for %(days)s days. You can also leave this letter unanswered.",
                {"days": INVITATION_LIFETIME.days},
            ),
        ),
        link=(Message("Read the proposal and answer"), _invitation_page(toolkit, letter.language, secret)),
        why=Message(
            "You get this letter because the proposer gave us this address. We forget it if you decline."
        ),
    )


def _invitation_page(toolkit: Toolkit, language: str, secret: str) -> str:
    return f"{toolkit.public_url}/{language}/me/invitation/{secret}"


def _tell(one: Mapping[str, JSON]) -> Message:
    return Message(
        "Proposal %(number)s “%(title)s”: %(what)s",
        {
            "number": str(one["number"]),
            "title": take_text(one, "title"),
            "what": HAPPENED[NewsKind(take_text(one, "kind"))],
        },
    )
