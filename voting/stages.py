"""What this package plugs into the engine: the stages of voting and publication, their pages and their tables."""

from pathlib import Path

from pb.kernel.clock import Clock
from pb.storage.database import Database
from pb.web.stage_package import Host, StagePackage
from voting.core.board.server_keys import ServerKeys
from voting.publication_stage import PublicationStage
from voting.sequencer import tend_boards
from voting.storage.published_notes import PublishedNotes
from voting.voting_stage import VotingStage
from voting.web.routes import BARE_ROUTES, ROUTES


def make_stages(host: Host) -> tuple[VotingStage, PublicationStage]:
    """Return the stages of an installation, whose secret holds the keys of its boards."""
    keys = ServerKeys(host.secret, host.name)
    return VotingStage(keys), PublicationStage(keys)


def _tend(host: Host, database: Database, _clock: Clock) -> None:
    published = PublishedNotes(host.folder / "checkpoints") if host.folder else None
    tend_boards(database, ServerKeys(host.secret, host.name), published)


PACKAGE = StagePackage(
    make_stages=make_stages,
    routes=ROUTES,
    tend=_tend,
    bare_routes=BARE_ROUTES,
    migrations=Path(__file__).parent / "storage" / "migrations",
)
