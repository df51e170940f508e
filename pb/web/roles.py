"""Who may do what is said in these words."""

from enum import StrEnum

from pb.kernel.message import Message


class Role(StrEnum):
    """A role an account holds. No role includes another: each route names all that may use it."""

    RESIDENT = "resident"
    OFFICIAL = "official"
    DESK = "desk"
    MODERATOR = "moderator"
    COUNCIL = "council"
    TRUSTEE = "trustee"
    ADMINISTRATOR = "administrator"


ROLE_NAMES = {
    Role.RESIDENT: Message("Resident"),
    Role.OFFICIAL: Message("Official"),
    Role.DESK: Message("Desk official"),
    Role.MODERATOR: Message("Moderator"),
    Role.COUNCIL: Message("Council member"),
    Role.TRUSTEE: Message("Trustee"),
    Role.ADMINISTRATOR: Message("Administrator"),
}

STAFF = frozenset(Role) - {Role.RESIDENT}
"""The roles an administrator gives; a resident needs no account of this kind."""
