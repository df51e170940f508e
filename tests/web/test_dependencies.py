"""What a handler may ask for by name."""

from litestar import get
from litestar.di import NamedDependency

from pb.kernel.clock import Clock
from pb.kernel.language import Language
from pb.storage.database import Database
from pb.web.access import PUBLIC
from pb.web.sessions import Session
from pb.web.toolkit import Toolkit
from tests.support.toolkit_app import START, make_test_application
from tests.support.visitor import visit


@get("/everything", access=PUBLIC, sync_to_thread=True)
def ask_for_everything(
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
    toolkit: NamedDependency[Toolkit],
    session: NamedDependency[Session],
    language: NamedDependency[Language],
) -> str:
    return f"{database is toolkit.database} {clock.now().isoformat()} {session.exists} {language}"


def test_handlers_get_what_they_ask_for(toolkit: Toolkit) -> None:
    with visit(make_test_application(toolkit, ask_for_everything)) as visitor:
        assert visitor.open("/sv/everything") == 200
        assert visitor.page == f"True {START.isoformat()} False sv"
