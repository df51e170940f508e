"""One resident, a sheet at a desk and a ballot online (attack 4): one counts, whoever is first, and the board tells.

Races are tried with many residents on both databases; before each, the same acts are shown to succeed alone.
"""

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from pb.engine.acts import OPEN
from pb.kernel.errors import ConflictError
from pb.kernel.ids import ResidentId
from pb.storage.database import Database
from tests.support.paper_world import AINO, BERTIL, PaperWorld, open_paper_vote
from tests.support.served_vote import do_at_once
from tests.support.voting_world import CLOSES, PUBLICATION
from voting.core.board.entries import BallotEntry, CancelEntry, Entry, read_entry
from voting.core.channel import Channel
from voting.core.paper.account import SheetKind
from voting.opening import read_closing
from voting.storage.ballot_box import Mark, find_mark
from voting.storage.board import read_lines
from voting.storage.paper_marks import PaperMark, find_paper_mark
from voting.stored_bundle import StoredBundle
from voting.verify.verification import verify

RIVALS = 12
FIRST, SUPERSEDES = {"precedence": "first"}, {"precedence": "paper", "revote": True}


@pytest.fixture(params=[FIRST, SUPERSEDES], ids=["first", "paper"])
def paper(database: Database, request: pytest.FixtureRequest) -> Iterator[PaperWorld]:
    """An open vote in which the earlier ballot stands, and one in which paper does."""
    with open_paper_vote(database, request.param, sheets=40, residents=RIVALS + 4) as opened:
        yield opened


def test_online_then_paper_leaves_one_ballot(paper: PaperWorld) -> None:
    resident = paper.world.find()
    paper.world.cast(resident, "1", "key")
    if paper.supersedes:
        assert paper.mark(resident)
    else:
        with pytest.raises(ConflictError, match="voted online already"):
            paper.mark(resident)
    _require_one_way(paper, [resident])
    assert _channel(paper, resident) is (Channel.PAPER if paper.supersedes else Channel.CODE)


def test_paper_then_online_is_refused(paper: PaperWorld) -> None:
    resident = paper.world.find()
    assert not paper.mark(resident)
    with pytest.raises(ConflictError, match="voted on paper"):
        paper.world.cast(resident, "1", "key")
    _require_one_way(paper, [resident])
    assert _channel(paper, resident) is Channel.PAPER


def test_a_cancelled_voter_can_not_come_back_online(paper: PaperWorld) -> None:
    resident = paper.world.find()
    paper.world.cast(resident, "1", "key")
    if not paper.supersedes:
        with pytest.raises(ConflictError):
            paper.mark(resident)
        return
    paper.mark(resident)
    for key in ("key two", "key three"):
        with pytest.raises(ConflictError):
            paper.world.cast(resident, "2", key)
    _require_one_way(paper, [resident])


def test_the_same_moment_at_the_desk_and_online_leaves_one_ballot(paper: PaperWorld) -> None:
    alone, marked = paper.world.find(RIVALS + 2), paper.world.find(RIVALS + 3)
    paper.world.cast(alone, "1", "alone")
    paper.mark(marked)
    rivals = [paper.world.find(number) for number in range(RIVALS) if number != 2]
    for number, resident in enumerate(rivals):
        raised = do_at_once(_rival(paper, resident, f"key {number}"))
        assert all(isinstance(error, ConflictError) for error in raised)
        assert len(raised) <= 1
    _require_one_way(paper, [*rivals, alone, marked])
    if paper.supersedes:
        assert all(_channel(paper, resident) is Channel.PAPER for resident in rivals)


def test_two_desks_at_the_same_moment_hand_out_one_ballot(paper: PaperWorld) -> None:
    rivals = [paper.world.find(number) for number in range(RIVALS) if number != 2]
    for resident in rivals:
        raised = do_at_once([partial(paper.mark, resident)] * 2)
        assert [type(error) for error in raised] == [ConflictError]
    _require_one_way(paper, rivals)


def test_the_verifier_takes_cancelled_ballots_and_paper_together(paper: PaperWorld) -> None:
    online, both, on_paper = (paper.world.find(number) for number in (0, 1, 3))
    paper.world.cast(online, "1", "key")
    paper.world.cast(both, "2", "key")
    if paper.supersedes:
        paper.mark(both)
    paper.mark(on_paper)
    sheets = 2 if paper.supersedes else 1
    paper.world.close_voting()
    batch = paper.open_batch(sheets)
    for official in (AINO, BERTIL):
        paper.key(batch, official, ["3"] * sheets)
    paper.write(SheetKind.UNUSED, 40 - sheets)
    paper.world.open_ballots()
    paper.world.act(PUBLICATION, OPEN, CLOSES)
    told = paper.read(lambda work, cycle: list(verify(StoredBundle(work, cycle.id))))
    said = [f"{checked.heading}: {checked.sentence}" for checked in told]
    assert f"Paper: 1 desks balance, and their {sheets} paper ballots are published" in said
    box = paper.read(lambda work, cycle: read_closing(work, cycle.id)[1])
    assert box.ballots == (1 if paper.supersedes else 2)
    assert len(box.codes) == 2


def _rival(paper: PaperWorld, resident: ResidentId, key: str) -> list[Callable[[], object]]:
    return [lambda: paper.mark(resident), lambda: paper.world.cast(resident, "1", key)]


def _channel(paper: PaperWorld, resident: ResidentId) -> Channel:
    return _look(paper, resident)[0].channel


def _require_one_way(paper: PaperWorld, residents: list[ResidentId]) -> None:
    """Close, and require of each resident a sheet or a standing ballot on the board, never both and never none."""
    paper.world.close_voting()
    lines = paper.read(lambda work, cycle: list(read_lines(work, cycle.id)))
    entries = [read_entry(line, "board") for line in lines]
    box = paper.read(lambda work, cycle: read_closing(work, cycle.id)[1])
    standing = 0
    for resident in residents:
        mark, sheet = _look(paper, resident)
        ballots, cancelled = _places(entries, mark.tag)
        assert (sheet is not None) == (mark.channel is Channel.PAPER)
        if sheet is None:
            assert ballots
            assert not cancelled
            standing += 1
        else:
            # A ballot on the board is cancelled after it; without one there is nothing to cancel.
            assert bool(ballots) == bool(cancelled)
            assert max(ballots, default=-1) < min(cancelled, default=len(entries))
    assert box.ballots == standing


def _look(paper: PaperWorld, resident: ResidentId) -> tuple[Mark, PaperMark | None]:
    mark = paper.read(lambda work, cycle: find_mark(work, cycle.id, resident))
    assert mark is not None
    return mark, paper.read(lambda work, cycle: find_paper_mark(work, cycle.id, resident))


def _places(entries: list[Entry], tag: bytes) -> tuple[list[int], list[int]]:
    """Return where a tag's ballots and its cancel entries stand on the board."""
    ballots = [at for at, one in enumerate(entries) if isinstance(one, BallotEntry) and one.tag == tag]
    cancelled = [at for at, one in enumerate(entries) if isinstance(one, CancelEntry) and one.tag == tag]
    return ballots, cancelled
