"""Reports in either database: one version each, whoever is first, and every one kept."""

import threading
from collections.abc import Iterator

import pytest

from pb.kernel.errors import InvalidInputError, NotFoundError
from pb.kernel.ids import ProjectId
from pb.kernel.language import LocalizedText
from pb.storage.database import Database
from tests.support.voting_world import CLERK, CLOSES, ROUND, VotingWorld, open_vote
from voting.core.delivery.photo import MOST
from voting.core.delivery.progress import DeliveryState, Progress
from voting.storage.delivery.photos import add_photo, list_photos, read_photo, remove_photo
from voting.storage.delivery.reports import OutdatedReportError, add_report, read_deliveries

PROJECT = ProjectId("1")
BUILDING = Progress(DeliveryState.BUILDING, news=LocalizedText("Kaivetaan", "Man gräver"))


@pytest.fixture
def world(database: Database) -> Iterator[VotingWorld]:
    with open_vote(database) as opened:
        yield opened


def report(world: VotingWorld, progress: Progress, seen: int) -> int:
    with world.database.write() as work:
        made = add_report(work, ROUND, PROJECT, progress, seen, CLERK, "Parks", CLOSES)
        work.commit()
    return made.version


def test_reports_come_back_in_their_order_and_the_same_again_is_none(world: VotingWorld) -> None:
    assert report(world, Progress(), 0) == 1
    assert report(world, BUILDING, 1) == 2
    assert report(world, BUILDING, 0) == 2
    with pytest.raises(OutdatedReportError) as refused:
        report(world, Progress(DeliveryState.PREPARING), 1)
    assert refused.value.newest.progress == BUILDING
    with world.database.read() as work:
        (delivery,) = read_deliveries(work, ROUND).values()
    assert [one.progress for one in delivery.reports] == [Progress(), BUILDING]


def test_of_reports_at_once_one_is_kept(world: VotingWorld) -> None:
    together, refused = threading.Barrier(6), []

    def try_one(number: int) -> None:
        together.wait()
        try:
            report(world, Progress(partner=f"Partner {number}"), 0)
        except OutdatedReportError as error:
            refused.append(error)

    threads = [threading.Thread(target=try_one, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 5
    with world.database.read() as work:
        assert read_deliveries(work, ROUND)[PROJECT].version == 1


def test_photos_are_counted_kept_and_removed(world: VotingWorld) -> None:
    words = LocalizedText("Penkki", "Bänk")
    with world.database.write() as work:
        photos = [
            add_photo(work, ROUND, PROJECT, words, (b"large", b"small"), (9, 6), CLOSES) for _ in range(MOST)
        ]
        with pytest.raises(InvalidInputError):
            add_photo(work, ROUND, PROJECT, words, (b"l", b"s"), (9, 6), CLOSES)
        assert read_photo(work, ROUND, photos[0].id, is_large=True) == b"large"
        with pytest.raises(NotFoundError):
            remove_photo(work, ROUND, ProjectId("2"), photos[0].id)
        remove_photo(work, ROUND, PROJECT, photos[0].id)
        assert len(list_photos(work, ROUND)[PROJECT]) == MOST - 1
        with pytest.raises(NotFoundError):
            read_photo(work, ROUND, photos[0].id, is_large=False)
