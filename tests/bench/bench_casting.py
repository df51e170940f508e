"""Casting over HTTP on PostgreSQL: how many sealed ballots a second the service takes in, each there once.

Two server processes, 64 clients, and the database share the machine's cores with the load itself. Ballots are sealed
and sessions made beforehand, so that only the cast is measured: session, form token, proof, transaction, redirect.
Writes the section "Casting" of docs/performance.md. Run as `python -m tests.bench.bench_casting [BALLOTS]`.
"""

import asyncio
import base64
import hmac
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex, token_urlsafe
from urllib.parse import urlencode

from sqlalchemy import func, insert, select, text

from pb.engine.acts import OPEN, Act
from pb.engine.declaration import Area, CycleDeclaration, StagePlan
from pb.kernel.handoff import Project, Shortlist
from pb.kernel.ids import AreaId, CycleId, ProjectId, ResidentId
from pb.kernel.language import LocalizedText
from pb.kernel.money import Cents
from pb.kernel.plain import to_plain
from pb.main.installation import install, make_host
from pb.main.replay.server import find_port
from pb.main.settings import Settings
from pb.storage.sessions import SessionRow, key_of, seal_data
from pb.web.sessions import LONGEST
from tests.bench.sections import write_section
from tests.support.databases import migrate_tables
from tests.support.postgres import make_database, run_server
from tests.support.server_process import serve_installation
from tests.support.voting_world import CLERK, PUBLICATION, VOTING, declare_projects
from voting.core.ballot.sealing import TAG_BYTES, seal_choices
from voting.core.board.admission import SealedManifest, admit_ballot
from voting.core.channel import Channel
from voting.core.eligibility import Resident
from voting.core.roll_difference import RollEntry
from voting.storage.elections import require_manifest
from voting.storage.electoral_roll import add_residents
from voting.storage.roll_tables import RollRow
from voting.storage.tables import ParticipationRow, SealedBallotRow
from voting.web.voter import Voter

BALLOTS, CLIENTS, PROCESSES, PROJECTS = 3000, 64, 2, 150
WARM_UP = 200
CYCLE, AREA = CycleId("bench"), AreaId("city")
NAME = LocalizedText("Mallila", "Mallby", "Mallila")
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one cast: the status, and how long it took in seconds."""

    status: int
    seconds: float


def declare(now: datetime) -> CycleDeclaration:
    """Return a vote on 150 projects that is open at ``now``."""
    projects = Shortlist(
        tuple(Project(ProjectId(str(n)), NAME, NAME, AREA, Cents(1000_00)) for n in range(1, PROJECTS + 1))
    )
    rules = {"custody": "server", "maximum": 10, "projects": declare_projects(projects)}
    closes = now + 24 * HOUR
    stages = (
        StagePlan(VOTING, now - HOUR, closes, rules),
        StagePlan(PUBLICATION, closes, closes + 24 * HOUR),
    )
    return CycleDeclaration(CYCLE, NAME, (Area(AREA, NAME, Cents(50_000_00)),), stages, currency="EUR")


def prepare(settings: Settings, ballots: int) -> list[bytes]:
    """Open the vote and return a whole request for every ballot, each of a resident with a session."""
    now = datetime.now(UTC)
    with install(settings) as installation:
        with installation.database.write() as work:
            installation.engine.start(declare(now), work, CLERK, now - 2 * HOUR)
            add_residents(work, CYCLE, [RollEntry(f"r{n}", AREA) for n in range(ballots)])
            installation.engine.perform(CYCLE, Act(VOTING, OPEN), work, CLERK, now - HOUR)
            work.commit()
        with installation.database.read() as work:
            manifest = require_manifest(work, CYCLE)
            residents = work.session.scalars(
                select(RollRow.resident_id).where(RollRow.cycle_id == CYCLE)
            ).all()
        secret = make_host(settings).secret
        rows, requests = [], []
        for resident in residents:
            row, request = prepare_voter(
                settings, secret, manifest, Resident(ResidentId(resident), AREA), now
            )
            rows.append(row)
            requests.append(request)
        with installation.database.write() as work:
            work.connection.execute(insert(SessionRow), rows)
            work.commit()
    return requests


def prepare_voter(
    settings: Settings, secret: bytes, manifest: SealedManifest, resident: Resident, now: datetime
) -> tuple[dict[str, object], bytes]:
    """Return the session row of a voter and the request that casts their ballot."""
    cookie, form_key, tag = token_urlsafe(32), token_urlsafe(16), token_hex(TAG_BYTES)
    voter = Voter(CYCLE, resident, "order", now + HOUR / 2, Channel.CODE, tag)
    data = {"voter": to_plain(voter), "form-key": form_key}
    row: dict[str, object] = {
        "key": key_of(cookie), "data": seal_data(cookie, data), "account": None,
        "created": now, "seen": now, "expires": now + LONGEST,
    }  # fmt: skip
    style = manifest.manifest.style(AREA)
    choices = tuple((ProjectId(str(n)), 1) for n in (3, 70, 149))
    sealed = seal_choices(manifest.context_for(bytes.fromhex(tag)), style, choices).sealed
    nonce = token_hex(8)
    code = hmac.digest(secret, f"form\0{nonce}:session:{form_key}".encode(), "sha256").hex()
    body = urlencode(
        {
            "_csrf": f"{nonce}.{code}",
            "key": token_urlsafe(16),
            "style": AREA,
            "sealed": base64.urlsafe_b64encode(sealed).decode().rstrip("="),
        }
    ).encode()
    head = (
        f"POST /fi/cycles/{CYCLE}/vote/cast HTTP/1.1\r\nHost: {settings.public_url[7:]}\r\nCookie: pb={cookie}\r\n"
        f"Origin: {settings.public_url}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return row, head.encode() + body


async def cast_all(port: int, requests: Sequence[bytes]) -> list[Answer]:
    """Send every request, as many at once as there are clients, each over its own lasting connection."""
    waiting, answers = iter(requests), []

    async def be_client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for request in waiting:
            began = time.perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(
                (
                    int(line[15:])
                    for line in head.lower().split(b"\r\n")
                    if line.startswith(b"content-length:")
                ),
                0,
            )
            await reader.readexactly(length)
            answers.append(Answer(int(head[9:12]), time.perf_counter() - began))
        writer.close()

    await asyncio.gather(*(be_client() for _ in range(CLIENTS)))
    return answers


def measure_proof(manifest: SealedManifest) -> float:
    """Return the processor seconds of checking one ballot."""
    style, tag = manifest.manifest.style(AREA), bytes(TAG_BYTES)
    sealed = seal_choices(manifest.context_for(tag), style, ()).sealed
    began = time.process_time()
    for _ in range(200):
        admit_ballot(manifest, AREA, tag, sealed)
    return (time.process_time() - began) / 200


def read_processor_seconds(group: int) -> float:
    """Return what all processes of a group have used so far."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def run(ballots: int) -> str:
    """Measure and return the section's text. Raises AssertionError when a ballot is lost or doubled."""
    with run_server() as server, make_database(server) as url, tempfile.TemporaryDirectory() as folder:
        migrate_tables(url)
        port = find_port()
        settings = Settings(
            database_url=url, secret_file=f"{folder}/secret.key", public_url=f"http://127.0.0.1:{port}"
        )
        requests = prepare(settings, ballots + WARM_UP)
        with install(settings) as installation:
            with installation.database.read() as work:
                manifest = require_manifest(work, CYCLE)
                durable = work.session.scalars(text("SHOW fsync")).one()
            with serve_installation(settings, Path(folder) / "server.log", PROCESSES) as running:
                asyncio.run(cast_all(port, requests[:WARM_UP]))
                used = read_processor_seconds(running.group)
                began = time.perf_counter()
                answers = asyncio.run(cast_all(port, requests[WARM_UP:]))
                seconds = time.perf_counter() - began
                used = read_processor_seconds(running.group) - used
            with installation.database.read() as work:
                marks, cast = (
                    work.session.scalars(select(func.count()).select_from(table)).one()
                    for table in (ParticipationRow, SealedBallotRow)
                )
        assert [answer.status for answer in answers] == [303] * ballots, {answer.status for answer in answers}
        assert marks == cast == ballots + WARM_UP, "a ballot was lost or doubled"
        return describe(answers, seconds, used, measure_proof(manifest), durable)


def describe(answers: Sequence[Answer], seconds: float, used: float, proof: float, durable: str) -> str:
    """Return the figures as text."""
    times = sorted(answer.seconds for answer in answers)
    each = used / len(answers)
    return (
        f"{len(answers):,} sealed ballots of one block ({PROJECTS} projects) over HTTP on PostgreSQL "
        f"(fsync {durable}),\n{PROCESSES} server processes, {CLIENTS} clients, {os.cpu_count()} cores "
        "shared with the database, the load and\n"
        f"other work (1-minute load {os.getloadavg()[0]:.1f} at the end).\n\n"
        f"- {len(answers) / seconds:.0f} ballots a second; none lost, none doubled\n"
        f"- answer after {statistics.median(times) * 1000:.0f} ms (median), "
        f"{times[int(len(times) * 0.95)] * 1000:.0f} ms (95 %)\n"
        f"- {each * 1e6:,.0f} microseconds of processor time a cast in the server's processes, of which the proof "
        f"{proof * 1e6:.0f} ({proof / each:.0%})\n"
    )


if __name__ == "__main__":
    written = run(int(sys.argv[1]) if len(sys.argv) > 1 else BALLOTS)
    print(written)
    write_section("Casting", written)
