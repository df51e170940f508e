"""The address of a mail server is read strictly; nothing else is guessed."""

import pytest

from pb.main.mail.server import MailServer, read_mail_server


def test_address_says_how_to_reach_the_server() -> None:
    assert read_mail_server("smtp://mail.example") == MailServer("mail.example", 587, encrypted=False)
    assert read_mail_server("smtps://mail.example") == MailServer("mail.example", 465, encrypted=True)
    assert read_mail_server("smtp://town:p%40ss@mail.example:2525") == MailServer(
        "mail.example", 2525, encrypted=False, name="town", password="p@ss"
    )


def test_only_this_machine_may_be_spoken_to_in_clear() -> None:
    assert read_mail_server("smtp://127.0.0.1:25").is_local
    assert not read_mail_server("smtp://10.0.0.1:25").is_local


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://a/b", "smtp://a:x"]
)
def test_anything_else_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_mail_server(url)
