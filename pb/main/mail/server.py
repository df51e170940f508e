"""The mail server we hand letters to, step by step, so that each step's failure is told apart (RFC 5321).

Until the text is handed over nothing was sent, and a failure is safe to try again. From then on a lost connection means
that nobody knows.
"""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

SECONDS = 20
"""How long the server may take for one answer."""

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class NotHandedError(Exception):
    """The server has not got the letter. `lasting`: trying again won't help. `is_about_letter`: the next may go well."""

    def __init__(self, note: str, *, lasting: bool = False, is_about_letter: bool = False) -> None:
        """Keep what the server said."""
        super().__init__(note)
        self.note = note
        self.lasting = lasting
        self.is_about_letter = is_about_letter


class UnknownFateError(Exception):
    """The connection broke while the text was on its way: the server may have the letter or not."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where and how. `encrypted`: TLS from the start (``smtps``); else STARTTLS, which only loopback may do without."""

    host: str
    port: int
    encrypted: bool
    name: str = ""
    password: str = ""

    @property
    def is_local(self) -> bool:
        """Whether nothing leaves this machine."""
        return self.host in LOOPBACK


def read_mail_server(url: str) -> MailServer:
    """Read ``smtp://name:password@host:587`` or ``smtps://…:465``. Raises ValueError for anything else."""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError("a mail server is smtp://host:port or smtps://host:port")
    encrypted = parts.scheme == "smtps"
    port = parts.port or (465 if encrypted else 587)
    return MailServer(
        parts.hostname, port, encrypted, unquote(parts.username or ""), unquote(parts.password or "")
    )


class Connection:
    """A conversation with the server. Get one from `connect`."""

    def __init__(self, client: smtplib.SMTP) -> None:
        """Take over a client that is greeted and signed in."""
        self._client = client

    def send(
        self, mail: EmailMessage, sender: str, recipient: str, about_to_hand: Callable[[], bool]
    ) -> bool:
        """Send one mail. ``about_to_hand`` is asked just before the text goes out; when it says no, nothing is sent.

        Raises NotHandedError and UnknownFateError; the connection is then spoilt unless the fault was about this letter.
        """
        text = mail.as_bytes()
        try:
            self._say("mail", sender)
            self._say("rcpt", recipient)
        except NotHandedError:
            self._forget()
            raise
        if not about_to_hand():
            self._forget()
            return False
        self.hand(text)
        return True

    def hand(self, text: bytes) -> None:
        """Hand the text over: the step whose end may stay unknown."""
        try:
            code, answer = self._client.data(text)
        except smtplib.SMTPDataError as error:  # refused before the text was asked for
            raise _refused(error.smtp_code, error.smtp_error) from None
        except (OSError, smtplib.SMTPException):
            raise UnknownFateError from None
        if code != 250:
            raise _refused(code, answer)

    def _say(self, verb: str, address: str) -> None:
        try:
            code, answer = getattr(self._client, verb)(address)
        except (OSError, smtplib.SMTPException) as error:
            raise NotHandedError(type(error).__name__) from None
        if code not in (250, 251):
            raise _refused(code, answer)

    def _forget(self) -> None:
        with suppress(OSError, smtplib.SMTPException):
            self._client.rset()


@contextmanager
def connect(server: MailServer) -> Iterator[Connection]:
    """Yield a conversation with the server. Raises NotHandedError when there is none to be had."""
    try:
        client = _open(server)
    except smtplib.SMTPAuthenticationError as error:
        raise NotHandedError(f"{error.smtp_code} the server refused our name or password") from None
    except (OSError, smtplib.SMTPException) as error:
        raise NotHandedError(f"{type(error).__name__}: {server.host}:{server.port}") from None
    try:
        yield Connection(client)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            client.quit()
        client.close()


def _open(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.encrypted:
        client: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=context)
    else:
        client = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
    try:
        if not server.encrypted and not server.is_local:
            client.starttls(context=context)
        if server.name:
            client.login(server.name, server.password)
        client.ehlo_or_helo_if_needed()
    except BaseException:
        client.close()
        raise
    return client


def _refused(code: int, answer: bytes | str) -> NotHandedError:
    words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    # 421: the server closes the conversation; every other answer is about this letter.
    return NotHandedError(f"{code} {words}", lasting=500 <= code < 600, is_about_letter=code != 421)
