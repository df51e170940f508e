"""All combinations of too few trustees, with every file of the server in hand, open nothing; one more opens all."""

from itertools import combinations

import pytest

from tests.support.sealed_election import NORTH, approve, fill_box, open_election
from tests.support.trustees import hold_ceremony
from voting.core.ballot.choices import decode_choices
from voting.core.encryption.elgamal import split_ciphertext
from voting.core.encryption.encoding import decode_integer
from voting.core.encryption.group import ORDER, EncodingError, multiply, subtract
from voting.core.tally.lots import combine_lot, fix_lot_point, make_lot_share
from voting.core.trustees.opening import interpolate_at_zero


def combine_secret(shares: dict[int, int]) -> int:
    """Return what these trustees' shares come to."""
    return (
        sum(interpolate_at_zero(number, sorted(shares)) * share for number, share in shares.items()) % ORDER
    )


@pytest.mark.parametrize(("trustees", "threshold"), [(3, 2), (4, 3), (5, 3)])
def test_every_combination_of_too_few_gets_another_key(trustees: int, threshold: int) -> None:
    held = hold_ceremony(trustees, threshold)
    shares = dict(enumerate(held.shares, 1))
    whole = {combine_secret({n: shares[n] for n in some}) for some in combinations(shares, threshold)}
    assert len(whole) == 1
    for size in range(1, threshold):
        for few in combinations(shares, size):
            assert combine_secret({n: shares[n] for n in few}) not in whole


def test_too_few_trustees_with_the_whole_board_read_no_ballot() -> None:
    """What the operator stores is the board and the rounds; with one trustee of two needed it stays noise."""
    election = open_election()
    fill_box(election)
    closing, box = election.write_board()
    election.tally(closing, box, trustees=[])
    tables = [
        box.final_table(NORTH),
        *(election.bundle.files[f"mix/north-{number}.table"] for number in (1, 2)),
    ]

    def read(share: int, table: bytes) -> list[object]:
        opened: list[object] = []
        for at in range(0, len(table), 64):
            first, second = split_ciphertext(table[at : at + 64])
            try:
                number = decode_integer([subtract(second, multiply(share, first))])
                opened.append(decode_choices(NORTH, number))
            except EncodingError:
                opened.append(None)
        return opened

    shares = dict(enumerate(election.held.shares, 1))
    both = combine_secret({1: shares[1], 2: shares[2]})
    for table in tables:
        assert approve(5) in read(both, table)
        for one in shares.values():
            assert set(read(one, table)) == {None}


def test_lot_stays_unknown_to_too_few() -> None:
    election = open_election()
    manifest, shares = election.manifest, election.held.shares
    parts = {n: make_lot_share(manifest, n, shares[n - 1])[:32] for n in (1, 2, 3)}
    lot = multiply(combine_secret({1: shares[0], 3: shares[2]}), fix_lot_point(manifest))
    assert combine_lot({1: parts[1], 2: parts[2]}) == lot  # type: ignore[dict-item]
    assert all(combine_lot({n: part}) != lot for n, part in parts.items())  # type: ignore[dict-item]
