"""One code, one ballot, whatever comes at once over HTTP; the same ballot again, the same receipt (attacks 1, 2)."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.databases import KINDS, copy_of_kind
from tests.support.served_vote import ServedVote, Voter, do_at_once, open_today
from tests.support.server_process import ServerProcess, serve_installation

# One worker, so that one server serves all tests here.
pytestmark = [pytest.mark.xdist_group("one-ballot"), pytest.mark.timeout(300)]

AT_ONCE = 50
CHOICES = ("heron-1", "heron-2", "heron-3")


@pytest.fixture(scope="module", params=KINDS)
def vote(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedVote]:
    """An open vote for all tests here; each takes residents of its own."""
    folder = tmp_path_factory.mktemp("vote")
    with copy_of_kind(request, folder) as url, open_today(url, folder, residents=4) as opened:
        yield opened


@pytest.fixture(scope="module")
def server(vote: ServedVote, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """One process on SQLite, two on PostgreSQL."""
    log = tmp_path_factory.mktemp("server") / "server.log"
    with serve_installation(vote.settings, log, 1 if vote.database.is_sqlite else 2) as running:
        yield running


def count_new(vote: ServedVote, before: tuple[int, int]) -> tuple[int, int]:
    marks, ballots = vote.count_rows()
    return marks - before[0], ballots - before[1]


@pytest.mark.usefixtures("server")
def test_fifty_ballots_at_once_with_one_code_leave_exactly_one(vote: ServedVote) -> None:
    before = vote.count_rows()
    assert vote.prepare_voter(1, "heron-1").cast() == 303, "alone it works"

    def come(number: int) -> Voter:
        return vote.prepare_voter(0, CHOICES[number % 3])

    with ThreadPoolExecutor(8) as pool:
        voters = list(pool.map(come, range(AT_ONCE)))
    assert do_at_once([voter.cast for voter in voters]) == []
    assert Counter(voter.status for voter in voters) == {303: 1, 409: AT_ONCE - 1}
    (receipt,) = (voter.receipt for voter in voters if voter.receipt)
    assert vote.list_receipts().count(receipt) == 1
    assert count_new(vote, before) == (2, 2)


def test_same_ballot_ten_times_before_and_after_a_restart_is_one_receipt(
    vote: ServedVote, server: ServerProcess
) -> None:
    before = vote.count_rows()
    voter = vote.prepare_voter(2, "heron-1")
    receipts = []
    for number in range(10):
        if number == 5:
            server.stop()
            server.start()
        assert voter.cast() == 303
        receipts.append(voter.receipt)
    assert len(set(receipts)) == 1
    assert vote.list_receipts().count(receipts[0]) == 1
    assert count_new(vote, before) == (1, 1)


@pytest.mark.usefixtures("server")
def test_same_ballot_twenty_times_at_once_is_one_receipt(vote: ServedVote) -> None:
    before = vote.count_rows()
    voter = vote.prepare_voter(3, "heron-1")
    twins = [Voter(voter.browser, voter.form) for _ in range(20)]
    assert do_at_once([twin.cast for twin in twins]) == []
    assert {twin.status for twin in twins} == {303}
    assert len({twin.receipt for twin in twins}) == 1
    assert count_new(vote, before) == (1, 1)
