"""A shuffle keeps the ballots, breaks the links, and can't be proved when it does anything else."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

import pytest

from tests.support.mixing import KEY, Mixed, make_table, mix, open_rows
from voting.core.encryption.elgamal import encrypt_again
from voting.core.encryption.group import BYTES, IDENTITY, ORDER, EncodingError, multiply_base, write_scalar
from voting.core.mixing.check import check_shuffle
from voting.core.mixing.shuffle import ShuffleSecret, shuffle
from voting.core.mixing.spread import ROWS, Piece, Result
from voting.core.mixing.statement import ShuffleStatement


@pytest.mark.parametrize(("rows", "width"), [(0, 1), (1, 1), (2, 1), (7, 1), (5, 2), (4, 3)])
def test_shuffle_keeps_the_ballots_and_its_proof_holds(rows: int, width: int) -> None:
    mixed = mix(rows, width)
    assert open_rows(mixed.statement.before, width) == open_rows(mixed.statement.after, width)
    check_shuffle(mixed.statement, mixed.prove())


def test_no_row_keeps_its_bytes() -> None:
    mixed = mix(20, 1)
    before, after = mixed.statement.before, mixed.statement.after
    points = {before[at : at + BYTES] for at in range(0, len(before), BYTES)}
    assert not points & {after[at : at + BYTES] for at in range(0, len(after), BYTES)}


def test_every_order_comes_up() -> None:
    table = make_table(3, 1)
    assert len({shuffle(KEY, table, 1)[1].permutation for _ in range(100)}) == 6


def test_pieces_may_be_worked_in_other_processes() -> None:
    with ProcessPoolExecutor(2) as pool:

        def spread(work: Callable[[Piece], Result], pieces: Sequence[Piece], /) -> Iterable[Result]:
            return pool.map(work, pieces)

        table = make_table(1, 1) * (ROWS + 3)
        after, secret = shuffle(KEY, table, 1, spread)
        statement = ShuffleStatement((), KEY, 1, table, after)
        check_shuffle(statement, Mixed(statement, secret).prove(), spread)


def drop_and_double(mixed: Mixed) -> Mixed:
    row = mixed.statement.width * 64
    after = mixed.statement.after
    return mixed.change_after(after[:row] + encrypt_rows(after[:row]) + after[2 * row :])


def replace_one(mixed: Mixed) -> Mixed:
    row = mixed.statement.width * 64
    return mixed.change_after(make_table(1, mixed.statement.width, first=99) + mixed.statement.after[row:])


def swap_blocks_of_two_rows(mixed: Mixed) -> Mixed:
    after, row = mixed.statement.after, mixed.statement.width * 64
    return mixed.change_after(after[row : row + 64] + after[64:row] + after[:64] + after[row + 64 :])


def scale_a_block(mixed: Mixed) -> Mixed:
    # The same message under a multiplied ciphertext: what a mixer would do to mark a ballot.
    after = mixed.statement.after
    return mixed.change_after(encrypt_again(multiply_base(5), after[:64], 7) + after[64:])


def take_a_row_twice(mixed: Mixed) -> Mixed:
    order = (mixed.secret.permutation[1], *mixed.secret.permutation[1:])
    secret = ShuffleSecret(order, mixed.secret.randomness)
    after, _ = shuffle(KEY, mixed.statement.before, mixed.statement.width, secret=secret)
    return mixed.change_after(after)


def encrypt_rows(rows: bytes) -> bytes:
    return b"".join(encrypt_again(KEY, rows[at : at + 64], 11) for at in range(0, len(rows), 64))


CHEATS = [
    (drop_and_double, 1),
    (drop_and_double, 2),
    (replace_one, 1),
    (replace_one, 2),
    (scale_a_block, 1),
    (scale_a_block, 2),
    (take_a_row_twice, 1),
    (take_a_row_twice, 2),
    (swap_blocks_of_two_rows, 2),
]


@pytest.mark.parametrize(("cheat", "width"), CHEATS)
def test_cheating_mixer_fails(cheat: Callable[[Mixed], Mixed], width: int) -> None:
    honest = mix(6, width)
    check_shuffle(honest.statement, honest.prove())
    cheated = cheat(honest)
    for encoded in (cheated.prove(), honest.prove()):
        with pytest.raises(EncodingError, match="doesn't hold"):
            check_shuffle(cheated.statement, encoded)


def test_every_word_of_a_proof_counts() -> None:
    mixed = mix(3, 2)
    proof = mixed.prove()
    check_shuffle(mixed.statement, proof)
    for at in range(0, len(proof), BYTES):
        for word in (
            write_scalar(int.from_bytes(proof[at : at + BYTES], "little") + 1),
            multiply_base(3),
            IDENTITY,
        ):
            with pytest.raises(EncodingError):
                check_shuffle(mixed.statement, proof[:at] + word + proof[at + BYTES :])


def test_scalar_written_another_way_is_refused() -> None:
    mixed = mix(2, 1)
    proof = mixed.prove()
    longer = (int.from_bytes(proof[:BYTES], "little") + ORDER).to_bytes(BYTES, "little")
    with pytest.raises(EncodingError, match="reduced"):
        check_shuffle(mixed.statement, longer + proof[BYTES:])


@pytest.mark.parametrize("change", ["context", "key", "before", "width"])
def test_proof_for_another_statement_fails(change: str) -> None:
    mixed = mix(4, 2)
    proof = mixed.prove()
    others = {
        "context": replace(mixed.statement, context=(b"election", b"round 2")),
        "key": replace(mixed.statement, key=multiply_base(3)),
        "before": replace(mixed.statement, before=make_table(4, 2)),
        "width": replace(mixed.statement, width=1),
    }
    with pytest.raises(EncodingError):
        check_shuffle(others[change], proof)


def test_tables_of_unlike_length_are_refused() -> None:
    mixed = mix(3, 1)
    for after in (mixed.statement.after[:-64], mixed.statement.after + make_table(1, 1), b"\0"):
        with pytest.raises(EncodingError, match="equally many"):
            mixed.change_after(after)


def test_rows_that_are_no_points_are_refused() -> None:
    mixed = mix(3, 1)
    proof = mixed.prove()
    for bad in (b"\xff" * 32, IDENTITY):
        with pytest.raises(EncodingError, match="group element"):
            check_shuffle(replace(mixed.statement, after=bad + mixed.statement.after[32:]), proof)
