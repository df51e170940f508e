"""Finding proposals by area and words, a page at a time."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, exists, func, or_, select

from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from proposals.core.proposal import ProposalStatus
from proposals.core.review import AnsweredProposal
from proposals.storage.reviews import select_answers, to_answer
from proposals.storage.tables import ProposalRow, ReviewRow

PAGE = 20
LARGEST_NUMBER = 2**31 - 1
MOST_WORDS = 8


class Answered(StrEnum):
    """Which part of the review queue is wanted."""

    EITHER = ""
    WITHOUT = "without"
    WITH = "with"


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for. Empty parts don't narrow it. Only standing proposals are found unless ``with_removed``."""

    area: str = ""
    words: str = ""
    answered: Answered = Answered.EITHER
    unit: str = ""
    with_removed: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found, how many proposals there are in all, and how many pages, at least one."""

    entries: tuple[AnsweredProposal, ...]
    total: int
    page: int
    pages: int


def search_proposals(work: Work, cycle_id: CycleId, search: Search, page: int = 1) -> Found:
    """Return a page of 20, in the order of the numbers. A page beyond the last is the last."""
    conditions = (ProposalRow.cycle_id == cycle_id, *_conditions(search))
    total = work.session.scalar(select(func.count(ProposalRow.id)).where(*conditions)) or 0
    last = max(1, -(-total // PAGE))
    page = min(max(1, page), last)
    rows = work.session.execute(
        select_answers().where(*conditions).order_by(ProposalRow.number).limit(PAGE).offset((page - 1) * PAGE)
    )
    return Found(tuple(to_answer(*row) for row in rows), total, page, last)


def _conditions(search: Search) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if not search.with_removed:
        conditions.append(ProposalRow.status == ProposalStatus.SENT.value)
    if search.area:
        conditions.append(ProposalRow.area == search.area)
    if search.unit:
        conditions.append(ProposalRow.unit == search.unit)
    has_answer = exists().where(ReviewRow.proposal_id == ProposalRow.id).correlate(ProposalRow)
    if search.answered is Answered.WITH:
        conditions.append(has_answer)
    if search.answered is Answered.WITHOUT:
        conditions.extend((~has_answer, ProposalRow.status == ProposalStatus.SENT.value))
    conditions.extend(_match(word) for word in search.words.casefold().split()[:MOST_WORDS])
    return conditions


def _match(word: str) -> ColumnElement[bool]:
    found = ProposalRow.searched.contains(word, autoescape=True)
    number = word.removeprefix("#")
    if number.isascii() and number.isdigit() and int(number) <= LARGEST_NUMBER:
        return or_(found, ProposalRow.number == int(number))
    return found
