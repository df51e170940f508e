"""A vote that is open today, served by a real server that is joined to an identification provider."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pb.engine.acts import OPEN
from pb.engine.declaration import CycleDeclaration, Rule
from pb.kernel.clock import SetClock
from pb.kernel.ids import AreaId
from pb.main.installation import make_engine, make_host
from pb.main.replay.plain_browser import PlainBrowser
from pb.main.replay.server import find_port, run_server
from pb.main.settings import Settings
from pb.storage.database import Database
from tests.support.databases import open_database
from tests.support.oidc.provider import join_provider
from tests.support.voting_world import (
    NORTH,
    SECRET,
    SHORTLIST,
    VOTING,
    VotingWorld,
    declare_projects,
    declare_vote,
)

ON_ROLL, ALSO_ON_ROLL, STRANGER = "131052-308T", "010594Y9032", "010106A973B"
"""Personal identity codes that nobody has; the first two are on the roll."""

PERSONS: Mapping[str, Mapping[str, str]] = {
    "aino": {"urn:oid:1.2.246.21": ON_ROLL, "name": "Aino Heronshore"},
    "aino-renamed": {"ftn_hetu": ON_ROLL.lower(), "name": "Aino Newname"},
    "bertil": {"urn:oid:1.2.246.21": ALSO_ON_ROLL, "name": "Bertil Heronshore"},
    "stranger": {"ftn_hetu": STRANGER, "name": "Cecilia Heronshore"},
    "foreigner": {"name": "Dagny Heronshore", "birthdate": "1980-01-01"},
}
"""Whom the provider knows, and what it tells of them."""


@dataclass
class JoinedVote:
    """An open vote by e-ID and code, what its server needs, and the provider's address."""

    settings: Settings
    database: Database
    codes: tuple[str, ...]
    issuer: str
    log: Path
    _browsers: ExitStack

    @property
    def address(self) -> str:
        """Where the town is served."""
        return self.settings.public_url

    def visit(self) -> PlainBrowser:
        """Return the browser of somebody who has never been here; it is closed with the vote."""
        return self._browsers.enter_context(PlainBrowser(self.address))


@contextmanager
def serve_joined(
    url: str, folder: Path, rules: Mapping[str, Rule] | None = None, lines: Sequence[str] = ()
) -> Iterator[JoinedVote]:
    """Serve a vote that opened an hour ago. Run a provider at its `issuer`; it need not run yet."""
    now = datetime.now(UTC)
    port, issuer_port = find_port(), find_port()
    joined = join_provider(folder, f"http://127.0.0.1:{issuer_port}", *lines)
    (folder / "secret.key").write_text(SECRET.hex())
    settings = Settings(
        database_url=url,
        public_url=f"http://127.0.0.1:{port}",
        secret_file=str(folder / "secret.key"),
        eid_file=joined.eid_file,
        eid_keys_file=joined.eid_keys_file,
    )
    with open_database(url) as database, ExitStack() as browsers:
        world = VotingWorld(database, SetClock(now - timedelta(hours=1)), make_engine(make_host(settings)))
        roll: list[tuple[str, AreaId]] = [(ON_ROLL, NORTH), (ALSO_ON_ROLL, NORTH)]
        world.start(_declare(now, {"channels": ["e-id", "code"], "maximum": 2, **(rules or {})}), roll)
        world.act(VOTING, OPEN)
        codes = tuple(one.code for one in world.codes)
        log = folder / "server.log"
        with run_server(settings, port, log):
            yield JoinedVote(settings, database, codes, joined.issuer, log, browsers)


def _declare(now: datetime, rules: Mapping[str, Rule]) -> CycleDeclaration:
    declared = declare_vote({**rules, "projects": declare_projects(SHORTLIST)})
    voting, publication = declared.stages
    begins, ends = now - timedelta(hours=1), now + timedelta(days=1)
    return replace(
        declared,
        stages=(
            replace(voting, opens_at=begins, closes_at=ends),
            replace(publication, opens_at=ends, closes_at=ends + timedelta(days=60)),
        ),
    )
