"""Comments, reports, moderation, merges and splits."""

from pb.web.roles import Role
from tests.support.access_table.who import EVERYONE, Rows

ROWS: Rows = (
    (
        EVERYONE,
        """
GET /{lang}/cycles/{cycle}/merges/{merge}
POST /{lang}/cycles/{cycle}/merges/{merge}
GET /{lang}/cycles/{cycle}/merges/{merge}/link/{token}
GET /{lang}/cycles/{cycle}/proposals/{number}/comments/write
POST /{lang}/cycles/{cycle}/proposals/{number}/comments/write
GET /{lang}/cycles/{cycle}/proposals/{number}/comments/{comment}
GET /{lang}/cycles/{cycle}/proposals/{number}/report
POST /{lang}/cycles/{cycle}/proposals/{number}/report
GET /{lang}/cycles/{cycle}/proposals/{number}/report/sent
""",
    ),
    (
        frozenset({Role.OFFICIAL, Role.MODERATOR, Role.ADMINISTRATOR}),
        """
GET /{lang}/cycles/{cycle}/review/questions
GET /{lang}/cycles/{cycle}/review/comments/{comment}
""",
    ),
    (
        frozenset({Role.OFFICIAL}),
        """
POST /{lang}/cycles/{cycle}/review/comments/{comment}
""",
    ),
    (
        frozenset({Role.MODERATOR}),
        """
GET /{lang}/cycles/{cycle}/review/moderation
POST /{lang}/cycles/{cycle}/review/moderation
GET /{lang}/cycles/{cycle}/review/{number}/attachments/{attachment}
POST /{lang}/cycles/{cycle}/review/{number}/attachments/{attachment}
GET /{lang}/cycles/{cycle}/review/merge
GET /{lang}/cycles/{cycle}/review/merge/new
POST /{lang}/cycles/{cycle}/review/merge/new
GET /{lang}/cycles/{cycle}/review/merge/{merge}
POST /{lang}/cycles/{cycle}/review/merge/{merge}/stop
POST /{lang}/cycles/{cycle}/review/merge/{merge}/undo
POST /{lang}/cycles/{cycle}/review/splits/{split}/undo
GET /{lang}/cycles/{cycle}/review/{number}/split
POST /{lang}/cycles/{cycle}/review/{number}/split
GET /{lang}/cycles/{cycle}/review/comments/{comment}/hide
POST /{lang}/cycles/{cycle}/review/comments/{comment}/hide
POST /{lang}/cycles/{cycle}/review/comments/{comment}/show
""",
    ),
)
