"""Thousands of wrong letter codes from many addresses slow nobody but the guessers (attack 27).

`PB_GUESSES` sets how many; 10,000 is what the list of attacks asks for, the suite does fewer.

The guesses come to a real server from a hundred addresses of this machine, half of them with the look-up part of a code
that exists, which costs the server most. Meanwhile residents with the right code come in.
"""

import itertools
import os
import secrets
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select

from pb.storage.throttles import ThrottleRow
from tests.support.databases import copy_sqlite
from tests.support.served_vote import VOTE, ServedVote, open_today
from tests.support.server_process import ServerProcess, serve_installation
from voting.core.letters import ALPHABET

pytestmark = [pytest.mark.xdist_group("code-guessing"), pytest.mark.timeout(300)]

GUESSES = int(os.environ.get("PB_GUESSES", "3000"))
ADDRESSES = 100
CALLERS = 8
HONEST = 12
LONGEST_WAIT = 1.0
WARM = GUESSES * 3 // 10
MOST_GROWTH = 32 * 1024
"""In kilobytes, for the guesses after the first WARM."""


@pytest.fixture
def vote(migrated_sqlite: Path, tmp_path: Path) -> Iterator[ServedVote]:
    """An open vote whose residents have known codes."""
    with open_today(copy_sqlite(migrated_sqlite, tmp_path / "pb.sqlite3"), tmp_path, residents=40) as opened:
        yield opened


@pytest.fixture
def server(vote: ServedVote, tmp_path: Path) -> Iterator[ServerProcess]:
    """One process that serves it."""
    with serve_installation(vote.settings, tmp_path / "server.log", 1) as running:
        yield running


def guess_code(lookup: str) -> str:
    return lookup + "".join(secrets.choice(ALPHABET) for _ in range(16 - len(lookup)))


def read_memory(process: int) -> int:
    """Return the resident memory of a process in kilobytes."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def test_wrong_codes_from_many_addresses_are_throttled_and_voters_come_in(
    vote: ServedVote, server: ServerProcess
) -> None:
    lookups = [code.replace("-", "")[:6] for code in vote.codes[HONEST + 1 :]]
    with vote.open_browser() as browser:
        browser.open(VOTE)
        browser.send({"code": vote.codes[HONEST]}, action="/vote/sign-in")
        assert browser.location.endswith("/vote/choose"), "alone it works"
    statuses: Counter[int] = Counter()
    memory: dict[int, int] = {}
    left = itertools.count()

    def attack(caller: int) -> None:
        transports = [
            httpx.Client(
                base_url=vote.settings.public_url,
                transport=httpx.HTTPTransport(local_address=f"127.1.{caller}.{number + 1}"),
            )
            for number in range(ADDRESSES // CALLERS)
        ]
        form: dict[str, str] = {}
        cookies: dict[str, str] = {}
        with vote.open_browser() as first:
            first.open(VOTE)
            form = {name: values[0] for name, values in first.find_form("/sign-in").filled({}).items()}
            cookies = dict(first.cookies)
        headers = {
            "Origin": vote.settings.public_url,
            "Sec-Fetch-Site": "same-origin",
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        }
        for client in itertools.cycle(transports):
            number = next(left)
            if number >= GUESSES:
                break
            if number % (GUESSES // 10) == 0:
                memory[number] = read_memory(server.pid)
            code = guess_code(lookups[number % len(lookups)] if number % 2 else "")
            answer = client.post(f"{VOTE}/sign-in", data={**form, "code": code}, headers=headers)
            statuses[answer.status_code] += 1
        for client in transports:
            client.close()

    waits: list[float] = []
    with ThreadPoolExecutor(CALLERS) as pool:
        attacks = [pool.submit(attack, caller) for caller in range(CALLERS)]
        for position in range(HONEST):
            time.sleep(0.5)
            with vote.open_browser() as browser:
                browser.open(VOTE)
                begun = time.perf_counter()
                browser.send({"code": vote.codes[position]}, action="/vote/sign-in")
                waits.append(time.perf_counter() - begun)
                assert browser.location.endswith("/vote/choose")
        for one in attacks:
            one.result()
    assert statuses.total() == GUESSES
    assert set(statuses) == {422, 429}
    assert statuses[429] > GUESSES * 0.3, statuses
    assert sorted(waits)[len(waits) // 2] < LONGEST_WAIT, waits
    assert max(waits) < 5 * LONGEST_WAIT, waits  # other tests share the machine
    # The server's threads and caches are all in use after a while; from then on guesses leave nothing behind.
    assert read_memory(server.pid) - memory[WARM] < MOST_GROWTH, memory
    with vote.database.read() as work:
        assert work.session.scalars(select(func.count()).select_from(ThrottleRow)).one() <= GUESSES + 200
