"""The signed-in account, and its name in the journal. Only for routes that ask for staff."""

from pb.engine.acts import Actor
from pb.web.sessions import Session, Viewer


def viewer_of(session: Session) -> Viewer:
    """Return the signed-in account. Raises LookupError without one: the route's access should have refused."""
    if session.viewer is None:
        raise LookupError("no account is signed in")
    return session.viewer


def actor_of(session: Session) -> Actor:
    """Return the signed-in account as the journal names it."""
    viewer = viewer_of(session)
    return Actor(viewer.account_id, viewer.name)
