"""The account log in words, and writing to it in the name of who is signed in."""

from pb.kernel.clock import Clock
from pb.kernel.ids import AccountId
from pb.kernel.message import Message
from pb.storage.account_log import AccountAct, log_account_act
from pb.storage.unit_of_work import Work
from pb.web.sessions import Session

ACT_NAMES = {
    "added": Message("Account added"),
    "roles-set": Message("Roles changed"),
    "closed": Message("Account closed"),
    "opened": Message("Account opened again"),
    "link-made": Message("Sign-in link made"),
    "password-set": Message("Password changed"),
}


def log_act(
    work: Work, clock: Clock, session: Session, account: AccountId, act: str, detail: str = ""
) -> None:
    """Write down an act of the signed-in account, in the unit of work that does it."""
    viewer = session.viewer
    if viewer is None or act not in ACT_NAMES:
        raise ValueError(f"nobody to do {act}")
    log_account_act(work, AccountAct(clock.now(), account, viewer.account_id, viewer.name, act, detail))
