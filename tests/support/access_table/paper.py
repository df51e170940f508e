"""Paper ballots."""

from pb.web.roles import Role
from tests.support.access_table.who import EVERYONE, Rows

ROWS: Rows = (
    (
        EVERYONE,
        """
GET /{lang}/cycles/{cycle}/paper-audit
GET /{lang}/cycles/{cycle}/paper-audit.json
""",
    ),
    (
        frozenset({Role.OFFICIAL, Role.ADMINISTRATOR, Role.DESK}),
        """
GET /{lang}/admin/cycles/{cycle}/paper
GET /{lang}/admin/cycles/{cycle}/paper/ballots/{area}/{printed_in}
GET /{lang}/admin/cycles/{cycle}/paper/desks/{desk}
POST /{lang}/admin/cycles/{cycle}/paper/desks/{desk}/find
POST /{lang}/admin/cycles/{cycle}/paper/desks/{desk}/mark
GET /{lang}/admin/cycles/{cycle}/paper/desks/{desk}/resident
POST /{lang}/admin/cycles/{cycle}/paper/desks/{desk}/sheets
""",
    ),
    (
        frozenset({Role.OFFICIAL, Role.ADMINISTRATOR}),
        """
GET /{lang}/admin/cycles/{cycle}/paper/audit
POST /{lang}/admin/cycles/{cycle}/paper/audit/finding
POST /{lang}/admin/cycles/{cycle}/paper/audit/lot
POST /{lang}/admin/cycles/{cycle}/paper/audit/record
GET /{lang}/admin/cycles/{cycle}/paper/batches
POST /{lang}/admin/cycles/{cycle}/paper/batches
GET /{lang}/admin/cycles/{cycle}/paper/batches/{number}
POST /{lang}/admin/cycles/{cycle}/paper/batches/{number}/empty
POST /{lang}/admin/cycles/{cycle}/paper/batches/{number}/finish
GET /{lang}/admin/cycles/{cycle}/paper/batches/{number}/key
POST /{lang}/admin/cycles/{cycle}/paper/batches/{number}/key
GET /{lang}/admin/cycles/{cycle}/paper/batches/{number}/sheets/{position}
POST /{lang}/admin/cycles/{cycle}/paper/batches/{number}/sheets/{position}
POST /{lang}/admin/cycles/{cycle}/paper/batches/{number}/sheets/{position}/confirm
POST /{lang}/admin/cycles/{cycle}/paper/desks
""",
    ),
)
