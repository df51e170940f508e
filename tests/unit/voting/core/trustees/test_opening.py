"""Any t trustees open the box, no t-1 do, and a false share names its trustee."""

import itertools

import pytest

from tests.support.trustees import HeldCeremony, hold_ceremony
from voting.core.encryption.elgamal import encrypt
from voting.core.encryption.encoding import decode_integer, encode_integer
from voting.core.encryption.group import BYTES, EncodingError, Point, draw_scalar, multiply_base
from voting.core.mixing.columns import split_points
from voting.core.trustees.opening import OpeningStatement, check_shares, combine_shares, make_shares

NUMBERS = (0, 1, 2**224 - 1, 12345)


@pytest.fixture(scope="module")
def held() -> HeldCeremony:
    return hold_ceremony(4, 3)


@pytest.fixture(scope="module")
def table(held: HeldCeremony) -> bytes:
    key = held.ceremony.election_key.key
    return b"".join(encrypt(key, encode_integer(number, 1)[0], draw_scalar()) for number in NUMBERS)


@pytest.fixture(scope="module")
def shares(held: HeldCeremony, table: bytes) -> dict[int, bytes]:
    return {
        trustee: make_shares(state(held, table, trustee), held.shares[trustee - 1])
        for trustee in (1, 2, 3, 4)
    }


def state(held: HeldCeremony, table: bytes, trustee: int, context: bytes = b"here") -> OpeningStatement:
    return OpeningStatement((context,), held.ceremony.election_key, trustee, table)


def read_numbers(opened: bytes) -> tuple[int, ...]:
    return tuple(decode_integer([point]) for point in split_points(opened))


def test_every_t_trustees_open_and_no_fewer_do(
    held: HeldCeremony, table: bytes, shares: dict[int, bytes]
) -> None:
    checked = {trustee: check_shares(state(held, table, trustee), shares[trustee]) for trustee in shares}
    for size in (3, 4):
        for quorum in itertools.combinations(checked, size):
            assert (
                read_numbers(combine_shares(table, {trustee: checked[trustee] for trustee in quorum}))
                == NUMBERS
            )
    for size in (0, 1, 2):
        for few in itertools.combinations(checked, size):
            opened = combine_shares(table, {trustee: checked[trustee] for trustee in few})
            for point in split_points(opened):
                with pytest.raises(EncodingError):
                    decode_integer([point])


def test_false_share_names_its_trustee(held: HeldCeremony, table: bytes, shares: dict[int, bytes]) -> None:
    for at in range(0, len(table) // 2, BYTES):
        false = shares[2][:at] + multiply_base(77) + shares[2][at + BYTES :]
        with pytest.raises(EncodingError, match="trustee 2, School: the proof"):
            check_shares(state(held, table, 2), false)


def test_trustee_with_another_secret_is_named(held: HeldCeremony, table: bytes) -> None:
    with pytest.raises(EncodingError, match="trustee 2, School: the proof"):
        check_shares(state(held, table, 2), make_shares(state(held, table, 2), held.shares[2]))


def test_two_false_shares_do_not_hide_each_other(
    held: HeldCeremony, table: bytes, shares: dict[int, bytes]
) -> None:
    swapped = shares[1][BYTES : 2 * BYTES] + shares[1][:BYTES] + shares[1][2 * BYTES :]
    with pytest.raises(EncodingError, match="trustee 1, Library: the proof"):
        check_shares(state(held, table, 1), swapped)


def test_shares_are_bound_to_context_trustee_and_table(
    held: HeldCeremony, table: bytes, shares: dict[int, bytes]
) -> None:
    for statement in (
        state(held, table, 1, b"elsewhere"),
        state(held, table, 2),
        state(held, table[64:] + table[:64], 1),
    ):
        with pytest.raises(EncodingError, match="the proof"):
            check_shares(statement, shares[1])


def test_shares_of_wrong_form_are_refused(held: HeldCeremony, table: bytes, shares: dict[int, bytes]) -> None:
    for bad in (
        shares[1][:-1],
        shares[1] + b"\0",
        b"",
        bytes(32) + shares[1][32:],
        Point(b"\xff" * 32) + shares[1][32:],
    ):
        with pytest.raises(EncodingError, match="trustee 1, Library"):
            check_shares(state(held, table, 1), bad)


def test_every_word_of_the_proof_counts(held: HeldCeremony, table: bytes, shares: dict[int, bytes]) -> None:
    for at in (-64, -32):
        flipped = bytearray(shares[1])
        flipped[at] ^= 1
        with pytest.raises(EncodingError, match="trustee 1"):
            check_shares(state(held, table, 1), bytes(flipped))


def test_nothing_to_open_is_opened_too(held: HeldCeremony) -> None:
    empty = make_shares(state(held, b"", 1), held.shares[0])
    assert check_shares(state(held, b"", 1), empty) == b""
    assert combine_shares(b"", {1: b"", 2: b"", 3: b""}) == b""
