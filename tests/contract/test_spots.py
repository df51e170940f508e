"""Where proposals are, for a map: alike on both databases, narrowed as the list is."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from pb.storage.database import Database
from proposals.core.place import Point
from proposals.core.point_map import View
from proposals.storage.proposals import find_proposal, hide_proposal
from proposals.storage.search import Search, search_proposals
from proposals.storage.spots import count_found, find_spots, read_titles
from tests.support.cycles import START
from tests.support.databases import KINDS, copy_of_kind, open_database
from tests.support.proposals import BENCHES, REASON, ROUND, send, start_round

SHORE = View(61.70, 27.20, 61.69, 27.22)


@pytest.fixture(scope="module", params=KINDS)
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Three proposals with a point, of which one lies elsewhere, one without, and one hidden."""
    with copy_of_kind(request, tmp_path_factory.mktemp("spots")) as url, open_database(url) as database:
        start_round(database)
        send(database, replace(BENCHES, point="61.695, 27.21"))
        send(database, replace(BENCHES, point="61.699, 27.201", area="south", title="Keinu"))
        send(database, replace(BENCHES, point="61.66, 27.30"))
        send(database)
        send(database, replace(BENCHES, point="61.695, 27.21"))
        with database.write() as work:
            hide_proposal(work, find_proposal(work, ROUND, 5), REASON, START)
            work.commit()
        yield database


def test_spots_are_the_points_of_what_the_search_finds(town: Database) -> None:
    with town.read() as work:
        spots = find_spots(work, ROUND, Search())
        south = find_spots(work, ROUND, Search(area="south"))
    assert [(spot.number, spot.point) for spot in spots] == [
        (1, Point(61.695, 27.21)),
        (2, Point(61.699, 27.201)),
        (3, Point(61.66, 27.3)),
    ]
    assert [spot.number for spot in south] == [2]


def test_search_finds_what_lies_in_view(town: Database) -> None:
    with town.read() as work:
        found = search_proposals(work, ROUND, Search(view=SHORE))
        assert sorted(answer.proposal.number for answer in found.entries) == [1, 2]
        assert count_found(work, ROUND, Search(view=SHORE, words="keinu")) == 1
        assert count_found(work, ROUND, Search()) == 4


def test_titles_are_read_by_number(town: Database) -> None:
    with town.read() as work:
        assert {number: title.fi for number, title in read_titles(work, ROUND, (2, 9)).items()} == {
            2: "Keinu"
        }
        assert read_titles(work, ROUND, ()) == {}
