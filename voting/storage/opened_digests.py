"""Sealed ballots that were opened for a test (Benaloh 2006): whoever has seen the randomness must not cast them.

A first ballot is bound to a tag that is drawn for one session, which remembers what it has opened. A ballot that takes
the place of an earlier one has that one's tag in every session; so these digests are kept for all of them.
"""

from sqlalchemy import exists, select
from sqlalchemy.dialects import postgresql, sqlite

from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from voting.storage.tables import OpenedDigestRow


def keep_opened(work: Work, cycle_id: CycleId, digest: bytes) -> None:
    """Keep the digest of a ballot before its randomness is shown; told twice, it is kept once."""
    make = sqlite.insert if work.connection.dialect.name == "sqlite" else postgresql.insert
    work.connection.execute(
        make(OpenedDigestRow).values(cycle_id=cycle_id, digest=digest).on_conflict_do_nothing()
    )


def was_opened(work: Work, cycle_id: CycleId, digest: bytes) -> bool:
    """Whether a ballot was opened for a test, in whatever session."""
    return bool(
        work.session.scalar(
            select(exists().where(OpenedDigestRow.cycle_id == cycle_id, OpenedDigestRow.digest == digest))
        )
    )
