"""One address for whoever watches the service: does it answer, and does its database?"""

from litestar import Response, get
from litestar.di import NamedDependency
from sqlalchemy import text

from pb.storage.database import Database
from pb.web.access import PUBLIC


@get("/healthz", access=PUBLIC, session=False, sync_to_thread=True)
def check_health(database: NamedDependency[Database]) -> Response[str]:
    """Answer ``ok`` when the database answers; otherwise the database's fault becomes a 503."""
    with database.read() as work:
        work.connection.execute(text("SELECT 1"))
    return Response("ok\n", media_type="text/plain", headers={"cache-control": "no-store"})


HANDLERS = (check_health,)
