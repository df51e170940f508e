"""Photos of proposals."""

from tests.support.access_table.who import EVERYONE, Rows

ROWS: Rows = (
    (
        EVERYONE,
        """
GET /{lang}/cycles/{cycle}/propose/photos/{number}
POST /{lang}/cycles/{cycle}/propose/photos/{number}
POST /{lang}/cycles/{cycle}/propose/photos/{number}/remove
GET /{lang}/cycles/{cycle}/propose/write/photos
POST /{lang}/cycles/{cycle}/propose/write/photos
POST /{lang}/cycles/{cycle}/propose/write/photos/remove
GET /{lang}/cycles/{cycle}/propose/write/photos/{photo}
GET /{lang}/cycles/{cycle}/proposals/{number}/photos/{photo}/{size}
""",
    ),
)
