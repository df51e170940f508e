"""What becomes of chosen projects, the areas over the years, and the yearly figures."""

from pb.web.roles import Role
from tests.support.access_table.who import EVERYONE, Rows

ROWS: Rows = (
    (
        EVERYONE,
        """
GET /{lang}/areas
GET /{lang}/areas/ledger.csv
GET /{lang}/areas/{area}
GET /{lang}/yearly
GET /{lang}/yearly.csv
GET /{lang}/cycles/{cycle}/projects
GET /{lang}/cycles/{cycle}/projects/{project}
GET /{lang}/cycles/{cycle}/projects/{project}/photos/{photo}/{size}
""",
    ),
    (
        frozenset({Role.OFFICIAL, Role.ADMINISTRATOR}),
        """
GET /{lang}/admin/cycles/{cycle}/projects
GET /{lang}/admin/cycles/{cycle}/projects/{project}
POST /{lang}/admin/cycles/{cycle}/projects/{project}
POST /{lang}/admin/cycles/{cycle}/projects/{project}/photos
POST /{lang}/admin/cycles/{cycle}/projects/{project}/photos/{photo}/remove
""",
    ),
)
