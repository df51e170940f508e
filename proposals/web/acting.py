"""Who may do what in the review, and how the journal names them."""

from pb.engine.acts import Actor
from pb.web.access import staff
from pb.web.roles import Role
from pb.web.sessions import Session, Viewer

READS = staff(Role.OFFICIAL, Role.MODERATOR, Role.ADMINISTRATOR)
ANSWERS = staff(Role.OFFICIAL)
MODERATES = staff(Role.MODERATOR)


def viewer_of(session: Session) -> Viewer:
    """Return the signed-in account. Only on routes that ask for staff."""
    if session.viewer is None:
        raise LookupError("no account is signed in")
    return session.viewer


def actor_of(session: Session) -> Actor:
    """Return the signed-in account as the journal names it. Only on routes that ask for staff."""
    viewer = viewer_of(session)
    return Actor(viewer.account_id, viewer.name)
