"""Favourites, and a round at a glance."""

from tests.support.access_table.who import EVERYONE, Rows

ROWS: Rows = (
    (
        EVERYONE,
        """
GET /{lang}/cycles/{cycle}/favourites
GET /{lang}/cycles/{cycle}/favourites/{number}
POST /{lang}/cycles/{cycle}/favourites/{number}
GET /{lang}/cycles/{cycle}/proposals/map
GET /{lang}/cycles/{cycle}/proposals/overview
""",
    ),
)
