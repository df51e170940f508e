"""Posting letters about merges and splits to authors, in the transaction of the act. Who gave no address gets none."""

from datetime import datetime

from pb.kernel.canonical import JSON
from pb.kernel.language import Language
from pb.storage.outbox import Letter, post_letter
from pb.storage.unit_of_work import Work
from proposals.core.merge import Merge, Split
from proposals.core.proposal import Proposal
from proposals.storage.coauthors import list_coauthor_addresses

ASKED, SETTLED, SPLIT = "merge-asked", "merge-settled", "proposal-split"
COAUTHOR_TOLD = "merge-coauthor"


def post_asked(work: Work, proposal: Proposal, merge: Merge, now: datetime) -> None:
    """Ask an author whether the proposal may be merged, and by when; tell co-authors, who may refuse."""
    values: dict[str, JSON] = {
        "merge": merge.id,
        "others": _others(merge, proposal),
        "due": merge.due_at.isoformat(),
    }
    _post(work, ASKED, f"{ASKED}:{merge.id}:{proposal.number}", proposal, values, now)
    for coauthor in list_coauthor_addresses(work, proposal.id):
        told = {**_name(proposal, coauthor.language), **values}
        key = f"{COAUTHOR_TOLD}:{merge.id}:{proposal.number}:{coauthor.id}"
        post_letter(work, Letter(key, COAUTHOR_TOLD, coauthor.address, coauthor.language, told), now)


def post_settled(work: Work, proposal: Proposal, merge: Merge, now: datetime) -> None:
    """Tell an author what became of a merge: carried out, not carried out, or undone."""
    values: dict[str, JSON] = {
        "merge": merge.id,
        "others": _others(merge, proposal),
        "into": str(merge.into),
        "state": merge.state.value,
    }
    _post(work, SETTLED, f"{SETTLED}:{merge.id}:{merge.state}:{proposal.number}", proposal, values, now)


def post_split(work: Work, proposal: Proposal, split: Split, now: datetime) -> None:
    """Tell an author that their proposal was made two."""
    _post(work, SPLIT, f"{SPLIT}:{split.id}", proposal, {"part": str(split.part)}, now)


def _others(merge: Merge, proposal: Proposal) -> str:
    return ", ".join(str(number) for number in merge.numbers if number != proposal.number)


def _name(proposal: Proposal, language: Language) -> dict[str, JSON]:
    return {
        "cycle": proposal.cycle,
        "id": proposal.id,
        "number": str(proposal.number),
        "title": proposal.title.in_language(language),
    }


def _post(work: Work, kind: str, key: str, proposal: Proposal, more: dict[str, JSON], now: datetime) -> None:
    if not proposal.contact:
        return
    values = {**_name(proposal, proposal.language), **more}
    post_letter(work, Letter(key, kind, proposal.contact, proposal.language, values), now)
