"""The outcome under embargo: kept when it has been counted, readable by others only once it is published."""

from pb.kernel.canonical import digest
from pb.kernel.handoff import Outcome
from pb.kernel.ids import CycleId
from pb.kernel.plain import from_plain, to_plain
from pb.storage.unit_of_work import Work
from voting.storage.tables import OutcomeRow


def keep_outcome(work: Work, cycle_id: CycleId, outcome: Outcome) -> None:
    """Keep an outcome under embargo. One that stands already must be the same, or the count isn't to be trusted."""
    payload = to_plain(outcome)
    mark = digest(payload)
    row = work.session.get(OutcomeRow, cycle_id)
    if row is None:
        work.session.add(OutcomeRow(cycle_id=cycle_id, payload=payload, digest=mark, published=False))
        work.session.flush()
    elif row.digest != mark:
        raise RuntimeError(f"two counts of cycle {cycle_id} differ")


def find_outcome_digest(work: Work, cycle_id: CycleId) -> str | None:
    """Return the digest that names the outcome, published or not; it tells nothing of the count."""
    row = work.session.get(OutcomeRow, cycle_id)
    return row.digest if row else None


def publish_outcome(work: Work, cycle_id: CycleId) -> None:
    """Lift the embargo, for good."""
    row = work.session.get(OutcomeRow, cycle_id)
    if row is None:
        raise LookupError(cycle_id)
    row.published = True
    work.session.flush()


def find_published(work: Work, cycle_id: CycleId) -> Outcome | None:
    """Return the outcome if it is published: the only way any page, file or feed may read one."""
    row = work.session.get(OutcomeRow, cycle_id)
    return from_plain(row.payload, Outcome) if row is not None and row.published else None
