"""Screens come back from both databases as they were registered."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pb.storage.database import Database
from pb.storage.screens import (
    add_screen,
    change_screen,
    find_screen,
    is_seen_stale,
    list_screens,
    note_seen,
    remove_screen,
)
from tests.support.screens import LYING, UPRIGHT

NOW = datetime(2027, 2, 1, 9, 37, 12, tzinfo=UTC)


def test_screen_comes_back_as_it_was_registered_and_changed(database: Database) -> None:
    with database.write() as work:
        add_screen(work, LYING, NOW)
        work.commit()
    with database.read() as work:
        assert find_screen(work, LYING.id) == LYING
        assert find_screen(work, UPRIGHT.id) is None
    changed = replace(
        LYING, name="Town hall", languages=UPRIGHT.languages[:1], distance_mm=3000, closes="16:00"
    )
    with database.write() as work:
        change_screen(work, changed)
        work.commit()
    with database.read() as work:
        assert find_screen(work, LYING.id) == changed


def test_screens_are_listed_by_name_and_removed_for_good(database: Database) -> None:
    with database.write() as work:
        add_screen(work, replace(LYING, name="B"), NOW)
        add_screen(work, replace(UPRIGHT, name="A"), NOW)
        assert [screen.name for screen in list_screens(work)] == ["A", "B"]
        remove_screen(work, LYING.id)
        remove_screen(work, LYING.id)
        assert [screen.name for screen in list_screens(work)] == ["A"]


def test_screen_is_seen_to_the_quarter_of_an_hour_and_keeps_it_when_changed(database: Database) -> None:
    with database.write() as work:
        add_screen(work, LYING, NOW)
        assert is_seen_stale(LYING, NOW)
        note_seen(work, LYING.id, NOW)
        note_seen(work, UPRIGHT.id, NOW)
        change_screen(work, LYING)
        work.commit()
    with database.read() as work:
        seen = find_screen(work, LYING.id)
    assert seen is not None
    assert seen.seen == datetime(2027, 2, 1, 9, 30, tzinfo=UTC)
    assert not is_seen_stale(seen, NOW)
    assert is_seen_stale(seen, NOW + timedelta(minutes=10))
