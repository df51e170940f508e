"""Statements of councils, and events."""

from pb.web.roles import Role
from tests.support.access_table.who import EVERYONE, Rows

ROWS: Rows = (
    (
        EVERYONE,
        """
GET /{lang}/cycles/{cycle}/statements
GET /{lang}/events
GET /{lang}/cycles/{cycle}/events
GET /{lang}/cycles/{cycle}/events/{event}
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
GET /{lang}/cycles/{cycle}/events/new
POST /{lang}/cycles/{cycle}/events/new
GET /{lang}/cycles/{cycle}/events/{event}/change
POST /{lang}/cycles/{cycle}/events/{event}/change
GET /{lang}/cycles/{cycle}/events/{event}/cancel
POST /{lang}/cycles/{cycle}/events/{event}/cancel
GET /{lang}/cycles/{cycle}/events/{event}/notes
POST /{lang}/cycles/{cycle}/events/{event}/notes
POST /{lang}/cycles/{cycle}/events/{event}/notes/{number}/remove
POST /{lang}/cycles/{cycle}/events/{event}/notes/{number}/draft
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
