"""Comments, reports, moderation, merges and splits."""

from pb.main.demo.conversation import ANSWERED, LATE
from tests.support.stops.steps import REVIEW, ROUND, press
from tests.support.stops.stop import Stop

CONVERSATION = (
    Stop("comments", f"{ROUND}/proposals/{{number}}", "cycles/{reviewing}/proposals/2"),
    Stop(
        "thread",
        f"{ROUND}/proposals/{{number}}/comments/{{comment}}",
        f"cycles/{{reviewing}}/proposals/2/comments/{ANSWERED}",
    ),
    Stop(
        "comment-write",
        f"{ROUND}/proposals/{{number}}/comments/write",
        "cycles/{proposing}/proposals/2/comments/write",
        "participant",
    ),
    Stop(
        "comment-write-faulty",
        f"{ROUND}/proposals/{{number}}/comments/write",
        f"cycles/{{reviewing}}/proposals/2/comments/write?reply={ANSWERED}",
        "participant",
        422,
        (press("form[action*='/comments/write'] button"),),
    ),
    Stop("report", f"{ROUND}/proposals/{{number}}/report", "cycles/{proposing}/proposals/2/report"),
    Stop(
        "reported",
        f"{ROUND}/proposals/{{number}}/report/sent",
        "cycles/{proposing}/proposals/2/report/sent",
    ),
    Stop("questions", f"{REVIEW}/questions", "cycles/{reviewing}/review/questions", "official"),
    Stop(
        "comment-answer",
        f"{REVIEW}/comments/{{comment}}",
        f"cycles/{{reviewing}}/review/comments/{LATE}",
        "official",
    ),
    Stop(
        "comment-answer-faulty",
        f"{REVIEW}/comments/{{comment}}",
        f"cycles/{{reviewing}}/review/comments/{LATE}",
        "official",
        422,
        (press("form[action*='/comments/'] button"),),
    ),
    Stop("moderation", f"{REVIEW}/moderation", "cycles/{proposing}/review/moderation", "moderator"),
    Stop(
        "attachment-remove",
        f"{REVIEW}/{{number}}/attachments/{{attachment}}",
        "cycles/{proposing}/review/{benched}/attachments/{photo}",
        "moderator",
    ),
    Stop(
        "attachment-remove-faulty",
        f"{REVIEW}/{{number}}/attachments/{{attachment}}",
        "cycles/{proposing}/review/{benched}/attachments/{document}",
        "moderator",
        422,
        (press("form[action*='/attachments/'] button"),),
    ),
    Stop("proposal-attached", f"{ROUND}/proposals/{{number}}", "cycles/{proposing}/proposals/{benched}"),
    Stop(
        "comment-hide",
        f"{REVIEW}/comments/{{comment}}/hide",
        f"cycles/{{reviewing}}/review/comments/{LATE}/hide",
        "moderator",
    ),
    Stop("merges", f"{REVIEW}/merge", "cycles/{proposing}/review/merge", "moderator"),
    Stop("merge-new", f"{REVIEW}/merge/new", "cycles/{proposing}/review/merge/new?numbers=2+3", "moderator"),
    Stop("merge-one", f"{REVIEW}/merge/{{merge}}", "cycles/{reviewing}/review/merge/{merged}", "moderator"),
    Stop("split", f"{REVIEW}/{{number}}/split", "cycles/{proposing}/review/2/split", "moderator"),
    Stop(
        "merge-asked", f"{ROUND}/merges/{{merge}}", "cycles/{proposing}/merges/{asked-merge}", "participant"
    ),
    Stop("merged", f"{ROUND}/proposals/{{number}}", "cycles/{reviewing}/proposals/{merged-number}"),
)
