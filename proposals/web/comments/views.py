"""A comment as pages show it: its lines in pieces, so that an address becomes a link and nothing else becomes markup."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pb.kernel.ids import ProposalId
from proposals.core.comments import Comment, Thread, is_question_open
from proposals.core.links import Piece, split_links

Lines = tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One comment with its paragraphs, each of lines, each of pieces; ``about`` is another proposal's number, or 0."""

    comment: Comment
    paragraphs: tuple[Lines, ...]
    about: int = 0


@dataclass(frozen=True, slots=True)
class Talk:
    """A thread as pages show it. ``waits``: the city still owes an answer; ``is_overdue``: and its day has passed."""

    top: Said
    replies: tuple[Said, ...]
    waits: bool
    is_overdue: bool


def show_comment(comment: Comment, about: int = 0) -> Said:
    """Return a comment to be shown; of a hidden one no text."""
    paragraphs = () if comment.is_hidden else comment.text.split("\n\n")
    return Said(
        comment,
        tuple(
            tuple(split_links(line) for line in paragraph.strip().split("\n"))
            for paragraph in paragraphs
            if paragraph.strip()
        ),
        about,
    )


def show_threads(threads: Sequence[Thread], about: Mapping[ProposalId, int], today: date) -> list[Talk]:
    """Return threads to be shown; ``about`` names the numbers of other proposals that comments were written to."""
    return [
        Talk(
            show_comment(thread.top, about.get(thread.top.proposal, 0)),
            tuple(show_comment(reply) for reply in thread.replies),
            is_question_open(thread),
            is_question_open(thread) and thread.top.due is not None and thread.top.due < today,
        )
        for thread in threads
    ]
