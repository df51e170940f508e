"""A real mail server on loopback that can be told to refuse, to put off and to hang up at any step."""

from asyncio import Transport
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from pb.main.replay.server import find_port

HANG_UP = "hang up"
"""Said instead of an answer: the connection is cut."""


@dataclass
class Mailbox:
    """What arrived, in order, and what the server answers: to ``MAIL``, ``RCPT`` and the text."""

    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer a recipient."""
        answer = self.answers.get(address, self.answers.get("RCPT", ""))
        if answer:
            return self._answer(server, answer)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a mail, and answer as told: a hang-up here has taken it all the same."""
        answer = self.answers.get("DATA", "")
        if answer in ("", HANG_UP):
            content = envelope.content
            assert isinstance(content, bytes)
            mail = BytesParser(policy=default).parsebytes(content)
            assert isinstance(mail, EmailMessage)
            self.mails.append(mail)
            self.recipients += envelope.rcpt_tos
        return self._answer(server, answer) if answer else "250 OK"

    def _answer(self, server: SMTP, answer: str) -> str:
        if answer == HANG_UP:
            assert isinstance(server.transport, Transport)
            server.transport.abort()
        return answer


@contextmanager
def serve_mail() -> Iterator[tuple[Mailbox, str]]:
    """Yield a mailbox and the ``smtp://`` address of the server that fills it."""
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=find_port())
    controller.start()
    try:
        yield mailbox, f"smtp://127.0.0.1:{controller.port}"
    finally:
        controller.stop()
