"""Delivers one letter in a process of its own and kills that process at a chosen point, as a power cut would.

Run as a module: database URL, address of the mail server, and the point: ``taken``, ``handing`` (just before the text
goes out) or ``handed`` (the server has taken it, and that isn't written down yet). Never ends otherwise.
"""

import os
import signal
import sys

from pb.main.mail import postman
from pb.main.mail.server import Connection
from pb.storage.database import Database
from tests.support.post_office import open_test_office

POINTS = ("taken", "handing", "handed")


def pull_plug(*_: object, **__: object) -> None:
    """End this process without any farewell."""
    os.kill(os.getpid(), signal.SIGKILL)


def deliver_until(url: str, server: str, point: str) -> None:
    """Deliver and be killed at ``point``."""
    if point == "taken":
        Connection.send = pull_plug  # type: ignore[method-assign, assignment]
    elif point == "handing":
        Connection.hand = pull_plug  # type: ignore[method-assign]
    else:
        setattr(postman, "settle_letter", pull_plug)  # noqa: B010 - a name that the module doesn't offer
    postman.deliver_letters(open_test_office(Database(url), server))


if __name__ == "__main__":
    deliver_until(*sys.argv[1:4])
