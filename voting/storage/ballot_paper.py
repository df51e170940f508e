"""What residents choose from: the shortlist that the stage before hands on, or that the declaration brings along."""

import json
from functools import lru_cache

from sqlalchemy import Text, cast, select

from pb.engine.cycle import Cycle
from pb.kernel.handoff import Handoff, Shortlist
from pb.kernel.plain import from_plain, to_plain
from pb.storage.unit_of_work import Work
from voting.core.rules import VOTING, read_rules
from voting.storage.tables import BallotPaperRow


def choose_shortlist(cycle: Cycle, received: Handoff | None) -> Shortlist:
    """Return the shortlist that was received, else the declared one, which may be empty."""
    return received if isinstance(received, Shortlist) else read_rules(cycle.declaration).projects


def freeze_ballot_paper(work: Work, cycle: Cycle, shortlist: Shortlist) -> None:
    """Keep the shortlist that voting opens with; from here on no rule can change it. Doing it twice changes nothing."""
    if work.session.get(BallotPaperRow, cycle.id) is None:
        work.session.add(BallotPaperRow(cycle_id=cycle.id, shortlist=to_plain(shortlist)))
        work.session.flush()


def find_ballot_paper(work: Work, cycle: Cycle) -> Shortlist:
    """Return what is or will be on the ballot, by what is known now; empty before the review has ended."""
    query = select(cast(BallotPaperRow.shortlist, Text)).where(BallotPaperRow.cycle_id == cycle.id)
    text = work.session.scalars(query).one_or_none()
    if text is not None:
        return _read_shortlist(text)
    before = cycle.predecessor(VOTING) if cycle.declaration.plan(VOTING) else None
    return choose_shortlist(cycle, work.load_handoff(cycle.id, before.key) if before else None)


@lru_cache(maxsize=64)
def _read_shortlist(text: str) -> Shortlist:
    # The same text is the same frozen value: with 150 projects reading it takes longer than everything else of a cast.
    return from_plain(json.loads(text), Shortlist)
