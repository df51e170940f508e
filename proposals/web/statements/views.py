"""A statement as anyone may read it: an answer that is not released yet is not in it, so no template can show one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pb.engine.cycle import Cycle
from pb.kernel.message import Message
from proposals.core.councils import name_council
from proposals.core.proposal import Proposal
from proposals.core.statements import Asking, Hearing, Statement, StatementAnswer, may_show_answers
from proposals.storage.statements import Heard


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A request for everyone. `proposal` is left out of one about the round; `is_late` while nothing came in time."""

    council: Message
    asking: Asking
    proposal: Proposal | None
    statement: Statement | None
    answer: StatementAnswer | None
    is_late: bool


def show_hearing(cycle: Cycle, hearing: Hearing, proposal: Proposal | None, now: datetime) -> ShownStatement:
    """Return what anyone may know of a request."""
    return ShownStatement(
        name_council(hearing.asking.council),
        hearing.asking,
        proposal,
        hearing.statement,
        hearing.answer if may_show_answers(cycle) else None,
        hearing.statement is None and now > hearing.asking.due,
    )


def show_hearings(cycle: Cycle, heard: Iterable[Heard], now: datetime) -> list[ShownStatement]:
    """Return what anyone may know of several requests, filed statements first."""
    shown = [show_hearing(cycle, hearing, proposal, now) for hearing, proposal in heard]
    return sorted(shown, key=lambda one: one.statement is None)
