"""The wording of letters: one source for the text part and the HTML part, in the reader's language.

A kind of letter is a function from stored values to a `Wording`; stage packages bring theirs. Both parts say the same,
since both are made from the wording. What residents wrote goes in as a value and is escaped in the HTML part.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from pb.kernel.canonical import JSON
from pb.kernel.message import Message
from pb.storage.outbox import QueuedLetter
from pb.web.toolkit import Toolkit


@dataclass(frozen=True, slots=True)
class Wording:
    """What a letter says. `link`: words and the whole address; `leave`: where one click ends such letters."""

    subject: Message
    paragraphs: tuple[Message, ...]
    link: tuple[Message, str] | None = None
    why: Message | None = None
    leave: str = ""


Compose = Callable[[Toolkit, QueuedLetter], Wording | None]
"""Words a letter when it is sent; None when there is nothing to tell any more."""


@dataclass(frozen=True, slots=True)
class Sender:
    """From whom letters come and where answers go. `domain` stands in message ids."""

    name: str
    address: str
    domain: str


def compose_mail(toolkit: Toolkit, sender: Sender, queued: QueuedLetter, wording: Wording) -> EmailMessage:
    """Return the letter as a mail with a text part and an HTML part (RFC 5322, RFC 2046).

    The message id depends on the letter only, so that a mailbox can notice a second copy. Machines don't answer it
    (RFC 3834); with ``leave`` one click in the mail program ends such letters (RFC 8058).
    """
    language = queued.letter.language
    environment = toolkit.environments[language]
    values = {"wording": wording, "contact": sender.address, "home": toolkit.public_url + f"/{language}"}
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = " ".join(toolkit.translations.translate(wording.subject, language).split())
    mail["From"] = f"{_quote(sender.name)} <{sender.address}>"
    mail["To"] = queued.letter.recipient
    mail["Date"] = format_datetime(queued.queued)
    mail["Message-ID"] = f"<{queued.id}@{sender.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    if wording.leave:
        mail["List-Unsubscribe"] = f"<{wording.leave}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(environment.get_template("mail/letter.txt").render(values))
    mail.add_alternative(environment.get_template("mail/letter.html").render(values), subtype="html")
    mail["Content-Language"] = language.value
    return mail


def compose_letter(
    toolkit: Toolkit, kinds: Mapping[str, Compose], sender: Sender, queued: QueuedLetter
) -> EmailMessage | None:
    """Return a queued letter as a mail; None when its kind says that there is nothing to tell any more.

    Raises KeyError for a kind that no package brings.
    """
    wording = kinds[queued.letter.kind](toolkit, queued)
    return None if wording is None else compose_mail(toolkit, sender, queued, wording)


def take_text(values: Mapping[str, JSON], name: str) -> str:
    """Return a stored value that is text. Raises ValueError otherwise."""
    value = values[name]
    if not isinstance(value, str):
        raise ValueError(f"{name} of a letter is no text")
    return value


def _quote(name: str) -> str:
    return '"' + name.replace("\\", "").replace('"', "") + '"'
