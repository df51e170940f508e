"""Full disk, locked database, lost connection in mid-cast: a page that says so, and the retry works (attack 8)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import InterfaceError, OperationalError

from pb.storage.unit_of_work import Work
from tests.support.databases import copy_sqlite
from tests.support.voting_app import Visitor, VotingHouse, open_house
from tests.support.voting_world import ROUND
from voting.storage.ballot_box import count_cast
from voting.web import cast as cast_page

FAULTS = (
    OperationalError("INSERT", {}, OSError("disk full")),
    OperationalError("INSERT", {}, RuntimeError("database is locked")),
    OperationalError("INSERT", {}, RuntimeError("could not serialize access")),
    InterfaceError("INSERT", {}, RuntimeError("connection already closed")),
)


@pytest.fixture
def house(migrated_sqlite: Path, tmp_path: Path) -> Iterator[VotingHouse]:
    with open_house(copy_sqlite(migrated_sqlite, tmp_path / "pb.sqlite3"), tmp_path) as opened:
        yield opened


def stand_at_the_check(house: VotingHouse) -> tuple[Visitor, str, dict[str, list[str]]]:
    visitor = house.visit()
    visitor.show_code(house.code())
    visitor.choose("1")
    return visitor, *visitor.fill({}, "/cast")


def count(house: VotingHouse) -> int:
    with house.world.database.read() as work:
        return count_cast(work, ROUND)


def fail_once(fault: Exception, real: Callable[..., object]) -> Callable[..., object]:
    faults = [fault]

    def act(*arguments: object) -> object:
        if faults:
            raise faults.pop()
        return real(*arguments)

    return act


@pytest.mark.parametrize("fault", FAULTS, ids=["disk", "lock", "serialization", "connection"])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_ballot_that_could_not_be_written_was_not_cast_and_the_retry_is(
    house: VotingHouse, monkeypatch: pytest.MonkeyPatch, fault: Exception, language: str
) -> None:
    visitor, path, form = stand_at_the_check(house)
    monkeypatch.setattr(cast_page, "cast_sealed", fail_once(fault, cast_page.cast_sealed))
    said = {"fi": "Ääntäsi ei jätetty.", "sv": "Din röst lämnades inte.", "en": "Your vote was not cast."}
    answer = visitor.post(path.replace("/en/", f"/{language}/"), form)
    assert answer.status_code == 503
    assert said[language] in visitor.page
    assert int(answer.headers["retry-after"]) > 0
    assert count(house) == 0
    assert visitor.post(path, form).status_code == 200
    assert visitor.path.endswith("/done")
    assert count(house) == 1


def test_lost_answer_of_a_commit_is_told_as_what_it_is_and_the_retry_casts_nothing_twice(
    house: VotingHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor, path, form = stand_at_the_check(house)
    commit = Work.commit
    lost = [True]

    def commit_and_lose_the_answer(work: Work) -> None:
        commit(work)
        if lost and lost.pop():
            raise OperationalError("COMMIT", {}, OSError("the connection was lost"))

    monkeypatch.setattr(Work, "commit", commit_and_lose_the_answer)
    assert visitor.post(path, form).status_code == 503
    assert "could not confirm" in visitor.page
    assert count(house) == 1
    assert visitor.post(path, form).status_code == 200
    assert visitor.path.endswith("/done")
    assert count(house) == 1
