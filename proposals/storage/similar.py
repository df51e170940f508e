"""Finding the proposals of a round that a draft is like."""

from sqlalchemy import select

from pb.storage.unit_of_work import Work
from proposals.core.proposal import Draft, Proposal, ProposalStatus
from proposals.core.similar import ALIKE, MOST_SHOWN, compare, want_any
from proposals.storage.rows import to_proposal
from proposals.storage.search_tables import TermsRow
from proposals.storage.tables import ProposalRow
from proposals.storage.term_index import Part, match_words

MOST_COMPARED = 200
"""By words of the title, and as many by words of the text. The newest: they are those of the round that is open."""


def find_similar(work: Work, draft: Draft) -> tuple[Proposal, ...]:
    """Return the standing proposals most like a draft, the likest first; none where none is like it."""
    wanted = want_any(draft)
    if not wanted:
        return ()
    likely: dict[str, None] = {}
    for part in (Part.TITLE, Part.WORDS):
        # Asked of the terms alone and newest first: joined to the round's proposals, each of them would be looked at.
        found = (
            select(TermsRow.proposal_id)
            .where(match_words(work, wanted, part))
            .order_by(TermsRow.id.desc())
            .limit(MOST_COMPARED)
        )
        likely |= dict.fromkeys(work.session.scalars(found))
    rows = work.session.execute(
        select(ProposalRow, TermsRow.title, TermsRow.words)
        .join(TermsRow, TermsRow.proposal_id == ProposalRow.id)
        .where(ProposalRow.id.in_(list(likely)))
        .where(ProposalRow.cycle_id == draft.cycle, ProposalRow.status == ProposalStatus.SENT.value)
        .order_by(ProposalRow.number.desc())
    )
    compared = []
    for row, title, words in rows:
        title_terms = frozenset(title.split())
        compared.append(compare(draft, to_proposal(row), title_terms, title_terms | frozenset(words.split())))
    alike = sorted((one for one in compared if one.likeness >= ALIKE), key=lambda one: -one.likeness)
    return tuple(one.proposal for one in alike[:MOST_SHOWN])
