"""The pages around the stages: accounts, cycles, screens, feeds and the API."""

from pb.web.roles import Role
from tests.support.access_table.who import EVERYONE, WORKERS, Rows

ROWS: Rows = (
    (
        EVERYONE,
        """
GET /
GET /healthz
GET /api/v1/cycles
GET /api/v1/cycles/{cycle}
GET /api/v1/cycles/{cycle}/areas
GET /api/v1/cycles/{cycle}/projects
GET /api/v1/cycles/{cycle}/proposals
GET /api/v1/cycles/{cycle}/results
GET /api/v1/health
GET /api/v1/openapi.json
GET /embed/{lang}/cycles/{cycle}
GET /kiosk/{device}
GET /kiosk/{device}/screen.css
GET /kiosk/{device}/snapshot.json
GET /kiosk/{device}/worker.js
GET /kiosk/{device}/{lang}/{number}
GET /static/{name}
GET /{lang}
GET /{lang}/accessibility
GET /{lang}/contact
GET /{lang}/how
GET /{lang}/privacy
GET /{lang}/rules
GET /{lang}/api
GET /{lang}/cycles
GET /{lang}/dates.ics
GET /{lang}/news.atom
GET /{lang}/cycles/{cycle}
GET /{lang}/cycles/{cycle}/data.json
GET /{lang}/cycles/{cycle}/dates.ics
GET /{lang}/cycles/{cycle}/follow
GET /{lang}/cycles/{cycle}/news.atom
GET /{lang}/sign-in
POST /{lang}/sign-in
GET /{lang}/sign-in/link/{secret}
POST /{lang}/sign-in/link/{secret}
POST /{lang}/sign-out
""",
    ),
    (
        WORKERS,
        """
GET /{lang}/account
GET /{lang}/account/password
POST /{lang}/account/password
GET /{lang}/admin/cycles/{cycle}/journal
GET /{lang}/work
""",
    ),
    (
        frozenset({Role.ADMINISTRATOR, Role.TRUSTEE}),
        """
GET /{lang}/admin
GET /{lang}/admin/cycles/{cycle}
POST /{lang}/admin/cycles/{cycle}/stages/{stage}/{act}/approve
""",
    ),
    (
        frozenset({Role.ADMINISTRATOR}),
        """
GET /{lang}/admin/accounts
GET /{lang}/admin/accounts/new
POST /{lang}/admin/accounts/new
GET /{lang}/admin/accounts/{account_id}
POST /{lang}/admin/accounts/{account_id}/close
POST /{lang}/admin/accounts/{account_id}/link
POST /{lang}/admin/accounts/{account_id}/open
POST /{lang}/admin/accounts/{account_id}/roles
GET /{lang}/admin/kiosks
GET /{lang}/admin/kiosks/new
POST /{lang}/admin/kiosks/new
GET /{lang}/admin/kiosks/{screen}
POST /{lang}/admin/kiosks/{screen}
POST /{lang}/admin/kiosks/{screen}/remove
GET /{lang}/admin/cycles/{cycle}/amend/{stage}
POST /{lang}/admin/cycles/{cycle}/amend/{stage}
POST /{lang}/admin/cycles/{cycle}/stages/{stage}/{act}/do
POST /{lang}/admin/cycles/{cycle}/stages/{stage}/{act}/request
GET /{lang}/admin/declare
POST /{lang}/admin/declare
GET /{lang}/admin/outbox
POST /{lang}/admin/outbox/{letter}/again
POST /{lang}/admin/outbox/{letter}/arrived
""",
    ),
)
