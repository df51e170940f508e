"""Finding proposals by words, area and status, a page at a time, in an order that favours none."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, cast, false, func, literal, select

from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from proposals.core.point_map import View
from proposals.core.proposal import ProposalStatus
from proposals.core.review import AnsweredProposal, Feasibility
from proposals.core.search_terms import WantedWord, want_words
from proposals.storage.participant_tables import SupportRow
from proposals.storage.reviews import select_answers, to_answer
from proposals.storage.search_tables import TermsRow
from proposals.storage.tables import ProposalRow, ReviewRow
from proposals.storage.term_index import Part, match_words
from proposals.storage.workbench_tables import AssignmentRow

PAGE = 20
SEEDS = 1_000_000
"""Seeds of the shuffled order are below this."""

_PRIME = 2**31 - 1
_FACTORS = (48_271, 69_621)


class Answered(StrEnum):
    """Which part of the review queue is wanted."""

    EITHER = ""
    WITHOUT = "without"
    WITH = "with"


class Order(StrEnum):
    """In which order proposals come: `BEST` and `MIXED` by how well the words fit, then by number or shuffled.

    `SUPPORTED` has those with the most supports first, and shuffles those with as many.
    """

    BEST = "best"
    MIXED = "mixed"
    NEWEST = "newest"
    NUMBER = "number"
    SUPPORTED = "supported"


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for. Empty parts don't narrow it. Only standing proposals are found unless ``with_removed``.

    ``officer`` is an account that a proposal is assigned to; ``overdue_at`` finds those without an answer whose day was
    before it. ``verdict`` narrows by the newest answer: only for officials, or once the answers are released.
    ``view`` finds those whose point lies in it. ``seed`` fixes the order `MIXED`: under the same one it stays, and over
    all seeds each comes first equally often.
    """

    area: str = ""
    theme: str = ""
    words: str = ""
    answered: Answered = Answered.EITHER
    unit: str = ""
    officer: str = ""
    overdue_at: datetime | None = None
    with_removed: bool = False
    verdict: Feasibility | None = None
    numbers: tuple[int, ...] = ()
    view: View | None = None
    order: Order = Order.BEST
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found, how many proposals there are in all, and how many pages, at least one."""

    entries: tuple[AnsweredProposal, ...]
    total: int
    page: int
    pages: int


def search_proposals(work: Work, cycle_id: CycleId, search: Search, page: int = 1, size: int = PAGE) -> Found:
    """Return a page of ``size`` in the order wanted. A page beyond the last is the last."""
    wanted = want_words(search.words)
    matching = select_matching(work, cycle_id, search)
    total = work.session.scalar(matching.with_only_columns(func.count(ProposalRow.id))) or 0
    last = max(1, -(-total // size))
    page = min(max(1, page), last)
    order = _order(work, search, wanted)
    ids = work.session.scalars(matching.order_by(*order).limit(size).offset((page - 1) * size)).all()
    rows = work.session.execute(select_answers().where(ProposalRow.id.in_(ids))).all()
    answers = {row[0].id: to_answer(*row) for row in rows}
    return Found(tuple(answers[found] for found in ids), total, page, last)


def select_matching(work: Work, cycle_id: CycleId, search: Search) -> Select[str]:
    """Return a query for the ids of what is looked for, in no order."""
    wanted = want_words(search.words)
    matching = select(ProposalRow.id).where(ProposalRow.cycle_id == cycle_id, *_conditions(search))
    if not search.words.strip():
        return matching
    if not wanted:
        return matching.where(false())
    return matching.join(TermsRow, TermsRow.proposal_id == ProposalRow.id).where(
        match_words(work, wanted, Part.ALL)
    )


def _conditions(search: Search) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if not search.with_removed:
        conditions.append(ProposalRow.status == ProposalStatus.SENT.value)
    for column, wanted in (
        (ProposalRow.area, search.area),
        (ProposalRow.theme, search.theme),
        (ProposalRow.unit, search.unit),
    ):
        if wanted:
            conditions.append(column == wanted)
    if search.numbers:
        conditions.append(ProposalRow.number.in_(search.numbers))
    if search.view is not None:
        view = search.view
        conditions.append(ProposalRow.latitude.between(view.south, view.north))
        conditions.append(ProposalRow.longitude.between(view.west, view.east))
    return conditions + _conditions_of_review(search)


def _conditions_of_review(search: Search) -> list[ColumnElement[bool]]:
    reviews = select(ReviewRow.version).where(ReviewRow.proposal_id == ProposalRow.id)
    has_answer = reviews.correlate(ProposalRow).exists()
    conditions = _assigned(search, has_answer)
    if search.answered is Answered.WITH:
        conditions.append(has_answer)
    if search.answered is Answered.WITHOUT:
        conditions.extend((~has_answer, ProposalRow.status == ProposalStatus.SENT.value))
    if search.verdict is not None:
        conditions.append(_newest_verdict_is(search.verdict))
    return conditions


def _assigned(search: Search, has_answer: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    assigned = select(AssignmentRow.unit).where(AssignmentRow.proposal_id == ProposalRow.id)
    if search.officer:
        conditions.append(
            assigned.where(AssignmentRow.officer == search.officer).correlate(ProposalRow).exists()
        )
    if search.overdue_at is not None:
        late = assigned.where(AssignmentRow.due < search.overdue_at).correlate(ProposalRow).exists()
        conditions.extend((late, ~has_answer, ProposalRow.status == ProposalStatus.SENT.value))
    return conditions


def _newest_verdict_is(verdict: Feasibility) -> ColumnElement[bool]:
    newest = (
        select(ReviewRow.feasibility)
        .where(ReviewRow.proposal_id == ProposalRow.id)
        .order_by(ReviewRow.version.desc())
        .limit(1)
    )
    return newest.correlate(ProposalRow).scalar_subquery() == verdict.value


def _order(work: Work, search: Search, wanted: tuple[WantedWord, ...]) -> list[ColumnElement[Any]]:
    if search.order is Order.NEWEST:
        return [ProposalRow.sent_at.desc(), ProposalRow.number.desc()]
    if search.order is Order.NUMBER:
        return [ProposalRow.number.asc()]
    if search.order is Order.SUPPORTED:
        return [_count_supports().desc(), _shuffle(search.seed)]
    fits = (match_words(work, wanted, part).desc() for part in (Part.TITLE, Part.WORDS) if wanted)
    drawn = [_shuffle(search.seed)] if search.order is Order.MIXED else []
    return [*fits, *drawn, ProposalRow.number.asc()]


def _count_supports() -> ColumnElement[int]:
    supports = select(func.count()).where(SupportRow.proposal_id == ProposalRow.id)
    return supports.correlate(ProposalRow).scalar_subquery()


def _shuffle(seed: int) -> ColumnElement[int]:
    """Return a number to sort by that the seed and the proposal's number make: a line, squared twice in a prime field.

    Every step stays below 2**62, so both databases reckon it alike. A line alone would not be fair: of the numbers 1, 2
    and 3 it would put the last first in half of all orders.
    """
    factor, shift = (pow(base, seed % SEEDS + 1, _PRIME) for base in _FACTORS)
    value: ColumnElement[int] = cast(ProposalRow.number, BigInteger)
    for _ in range(2):
        value = (value * literal(factor, BigInteger) + literal(shift, BigInteger)) % literal(
            _PRIME, BigInteger
        )
        value = value * value % literal(_PRIME, BigInteger)
    return value
