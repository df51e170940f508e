"""Voting, the electoral roll, the tally and the results."""

from pb.web.roles import Role
from tests.support.access_table.who import EVERYONE, RESIDENT, Rows

ROWS: Rows = (
    (
        EVERYONE,
        """
GET /e-id/keys
GET /e-id/return
GET /cycles/{cycle}/board/checkpoints/{name}
GET /cycles/{cycle}/board/entries/{name}
GET /cycles/{cycle}/board/manifests/{name}
GET /{lang}/cycles/{cycle}/ballot-list
GET /{lang}/cycles/{cycle}/board
GET /{lang}/cycles/{cycle}/bundle
GET /{lang}/cycles/{cycle}/bundle.zip
GET /{lang}/cycles/{cycle}/bundle/{name}
GET /{lang}/cycles/{cycle}/check-sealed
GET /{lang}/cycles/{cycle}/results
GET /{lang}/cycles/{cycle}/results.json
GET /{lang}/cycles/{cycle}/verify
POST /{lang}/cycles/{cycle}/verify
GET /{lang}/cycles/{cycle}/results/areas.csv
GET /{lang}/cycles/{cycle}/results/method
GET /{lang}/cycles/{cycle}/results/projects.csv
GET /{lang}/cycles/{cycle}/results/{area}
GET /{lang}/cycles/{cycle}/results/{area}/account
GET /{lang}/cycles/{cycle}/results/{area}/ballots.pb
GET /{lang}/open-data
GET /{lang}/cycles/{cycle}/vote
GET /{lang}/cycles/{cycle}/desk/locked
GET /{lang}/cycles/{cycle}/vote/desk
POST /{lang}/cycles/{cycle}/vote/desk
GET /{lang}/cycles/{cycle}/vote/e-id
POST /{lang}/cycles/{cycle}/vote/leave
GET /{lang}/cycles/{cycle}/vote/refused/{reason}
POST /{lang}/cycles/{cycle}/vote/sign-in
""",
    ),
    (
        frozenset({RESIDENT}),
        """
GET /{lang}/cycles/{cycle}/vote/area
POST /{lang}/cycles/{cycle}/vote/cast
GET /{lang}/cycles/{cycle}/vote/check
POST /{lang}/cycles/{cycle}/vote/check
GET /{lang}/cycles/{cycle}/vote/choose
POST /{lang}/cycles/{cycle}/vote/choose
GET /{lang}/cycles/{cycle}/vote/done
GET /{lang}/cycles/{cycle}/vote/keep
POST /{lang}/cycles/{cycle}/vote/opened
GET /{lang}/cycles/{cycle}/vote/voted
""",
    ),
    (
        frozenset({Role.DESK}),
        """
GET /{lang}/cycles/{cycle}/desk
POST /{lang}/cycles/{cycle}/desk/find
POST /{lang}/cycles/{cycle}/desk/hand-over
GET /{lang}/cycles/{cycle}/desk/resident
POST /{lang}/cycles/{cycle}/desk/take-back
""",
    ),
    (
        frozenset({Role.OFFICIAL, Role.ADMINISTRATOR}),
        """
GET /{lang}/admin/cycles/{cycle}/result
POST /{lang}/admin/cycles/{cycle}/result
POST /{lang}/admin/cycles/{cycle}/result/discard
""",
    ),
    (
        frozenset({Role.ADMINISTRATOR, Role.TRUSTEE}),
        """
GET /{lang}/admin/cycles/{cycle}/tally
GET /{lang}/admin/cycles/{cycle}/tally/box.zip
POST /{lang}/admin/cycles/{cycle}/tally/parcel
GET /{lang}/admin/cycles/{cycle}/trustees
GET /{lang}/admin/cycles/{cycle}/trustees/ceremony.zip
GET /{lang}/admin/cycles/{cycle}/roll/corrections
POST /{lang}/admin/cycles/{cycle}/roll/corrections/{correction}/approve
POST /{lang}/admin/cycles/{cycle}/roll/corrections/{correction}/drop
""",
    ),
    (
        frozenset({Role.ADMINISTRATOR}),
        """
GET /{lang}/admin/cycles/{cycle}/rehearsal
POST /{lang}/admin/cycles/{cycle}/rehearsal
GET /{lang}/admin/cycles/{cycle}/roll
POST /{lang}/admin/cycles/{cycle}/roll
POST /{lang}/admin/cycles/{cycle}/roll/empty
POST /{lang}/admin/cycles/{cycle}/roll/take-in
POST /{lang}/admin/cycles/{cycle}/roll/corrections
GET /{lang}/admin/cycles/{cycle}/letters
POST /{lang}/admin/cycles/{cycle}/letters
POST /{lang}/admin/cycles/{cycle}/letters/one
POST /{lang}/admin/cycles/{cycle}/tally
POST /{lang}/admin/cycles/{cycle}/trustees
POST /{lang}/admin/cycles/{cycle}/trustees/roster
POST /{lang}/admin/cycles/{cycle}/trustees/start-over
""",
    ),
)
