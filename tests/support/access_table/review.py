"""The review workbench and appeals."""

from pb.web.roles import Role
from tests.support.access_table.who import EVERYONE, Rows

ROWS: Rows = (
    (
        EVERYONE,
        """
GET /{lang}/cycles/{cycle}/propose/answer/{number}
POST /{lang}/cycles/{cycle}/propose/answer/{number}
GET /{lang}/cycles/{cycle}/propose/appeal/{number}
POST /{lang}/cycles/{cycle}/propose/appeal/{number}
""",
    ),
    (
        frozenset({Role.OFFICIAL, Role.MODERATOR, Role.ADMINISTRATOR}),
        """
GET /{lang}/cycles/{cycle}/review/{number}/appeal
""",
    ),
    (
        frozenset({Role.OFFICIAL, Role.ADMINISTRATOR}),
        """
POST /{lang}/cycles/{cycle}/review/assign
POST /{lang}/cycles/{cycle}/review/{number}/units
""",
    ),
    (
        frozenset({Role.OFFICIAL}),
        """
POST /{lang}/cycles/{cycle}/review/{number}/notes
POST /{lang}/cycles/{cycle}/review/{number}/ask-author
POST /{lang}/cycles/{cycle}/review/{number}/exclusions
POST /{lang}/cycles/{cycle}/review/{number}/appeal
""",
    ),
)
