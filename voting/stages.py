"""What this package plugs into the engine: the stages of voting and publication, their pages and their tables."""

from pathlib import Path

from pb.web.stage_package import Host, StagePackage
from voting.core.board.server_keys import ServerKeys
from voting.publication_stage import PublicationStage
from voting.voting_stage import VotingStage
from voting.web.routes import ROUTES


def make_stages(host: Host) -> tuple[VotingStage, PublicationStage]:
    """Return the stages of an installation, whose secret holds the keys of its boards."""
    return VotingStage(ServerKeys(host.secret, host.name)), PublicationStage()


PACKAGE = StagePackage(
    make_stages=make_stages,
    routes=ROUTES,
    migrations=Path(__file__).parent / "storage" / "migrations",
)
