"""Statements of councils, and events."""

from pb.web.roles import Role
from tests.support.access_table.who import EVERYONE, Rows

ROWS: Rows = (
    (
        EVERYONE,
        """
GET /{lang}/cycles/{cycle}/statements
""",
    ),
    (
        frozenset({Role.OFFICIAL, Role.MODERATOR, Role.ADMINISTRATOR}),
        """
GET /{lang}/cycles/{cycle}/statements/all
""",
    ),
    (
        frozenset({Role.OFFICIAL, Role.ADMINISTRATOR}),
        """
GET /{lang}/cycles/{cycle}/statements/ask
POST /{lang}/cycles/{cycle}/statements/ask
POST /{lang}/cycles/{cycle}/statements/{statement}/recall
""",
    ),
    (
        frozenset({Role.OFFICIAL}),
        """
GET /{lang}/cycles/{cycle}/statements/{statement}/answer
POST /{lang}/cycles/{cycle}/statements/{statement}/answer
""",
    ),
    (
        frozenset({Role.COUNCIL}),
        """
GET /{lang}/cycles/{cycle}/statements/own
GET /{lang}/cycles/{cycle}/statements/{statement}/write
POST /{lang}/cycles/{cycle}/statements/{statement}/write
""",
    ),
)
