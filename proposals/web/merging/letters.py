"""What we write to authors about merges and splits. The private link is made when the letter is sent."""

from datetime import datetime
from urllib.parse import urlencode

from pb.kernel.ids import CycleId, ProposalId
from pb.kernel.message import Message
from pb.storage.outbox import QueuedLetter
from pb.web.letters import Compose, Wording, take_text
from pb.web.toolkit import Toolkit
from proposals.core.merge import MergeState
from proposals.storage.merge_letters import ASKED, COAUTHOR_TOLD, SETTLED, SPLIT
from proposals.web.authorship import link_address, make_token

WHY = Message("You get this letter because you gave this address with your proposal.")

WHY_COAUTHOR = Message("You get this letter because you write this proposal along.")


def _word_asked(toolkit: Toolkit, queued: QueuedLetter) -> Wording:
    values = _take(queued, "number", "title", "others")
    due = datetime.fromisoformat(take_text(queued.letter.values, "due"))
    return Wording(
        subject=Message("May proposal %(number)s be merged with another?", values),
        paragraphs=(
            Message("Your proposal “%(title)s” wants much the same as this one: %(others)s.", values),
            Message("The city has written a joint text. You can read it and say whether you agree."),
            Message("Please answer by %(moment)s.", {"moment": due}),
            Message("The link is yours alone. Do not pass it on."),
        ),
        link=(Message("Read the joint text and answer"), _merge_address(toolkit, queued)),
        why=WHY,
    )


def _word_coauthor_told(toolkit: Toolkit, queued: QueuedLetter) -> Wording:
    letter = queued.letter
    values = _take(queued, "number", "title", "others")
    due = datetime.fromisoformat(take_text(letter.values, "due"))
    cycle, merge = take_text(letter.values, "cycle"), take_text(letter.values, "merge")
    page = f"/{letter.language}/cycles/{cycle}/merges/{merge}"
    return Wording(
        subject=Message("Proposal %(number)s may be merged with another", values),
        paragraphs=(
            Message(
                "“%(title)s”, of which you are a co-author, wants much the same as this one: %(others)s.",
                values,
            ),
            Message(
                "The one who sent it has been asked whether it may be merged. If you are against it, refuse."
            ),
            Message("The question is open until %(moment)s.", {"moment": due}),
        ),
        link=(
            Message("Read the joint text"),
            f"{toolkit.public_url}/{letter.language}/me/sign-in?{urlencode({'next': page})}",
        ),
        why=WHY_COAUTHOR,
    )


def _word_settled(toolkit: Toolkit, queued: QueuedLetter) -> Wording:
    values = _take(queued, "number", "title", "others", "into")
    state = MergeState(take_text(queued.letter.values, "state"))
    subject, said = {
        MergeState.DONE: (
            Message("Proposal %(number)s has been merged", values),
            Message("Everybody agreed. The joint proposal is number %(into)s.", values),
        ),
        MergeState.UNDONE: (
            Message("The merge of proposal %(number)s has been undone", values),
            Message("Your proposal stands on its own again, with its own text."),
        ),
    }.get(
        state,
        (
            Message("Proposal %(number)s stays as it is", values),
            Message("The merge with this one does not happen: %(others)s.", values),
        ),
    )
    return Wording(
        subject=subject,
        paragraphs=(Message("This is about your proposal “%(title)s”.", values), said),
        link=(Message("Read more"), _merge_address(toolkit, queued)),
        why=WHY,
    )


def _word_split(toolkit: Toolkit, queued: QueuedLetter) -> Wording:
    values = _take(queued, "number", "title", "part")
    proposal = ProposalId(take_text(queued.letter.values, "id"))
    cycle = CycleId(take_text(queued.letter.values, "cycle"))
    return Wording(
        subject=Message("Proposal %(number)s has been split in two", values),
        paragraphs=(
            Message("Your proposal “%(title)s” held two ideas. Now each is a proposal of its own.", values),
            Message("The first keeps the number %(number)s. The second is number %(part)s.", values),
            Message("If this is not right, answer the city before the review closes."),
        ),
        link=(Message("Open your proposal"), link_address(toolkit, cycle, proposal, queued.letter.language)),
        why=WHY,
    )


def _merge_address(toolkit: Toolkit, queued: QueuedLetter) -> str:
    values = queued.letter.values
    token = make_token(toolkit, ProposalId(take_text(values, "id")))
    cycle, merge = take_text(values, "cycle"), take_text(values, "merge")
    return f"{toolkit.public_url}/{queued.letter.language}/cycles/{cycle}/merges/{merge}/link/{token}"


def _take(queued: QueuedLetter, *names: str) -> dict[str, str]:
    return {name: take_text(queued.letter.values, name) for name in names}


MERGE_LETTERS: dict[str, Compose] = {
    ASKED: _word_asked,
    COAUTHOR_TOLD: _word_coauthor_told,
    SETTLED: _word_settled,
    SPLIT: _word_split,
}
