"""A sealed ballot is accepted for its voter, style and manifest, and for nothing else."""

import pytest

from pb.kernel.ids import ProjectId
from tests.support.ballots import make_style
from voting.core.ballot.choices import encode_choices
from voting.core.ballot.rule import BallotKind, BallotRule
from voting.core.ballot.sealing import (
    BallotContext,
    check_sealed,
    digest_sealed,
    open_with_randomness,
    seal_choices,
    sealed_length,
)
from voting.core.encryption.group import IDENTITY, ORDER, EncodingError, Point, draw_scalar, multiply_base

SECRET = draw_scalar()
CONTEXT = BallotContext(bytes(range(32)), bytes(16), multiply_base(SECRET))
STYLE = make_style(BallotRule(BallotKind.APPROVAL, blank=True), 300)
CHOICES = ((ProjectId("p1"), 1), (ProjectId("p300"), 1))
SEALED = seal_choices(CONTEXT, STYLE, CHOICES).sealed


def test_own_ballot_is_accepted_and_opens_with_its_randomness() -> None:
    sealing = seal_choices(CONTEXT, STYLE, CHOICES)
    check_sealed(CONTEXT, STYLE, sealing.sealed)
    assert open_with_randomness(CONTEXT, STYLE, sealing.sealed, sealing.randomness) == CHOICES


def test_other_randomness_does_not_open_a_ballot() -> None:
    sealing = seal_choices(CONTEXT, STYLE, CHOICES)
    with pytest.raises(EncodingError, match="randomness"):
        open_with_randomness(CONTEXT, STYLE, sealing.sealed, (1, 2))


@pytest.mark.parametrize(
    "context",
    [
        BallotContext(CONTEXT.manifest, b"\1" * 16, CONTEXT.key),
        BallotContext(bytes(32), CONTEXT.tag, CONTEXT.key),
        BallotContext(CONTEXT.manifest, CONTEXT.tag, multiply_base(5)),
    ],
    ids=["another voter", "another manifest", "another key"],
)
def test_copied_ballot_is_refused(context: BallotContext) -> None:
    check_sealed(CONTEXT, STYLE, SEALED)
    with pytest.raises(EncodingError, match="proof"):
        check_sealed(context, STYLE, SEALED)


def test_ballot_of_another_style_of_the_same_size_is_refused() -> None:
    other = make_style(STYLE.rule, 300, name="south")
    with pytest.raises(EncodingError, match="proof"):
        check_sealed(CONTEXT, other, SEALED)


def test_proof_of_another_ballot_is_refused() -> None:
    other = seal_choices(CONTEXT, STYLE, CHOICES).sealed
    with pytest.raises(EncodingError, match="proof"):
        check_sealed(CONTEXT, STYLE, SEALED[:128] + other[128:])


@pytest.mark.parametrize("block", [0, 32, 64, 96])
@pytest.mark.parametrize("point", [IDENTITY, Point(b"\1" + bytes(31)), Point(b"\xff" * 32)])
def test_foreign_points_are_refused(block: int, point: Point) -> None:
    with pytest.raises(EncodingError, match="group element"):
        check_sealed(CONTEXT, STYLE, SEALED[:block] + point + SEALED[block + 32 :])


def test_scalar_that_is_not_reduced_is_refused() -> None:
    shifted = int.from_bytes(SEALED[-32:], "little") + ORDER
    with pytest.raises(EncodingError, match="reduced"):
        check_sealed(CONTEXT, STYLE, SEALED[:-32] + shifted.to_bytes(32, "little"))


def test_wrong_number_of_blocks_is_refused() -> None:
    narrow = make_style(BallotRule(BallotKind.APPROVAL, blank=True), 10)
    for sealed in (SEALED[:-1], SEALED + b"\0", b"", seal_choices(CONTEXT, narrow, ()).sealed):
        with pytest.raises(EncodingError, match="bytes"):
            check_sealed(CONTEXT, STYLE, sealed)


def test_every_flipped_bit_is_refused() -> None:
    sealed = seal_choices(CONTEXT, STYLE, CHOICES).sealed
    for bit in range(0, len(sealed) * 8, 7):
        flipped = bytearray(sealed)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(EncodingError):
            check_sealed(CONTEXT, STYLE, bytes(flipped))


def test_ballot_of_one_and_of_all_projects_have_one_length() -> None:
    style = make_style(BallotRule(BallotKind.APPROVAL, blank=True), 150)
    everything = tuple((project, 1) for project in style.projects)
    lengths = {
        len(seal_choices(CONTEXT, style, choices).sealed) for choices in ((), everything[:1], everything)
    }
    assert lengths == {sealed_length(1)}


def test_equal_choices_give_unlike_ballots_and_digests() -> None:
    sealed = [seal_choices(CONTEXT, STYLE, CHOICES).sealed for _ in range(2)]
    assert sealed[0][:64] != sealed[1][:64]
    assert digest_sealed(CONTEXT, STYLE, sealed[0]) != digest_sealed(CONTEXT, STYLE, sealed[1])


def test_hostile_choices_can_be_sealed_and_only_the_opening_tells() -> None:
    style = make_style(BallotRule(BallotKind.APPROVAL, maximum=1), 3)
    everything = tuple((project, 1) for project in style.projects)
    assert encode_choices(style, everything) == 7
    check_sealed(CONTEXT, style, seal_choices(CONTEXT, style, everything).sealed)
