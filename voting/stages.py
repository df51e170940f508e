"""What this package plugs into the engine: the stages of voting and publication, their pages and their tables."""

from pathlib import Path

from pb.web.stage_package import StagePackage
from voting.publication_stage import PublicationStage
from voting.voting_stage import VotingStage
from voting.web.routes import BARE_ROUTES, ROUTES

PACKAGE = StagePackage(
    stages=(VotingStage(), PublicationStage()),
    routes=ROUTES,
    bare_routes=BARE_ROUTES,
    migrations=Path(__file__).parent / "storage" / "migrations",
)
