"""Where the proposals of a round are, asked of the database: ten thousand are too many to read for one page.

`proposals.core.whereabouts` says what the places mean; the query says the same, and a test holds the two together.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute

from pb.engine.cycle import Cycle
from pb.kernel.plain import from_plain
from pb.storage.unit_of_work import Work
from proposals.core.criteria import Assessment, list_unassessed
from proposals.core.proposal import ProposalStatus
from proposals.core.review import AnsweredProposal, Feasibility
from proposals.core.rules import REVIEW, ReviewRules
from proposals.core.visibility import is_released
from proposals.core.whereabouts import WAITING, Whereabouts
from proposals.storage.appeal_tables import AppealRow
from proposals.storage.reviews import Columns, select_answers, to_answer
from proposals.storage.tables import ProposalRow, ReviewRow
from proposals.storage.workbench_tables import InformationRequestRow

_SINCE = func.coalesce(ProposalRow.removed_at, ReviewRow.decided_at, ProposalRow.sent_at)


@dataclass(frozen=True, slots=True)
class Placed:
    """A proposal, where it is and since when."""

    answer: AnsweredProposal
    place: Whereabouts
    since: datetime


def count_in_places(work: Work, cycle: Cycle, rules: ReviewRules) -> Counter[Whereabouts]:
    """Return how many proposals are in each place; together they are all that were ever sent."""
    place = _place(cycle, rules)
    rows = work.session.execute(
        _join_newest(select(place, func.count())).where(ProposalRow.cycle_id == cycle.id).group_by(place)
    )
    return Counter({Whereabouts(name): count for name, count in rows})


def list_placed(
    work: Work, cycle: Cycle, rules: ReviewRules, place: Whereabouts | None, page: int, size: int
) -> tuple[Placed, ...]:
    """Return a page, of one place or of all: first those that somebody has to act on, the longest there first."""
    where = _place(cycle, rules)
    chosen = _join_newest(select(ProposalRow.id, where, _SINCE)).where(ProposalRow.cycle_id == cycle.id)
    if place is not None:
        chosen = chosen.where(where == place.value)
    waits = case((where.in_([each.value for each in WAITING]), 0), else_=1)
    chosen = chosen.order_by(waits, _SINCE, ProposalRow.number).limit(size).offset((page - 1) * size)
    rows = work.session.execute(chosen).all()
    found = work.session.execute(
        select_answers().where(ProposalRow.id.in_([proposal_id for proposal_id, _, _ in rows]))
    )
    answers = {answer[0].id: to_answer(*answer) for answer in found}
    return tuple(Placed(answers[proposal_id], Whereabouts(name), since) for proposal_id, name, since in rows)


def count_complete(work: Work, cycle: Cycle, rules: ReviewRules) -> int:
    """Return how many standing proposals have an answer with its reason in every language owed."""
    complete = _join_newest(select(func.count(ProposalRow.id))).where(
        ProposalRow.cycle_id == cycle.id,
        ProposalRow.status == ProposalStatus.SENT.value,
        ReviewRow.version.is_not(None),
        _is_whole(rules),
    )
    return work.session.scalar(complete) or 0


def count_unassessed(work: Work, cycle: Cycle, rules: ReviewRules) -> int:
    """Return how many answers of standing proposals lack a finding of a criterion; asks nothing where there are none."""
    if not rules.criteria:
        return 0
    found = _join_newest(select(ReviewRow.assessments)).where(
        ProposalRow.cycle_id == cycle.id,
        ProposalRow.status == ProposalStatus.SENT.value,
        ReviewRow.version.is_not(None),
    )
    assessed = (from_plain(plain, tuple[Assessment, ...]) for plain in work.session.scalars(found))
    return sum(bool(list_unassessed(one, rules.criteria)) for one in assessed)


def _join_newest(query: Select[*Columns]) -> Select[*Columns]:
    """Return a query of proposals with each one's newest review, all of them found at once instead of one by one."""
    newest = (
        select(ReviewRow.proposal_id, func.max(ReviewRow.version).label("version"))
        .group_by(ReviewRow.proposal_id)
        .subquery()
    )
    is_newest = and_(ReviewRow.proposal_id == newest.c.proposal_id, ReviewRow.version == newest.c.version)
    return (
        query.select_from(ProposalRow)
        .outerjoin(newest, newest.c.proposal_id == ProposalRow.id)
        .outerjoin(ReviewRow, is_newest)
    )


def _place(cycle: Cycle, rules: ReviewRules) -> ColumnElement[str]:
    has_answer = ReviewRow.version.is_not(None)
    if is_released(cycle):
        is_feasible = ReviewRow.feasibility == Feasibility.FEASIBLE.value
        answered = (
            (and_(has_answer, is_feasible), Whereabouts.TO_THE_VOTE.value),
            (has_answer, Whereabouts.NOT_TO_THE_VOTE.value),
        )
    else:
        answered = (
            (and_(has_answer, _is_whole(rules)), Whereabouts.ANSWERED.value),
            (has_answer, Whereabouts.NO_TRANSLATION.value),
        )
    waiting: tuple[tuple[ColumnElement[bool], str], ...] = ()
    if cycle.is_open(REVIEW):
        waiting = (
            (_has(InformationRequestRow, InformationRequestRow.answered_at), Whereabouts.AT_AUTHOR.value),
            (ProposalRow.unit != "", Whereabouts.NO_ANSWER.value),
        )
    left = Whereabouts.NO_UNIT if cycle.is_open(REVIEW) else Whereabouts.SENT
    removed = (ProposalRow.status != ProposalStatus.SENT.value, ProposalRow.status)
    appealed = (_has(AppealRow, AppealRow.upheld), Whereabouts.APPEALED.value)
    return case(removed, appealed, *answered, *waiting, else_=left.value)


def _has(
    table: type[InformationRequestRow] | type[AppealRow], settled: InstrumentedAttribute[Any]
) -> ColumnElement[bool]:
    """Return whether a proposal has a row of ``table`` that isn't settled."""
    return exists().where(table.proposal_id == ProposalRow.id, settled.is_(None)).correlate(ProposalRow)


def _is_whole(rules: ReviewRules) -> ColumnElement[bool]:
    return and_(*(ReviewRow.reason[language.value].as_string() != "" for language in rules.reason_languages))
