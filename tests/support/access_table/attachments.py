"""Photos and documents of proposals."""

from tests.support.access_table.who import EVERYONE, Rows

ROWS: Rows = (
    (
        EVERYONE,
        """
GET /{lang}/cycles/{cycle}/propose/attachments/{number}
POST /{lang}/cycles/{cycle}/propose/attachments/{number}
POST /{lang}/cycles/{cycle}/propose/attachments/{number}/remove
GET /{lang}/cycles/{cycle}/propose/write/attachments
POST /{lang}/cycles/{cycle}/propose/write/attachments
POST /{lang}/cycles/{cycle}/propose/write/attachments/remove
GET /{lang}/cycles/{cycle}/propose/write/attachments/photos/{photo}
GET /{lang}/cycles/{cycle}/propose/write/attachments/documents/{document}
GET /{lang}/cycles/{cycle}/proposals/{number}/photos/{photo}/{size}
GET /{lang}/cycles/{cycle}/proposals/{number}/documents/{document}
""",
    ),
)
