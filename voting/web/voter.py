"""Who is voting: the slot of a session that a letter code fills, for half an hour at a time.

The slot knows the roll's key of the resident and nothing that was chosen. Choices travel only inside the forms between
the pages, so neither the session nor the database ever holds them beside a resident.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import token_hex

from pb.kernel.errors import ConflictError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.web.access import SignInNeededError
from pb.web.exchange import Connection, session_of
from pb.web.sessions import Session
from voting.core.ballot.sealing import TAG_BYTES
from voting.core.channel import Channel
from voting.core.eligibility import Resident

STAYS = timedelta(minutes=30)
STEP = timedelta(minutes=5)
"""The end is put off at most this often, so that not every page writes."""

MOST_OPENED = 20
"""Ballots a session may open for a test; it bounds what the session holds."""

_SLOT = "voter"


@dataclass(frozen=True, slots=True)
class Voter:
    """A resident at the ballot, and the way they came.

    `order` fixes the order of projects for this sitting. `drawn_tag` (hexadecimal) is the tag of a first ballot; who has
    voted before keeps their own. `key` is that of the ballot this session cast, empty before. `opened` are the digests
    (hexadecimal) of sealed ballots that were opened for a test.
    """

    cycle: CycleId
    resident: Resident
    order: str
    until: datetime
    channel: Channel = Channel.CODE
    drawn_tag: str = ""
    key: str = ""
    opened: tuple[str, ...] = ()


def sign_voter_in(
    session: Session, cycle: CycleId, resident: Resident, channel: Channel = Channel.CODE
) -> Voter:
    """Begin a voter's session under a new identifier; nothing of the old one is taken along."""
    session.end()
    voter = Voter(cycle, resident, token_hex(8), session.now + STAYS, channel, drawn_tag=token_hex(TAG_BYTES))
    session.write(_SLOT, voter)
    return voter


def find_voter(session: Session, cycle: str) -> Voter | None:
    """Return who is voting in this cycle and put their end off; None when nobody is or the time is over."""
    voter = session.read(_SLOT, Voter)
    if voter is None or voter.cycle != cycle or session.now >= voter.until:
        return None
    if voter.until - session.now < STAYS - STEP:
        voter = replace(voter, until=session.now + STAYS)
        session.write(_SLOT, voter)
    return voter


def note_cast(session: Session, voter: Voter, key: str) -> None:
    """Remember which ballot this session put into the box, to show its receipt until the voter leaves."""
    session.write(_SLOT, replace(voter, key=key))


def note_opened(session: Session, voter: Voter, digest: str) -> None:
    """Remember that a ballot was opened, so that this session never casts it. Raises ConflictError for too many."""
    if digest not in voter.opened:
        if len(voter.opened) >= MOST_OPENED:
            raise ConflictError(Message("You have opened enough ballots. Cast your vote, or sign in again."))
        session.write(_SLOT, replace(voter, opened=(*voter.opened, digest)))


def require_voter(session: Session, cycle: str) -> Voter:
    """Return who is voting in this cycle. Raises SignInNeededError."""
    voter = find_voter(session, cycle)
    if voter is None:
        raise SignInNeededError(f"/cycles/{cycle}/vote")
    return voter


@dataclass(frozen=True, slots=True)
class HasShownCode:
    """Asks for a letter code of the cycle in the address. Who comes too late to cast is told that nothing was cast."""

    def check(self, connection: Connection) -> None:
        """Send strangers to where the code is asked for."""
        cycle = str(connection.path_params["cycle"])
        if find_voter(session_of(connection), cycle) is None:
            is_late = connection.scope.get("method") == "POST"
            raise SignInNeededError(f"/cycles/{cycle}/vote" + ("?ended=yes" if is_late else ""))


VOTER = HasShownCode()
