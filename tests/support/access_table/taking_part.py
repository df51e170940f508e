"""Taking part under a confirmed e-mail address."""

from tests.support.access_table.who import EVERYONE, Rows

ROWS: Rows = (
    (
        EVERYONE,
        """
POST /{lang}/cycles/{cycle}/proposals/{number}/take-part
GET /{lang}/cycles/{cycle}/proposals/{number}/history
GET /{lang}/cycles/{cycle}/propose/authors/{number}
POST /{lang}/cycles/{cycle}/propose/authors/{number}
POST /{lang}/cycles/{cycle}/propose/authors/{number}/recall
POST /{lang}/cycles/{cycle}/propose/authors/{number}/remove
GET /{lang}/cycles/{cycle}/propose/carry/{number}
POST /{lang}/cycles/{cycle}/propose/carry/{number}
GET /{lang}/me
GET /{lang}/me/drafts/{draft}
GET /{lang}/me/invitation/{secret}
POST /{lang}/me/invitation/{secret}
GET /{lang}/me/settings
POST /{lang}/me/settings
GET /{lang}/me/data
GET /{lang}/me/leave
POST /{lang}/me/leave
GET /{lang}/me/letters/{token}
POST /{lang}/me/letters/{token}
GET /{lang}/me/link/{secret}
POST /{lang}/me/link/{secret}
GET /{lang}/me/sent
GET /{lang}/me/sign-in
POST /{lang}/me/sign-in
POST /{lang}/me/sign-out
""",
    ),
)
