"""The outbox in either database: nothing lost, nothing taken by two, nothing sent twice without a person's word."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from pb.kernel.language import Language
from pb.storage.database import Database
from pb.storage.outbox import (
    HELD,
    LetterState,
    QueuedLetter,
    accept_letter,
    begin_handing,
    count_letters,
    list_letters,
    post_letter,
    purge_letters,
    put_back,
    release_stale,
    send_again,
    settle_letter,
    take_letter,
)
from tests.support.post_office import post_notes, write_note
from tests.support.toolkit_app import START

DAY = timedelta(days=1)


def take(database: Database, at: timedelta = timedelta()) -> QueuedLetter | None:
    with database.write() as work:
        taken = take_letter(work, START + at)
        work.commit()
    return taken


def states(database: Database) -> dict[LetterState, int]:
    with database.read() as work:
        return dict(count_letters(work))


def test_letter_comes_out_as_it_went_in(database: Database) -> None:
    letter = write_note("a", "Penkkejä rantaan")
    post_notes(database, letter)
    taken = take(database)
    assert taken is not None
    assert (taken.letter, taken.attempts, taken.state) == (letter, 1, LetterState.TAKEN)
    assert taken.letter.language is Language.FI
    assert take(database) is None, "it is taken"


def test_letter_of_work_that_is_undone_is_not_posted(database: Database) -> None:
    with database.write() as work:
        post_letter(work, write_note("a"), START)
    assert states(database) == {}


def test_same_occasion_is_one_letter(database: Database) -> None:
    post_notes(database, write_note("a"), write_note("a", "13"))
    post_notes(database, write_note("a", "14"), write_note("b"))
    assert states(database) == {LetterState.WAITING: 2}


def test_many_postmen_share_the_letters(database: Database) -> None:
    post_notes(database, *(write_note(f"{number}") for number in range(24)))
    with ThreadPoolExecutor(8) as pool:
        taken = [letter for letter in pool.map(lambda _: take(database), range(30)) if letter]
    assert len({letter.id for letter in taken}) == len(taken) <= 24
    while (letter := take(database)) is not None:  # who found only locked rows went away empty-handed
        taken.append(letter)
    assert sorted(int(letter.letter.key) for letter in taken) == list(range(24))


def test_letter_waits_until_it_is_due(database: Database) -> None:
    post_notes(database, write_note("a"))
    taken = take(database)
    assert taken is not None
    with database.write() as work:
        put_back(work, taken.id, START + DAY, "451 later")
        work.commit()
    assert take(database, DAY - timedelta(seconds=1)) is None
    again = take(database, DAY)
    assert again is not None
    assert (again.attempts, again.note) == (2, "451 later")


def test_letter_of_a_dead_postman_waits_again_or_is_left_to_a_person(database: Database) -> None:
    post_notes(database, write_note("a"), write_note("b"))
    first, second = take(database), take(database)
    assert first is not None
    assert second is not None
    with database.write() as work:
        assert begin_handing(work, second.id, START)
        assert release_stale(work, START + HELD - timedelta(seconds=1)) == 0, "he may still be at it"
        assert release_stale(work, START + HELD) == 2
        work.commit()
    assert states(database) == {LetterState.WAITING: 1, LetterState.UNSURE: 1}
    with database.write() as work:
        assert not begin_handing(work, first.id, START + HELD), "who comes back late finds it taken from him"
        assert send_again(work, second.id, START)
        assert not send_again(work, second.id, START)
        work.commit()
    assert states(database) == {LetterState.WAITING: 2}


def test_person_may_take_an_unsure_letter_as_sent(database: Database) -> None:
    post_notes(database, write_note("a"))
    taken = take(database)
    assert taken is not None
    with database.write() as work:
        assert not accept_letter(work, taken.id, START)
        settle_letter(work, taken.id, LetterState.UNSURE, START)
        assert accept_letter(work, taken.id, START)
        work.commit()
    assert states(database) == {LetterState.SENT: 1}


def test_settled_letters_are_forgotten_and_open_ones_are_not(database: Database) -> None:
    post_notes(database, *(write_note(key) for key in "abcd"))
    with database.write() as work:
        letters = list_letters(work, (LetterState.WAITING,), 10)
        for letter, state in zip(
            letters, (LetterState.SENT, LetterState.REFUSED, LetterState.UNSURE), strict=False
        ):
            settle_letter(work, letter.id, state, START)
        assert purge_letters(work, START) == 0
        assert purge_letters(work, START + DAY) == 2
        work.commit()
    assert states(database) == {LetterState.UNSURE: 1, LetterState.WAITING: 1}
