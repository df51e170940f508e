"""The lot that draws sheets for the audit."""

import hashlib
import random

import pytest

from voting.core.paper.audit import (
    SAMPLE,
    draw_serials,
    make_seed,
    read_lot,
    salt_sheet,
    seal_record,
    seal_sheet,
    seal_sheets,
)

SERIALS = tuple(f"{batch}-{place:02}" for batch in range(1, 21) for place in range(1, 51))
LOT = "31415926535897932384"


def test_a_stranger_draws_the_same_sheets_by_the_published_rule() -> None:
    seed = make_seed("c" * 64, "d" * 64, LOT)
    by_digest = {hashlib.sha256(f"{seed} {serial}".encode()).hexdigest(): serial for serial in SERIALS}
    expected = {by_digest[one] for one in sorted(by_digest)[:SAMPLE]}
    drawn = draw_serials(seed, SERIALS)
    assert set(drawn) == expected
    assert len(drawn) == SAMPLE == 299
    assert list(drawn) == [serial for serial in SERIALS if serial in expected]


def test_another_lot_draws_other_sheets() -> None:
    first = draw_serials(make_seed("c", "d", LOT), SERIALS)
    second = draw_serials(make_seed("c", "d", LOT[::-1]), SERIALS)
    assert first != second


def test_few_sheets_are_all_drawn() -> None:
    assert draw_serials("seed", SERIALS[:40]) == SERIALS[:40]


def test_every_sheet_is_drawn_about_as_often() -> None:
    lots = random.Random(1)  # noqa: S311 - the same lots in every run
    often = dict.fromkeys(SERIALS, 0)
    for _ in range(200):
        for serial in draw_serials(str(lots.random()), SERIALS):
            often[serial] += 1
    # 200 draws of 29.9 %: 59.8 on average, with a deviation of 6.5; six of those either side.
    assert min(often.values()) > 20
    assert max(often.values()) < 100


@pytest.mark.parametrize("typed", ["", "123", "1234567890123456789", "1234567890123456789a", "²" * 20])
def test_a_lot_needs_twenty_digits(typed: str) -> None:
    assert read_lot(typed) is None


def test_a_lot_may_be_typed_in_groups() -> None:
    assert read_lot("31415 92653\n58979 32384") == LOT


def test_the_fixed_record_shows_any_change_and_each_sheet_opens_alone() -> None:
    record = {"1-01": b'{"choices":[["1",1]]}', "1-02": b'{"choices":[]}'}
    salt = b"s" * 32
    sealed = seal_sheets(salt, record)
    fixed = seal_record(sealed)
    assert fixed == seal_record(seal_sheets(salt, dict(record)))
    for changed in ({**record, "1-01": b'{"choices":[["2",1]]}'}, {"1-01": record["1-01"]}):
        assert seal_record(seal_sheets(salt, changed)) != fixed
    assert seal_sheet(salt_sheet(salt, "1-01"), record["1-01"]) == sealed["1-01"]
    assert salt_sheet(salt, "1-01") != salt_sheet(salt, "1-02")
    assert seal_sheets(b"t" * 32, record)["1-02"] != sealed["1-02"]
