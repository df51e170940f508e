"""Keeps cycles, handoffs, the journal and approvals: the engine's `Ledger` on a database.

Whoever writes a cycle locks its row first, so that two processes never move one cycle at once.
"""

from abc import ABC, abstractmethod
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pb.engine.acts import Act, ActName, Actor
from pb.engine.approval import Approval
from pb.engine.cycle import Cycle, StageState, StageStatus
from pb.engine.declaration import CycleDeclaration
from pb.engine.journal import JournalEntry, JournalEvent, chain_event
from pb.kernel.canonical import digest
from pb.kernel.errors import NotFoundError
from pb.kernel.handoff import Handoff, Outcome, SealedBox, Shortlist, Submissions
from pb.kernel.ids import AccountId, CycleId, StageKey
from pb.kernel.plain import from_plain, to_plain
from pb.storage.cycle_tables import ApprovalRow, CycleRow, HandoffRow, JournalRow, StageRow

HANDOFFS: dict[str, type[Handoff]] = {
    "submissions": Submissions,
    "shortlist": Shortlist,
    "sealed-box": SealedBox,
    "outcome": Outcome,
}
_KINDS = {form: kind for kind, form in HANDOFFS.items()}


class CycleLedger(ABC):
    """The ledger within one transaction. The subclass provides the session."""

    @property
    @abstractmethod
    def session(self) -> Session:
        """The session of the transaction."""

    def list_cycles(self) -> tuple[Cycle, ...]:
        """Return every cycle, the newest first, without holding any."""
        rows = self.session.scalars(select(CycleRow).order_by(CycleRow.started_at.desc(), CycleRow.id))
        return tuple(self._read(row) for row in rows.all())

    def read_cycle(self, cycle_id: CycleId) -> Cycle:
        """Return a cycle without holding it. Raises NotFoundError."""
        row = self.session.get(CycleRow, cycle_id)
        if row is None:
            raise NotFoundError
        return self._read(row)

    def hold_cycle(self, cycle_id: CycleId) -> Cycle:
        """Return a cycle that can't move until the transaction ends; many may hold it at once. Raises NotFoundError."""
        return self._lock(cycle_id, shared=True)

    def load_cycle(self, cycle_id: CycleId) -> Cycle:
        """Return a cycle, held against every other holder and writer. Raises NotFoundError."""
        return self._lock(cycle_id, shared=False)

    def save_cycle(self, cycle: Cycle) -> None:
        """Keep the declaration and states. A new cycle's rows are made."""
        data = to_plain(cycle.declaration)
        row = self.session.get(CycleRow, cycle.id)
        if row is None:
            started_at = min(plan.opens_at for plan in cycle.declaration.stages)
            self.session.add(CycleRow(id=cycle.id, declaration=data, started_at=started_at))
            self.session.flush()
        else:
            row.declaration = data  # type: ignore[assignment]  # a plain object by construction
        for state in cycle.states:
            self.session.merge(
                StageRow(
                    cycle_id=cycle.id,
                    key=state.key,
                    status=state.status.value,
                    opened_at=state.opened_at,
                    closed_at=state.closed_at,
                )
            )
        self.session.flush()

    def load_handoff(self, cycle_id: CycleId, stage: StageKey) -> Handoff | None:
        """Return what a closed stage handed on, or None."""
        row = self.session.get(HandoffRow, (cycle_id, stage))
        return from_plain(row.payload, HANDOFFS[row.kind]) if row else None

    def save_handoff(self, cycle_id: CycleId, stage: StageKey, handoff: Handoff) -> str:
        """Keep a handoff and return its digest. A second one for the same stage breaks the primary key."""
        payload = to_plain(handoff)
        mark = digest(payload)
        self.session.add(
            HandoffRow(
                cycle_id=cycle_id, stage=stage, kind=_KINDS[type(handoff)], payload=payload, digest=mark
            )
        )
        self.session.flush()
        return mark

    def write_journal(self, cycle_id: CycleId, event: JournalEvent, at: datetime) -> None:
        """Append to the journal. The cycle must be held by `load_cycle`, or two writers would take one place."""
        newest = self.session.scalars(
            select(JournalRow)
            .where(JournalRow.cycle_id == cycle_id)
            .order_by(JournalRow.sequence.desc())
            .limit(1)
        ).first()
        entry = chain_event(event, at, _to_entry(newest) if newest else None)
        self.session.add(
            JournalRow(
                cycle_id=cycle_id,
                sequence=entry.sequence,
                at=entry.at,
                act=event.act,
                stage=event.stage,
                actor_id=event.actor.id,
                actor_name=event.actor.name,
                details=event.details,
                previous=entry.previous,
                hash=entry.hash,
            )
        )
        self.session.flush()

    def read_journal(self, cycle_id: CycleId) -> tuple[JournalEntry, ...]:
        """Return a cycle's journal from its beginning."""
        rows = self.session.scalars(
            select(JournalRow).where(JournalRow.cycle_id == cycle_id).order_by(JournalRow.sequence)
        )
        return tuple(_to_entry(row) for row in rows)

    def find_approval(self, cycle_id: CycleId, act: Act) -> Approval | None:
        """Return the newest unspent approval of an act, or None."""
        row = self.session.scalars(
            select(ApprovalRow)
            .where(
                ApprovalRow.cycle_id == cycle_id,
                ApprovalRow.stage == act.stage,
                ApprovalRow.act == act.name,
                ApprovalRow.spent.is_(False),
            )
            .order_by(ApprovalRow.requested_at.desc())
            .limit(1)
        ).first()
        return _to_approval(row) if row else None

    def list_approvals(self, cycle_id: CycleId) -> tuple[Approval, ...]:
        """Return the unspent approvals of a cycle, the oldest first."""
        rows = self.session.scalars(
            select(ApprovalRow)
            .where(ApprovalRow.cycle_id == cycle_id, ApprovalRow.spent.is_(False))
            .order_by(ApprovalRow.requested_at)
        )
        return tuple(_to_approval(row) for row in rows)

    def save_approval(self, approval: Approval) -> None:
        """Keep a new or changed approval. The database refuses one person in both places."""
        approver = approval.approved_by
        self.session.merge(
            ApprovalRow(
                id=approval.id,
                cycle_id=approval.cycle,
                stage=approval.act.stage,
                act=approval.act.name,
                subject=approval.subject,
                amendment=approval.amendment,
                requested_by=approval.requested_by.id,
                requested_name=approval.requested_by.name,
                requested_at=approval.requested_at,
                approved_by=approver.id if approver else None,
                approved_name=approver.name if approver else None,
                approved_at=approval.approved_at,
                spent=approval.spent,
            )
        )
        self.session.flush()

    def _lock(self, cycle_id: CycleId, *, shared: bool) -> Cycle:
        # SQLite has no row locks and needs none: its write transactions run one after the other.
        row = self.session.get(CycleRow, cycle_id, with_for_update={"read": shared}, populate_existing=True)
        if row is None:
            raise NotFoundError
        return self._read(row, fresh=True)

    def _read(self, row: CycleRow, *, fresh: bool = False) -> Cycle:
        query = select(StageRow).where(StageRow.cycle_id == row.id).execution_options(populate_existing=fresh)
        found = {state.key: state for state in self.session.scalars(query)}
        declaration = from_plain(row.declaration, CycleDeclaration)
        states = (found[plan.key] for plan in declaration.stages)
        return Cycle(
            declaration,
            tuple(
                StageState(StageKey(state.key), StageStatus(state.status), state.opened_at, state.closed_at)
                for state in states
            ),
        )


def _to_entry(row: JournalRow) -> JournalEntry:
    actor = Actor(AccountId(row.actor_id), row.actor_name)
    event = JournalEvent(row.act, row.stage, actor, row.details)
    return JournalEntry(row.sequence, row.at, event, row.previous, row.hash)


def _to_approval(row: ApprovalRow) -> Approval:
    approver = Actor(AccountId(row.approved_by), row.approved_name or "") if row.approved_by else None
    return Approval(
        id=row.id,
        cycle=CycleId(row.cycle_id),
        act=Act(StageKey(row.stage), ActName(row.act)),
        subject=row.subject,
        requested_by=Actor(AccountId(row.requested_by), row.requested_name),
        requested_at=row.requested_at,
        amendment=row.amendment,
        approved_by=approver,
        approved_at=row.approved_at,
        spent=row.spent,
    )
