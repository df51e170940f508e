"""The one moment of a cast in which nobody can tell: the database was told to commit, and its answer got lost."""

from sqlalchemy.exc import InterfaceError, OperationalError

from pb.kernel.errors import DomainError
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work


class UnconfirmedError(DomainError):
    """The ballot may be in the box or not; the same form again settles it, since nothing is cast twice."""

    code = "unconfirmed"
    status = 503


def commit_cast(work: Work) -> None:
    """Commit. Raises UnconfirmedError when the database doesn't say that it did."""
    try:
        work.commit()
    except (OperationalError, InterfaceError):
        raise UnconfirmedError(
            Message(
                "We could not confirm that your vote was cast. Reload this page to send it again."
                " If it was cast, you get its receipt. Nothing is cast twice."
            )
        ) from None
