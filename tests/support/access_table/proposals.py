"""Proposing, moderating and reviewing."""

from pb.web.roles import Role
from tests.support.access_table.who import EVERYONE, Rows

ROWS: Rows = (
    (
        EVERYONE,
        """
GET /{lang}/cycles/{cycle}/proposals
GET /{lang}/cycles/{cycle}/proposals/{number}
GET /{lang}/cycles/{cycle}/propose
GET /{lang}/cycles/{cycle}/propose/change/{number}
POST /{lang}/cycles/{cycle}/propose/change/{number}
GET /{lang}/cycles/{cycle}/propose/check
GET /{lang}/cycles/{cycle}/propose/done/{number}
GET /{lang}/cycles/{cycle}/propose/write/{step}
POST /{lang}/cycles/{cycle}/propose/write/{step}
GET /{lang}/cycles/{cycle}/propose/link/{token}
GET /{lang}/cycles/{cycle}/propose/similar
GET /{lang}/cycles/{cycle}/propose/join/{other}
POST /{lang}/cycles/{cycle}/propose/join/{other}
GET /{lang}/cycles/{cycle}/propose/saved
POST /{lang}/cycles/{cycle}/propose/send
GET /{lang}/cycles/{cycle}/propose/withdraw/{number}
POST /{lang}/cycles/{cycle}/propose/withdraw/{number}
""",
    ),
    (
        frozenset({Role.OFFICIAL, Role.MODERATOR, Role.ADMINISTRATOR}),
        """
GET /{lang}/cycles/{cycle}/review
GET /{lang}/cycles/{cycle}/review/{number}
GET /{lang}/cycles/{cycle}/review/{number}/story
GET /{lang}/cycles/{cycle}/review/audit
""",
    ),
    (
        frozenset({Role.OFFICIAL}),
        """
POST /{lang}/cycles/{cycle}/review/{number}
POST /{lang}/cycles/{cycle}/review/{number}/take
""",
    ),
    (
        frozenset({Role.MODERATOR}),
        """
GET /{lang}/cycles/{cycle}/review/{number}/hide
POST /{lang}/cycles/{cycle}/review/{number}/hide
POST /{lang}/cycles/{cycle}/review/{number}/show
""",
    ),
)
