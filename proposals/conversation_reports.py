"""What the conversation adds to the stages: tasks of moderators and officials, yearly figures, and open data."""

from pb.engine.cycle import Cycle
from pb.engine.public import Figure
from pb.engine.stage import Task
from pb.kernel.canonical import JSON
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from proposals.storage.comments import count_open_questions, count_written, list_public_comments
from proposals.storage.moderation import count_waiting


def list_conversation_tasks(cycle: Cycle, work: Work) -> tuple[Task, ...]:
    """Ask moderators to look at what waits, and officials to answer questions."""
    reported, proposals, comments = count_waiting(work, cycle.id)
    values = {"reported": reported, "proposals": proposals, "comments": comments}
    questions = count_open_questions(work, cycle.id)
    path = f"cycles/{cycle.id}/review"
    return (
        Task(
            Message("Moderate proposals and comments"),
            not (reported or proposals or comments),
            Message("Reported %(reported)s, new proposals %(proposals)s, new comments %(comments)s.", values),
            f"{path}/moderation",
        ),
        Task(
            Message("Answer residents' questions"),
            not questions,
            Message("Waiting for an answer: %(count)s.", {"count": questions}),
            f"{path}/questions",
        ),
    )


def count_conversation(cycle: Cycle, work: Work) -> tuple[Figure, ...]:
    """Count the feedback received and given."""
    received, given = count_written(work, cycle.id)
    return (
        Figure(
            "comments",
            Message("Comments and questions"),
            Message("What residents wrote about proposals and anyone can read."),
            received,
        ),
        Figure(
            "replies",
            Message("Replies by the city"),
            Message("What the city's units wrote to residents' comments and questions."),
            given,
        ),
    )


def publish_comments(cycle: Cycle, work: Work) -> list[JSON]:
    """Return every comment on a proposal that can be read; of a hidden one only its place and reason."""
    return [comment.open_data(number) for comment, number in list_public_comments(work, cycle.id)]
