"""Any t trustees draw the same lot, fewer know nothing of it, and a false part names its trustee."""

from dataclasses import replace
from itertools import combinations

import pytest

from tests.support.sealed_election import NORTH, SOUTH, SealedElection, open_election
from voting.core.encryption.group import EncodingError, Point, multiply, multiply_base
from voting.core.tally.lots import check_lot_share, combine_lot, draw_lots, fix_lot_point, make_lot_share


@pytest.fixture(scope="module")
def election() -> SealedElection:
    return open_election()


def draw(election: SealedElection, trustees: tuple[int, ...]) -> Point:
    manifest = election.manifest
    return combine_lot(
        {
            trustee: check_lot_share(
                manifest, trustee, make_lot_share(manifest, trustee, election.held.shares[trustee - 1])
            )
            for trustee in trustees
        }
    )


def test_every_quorum_draws_the_same_lot(election: SealedElection) -> None:
    assert len({draw(election, pair) for pair in combinations((1, 2, 3), 2)}) == 1


def test_less_than_a_quorum_draws_another_lot(election: SealedElection) -> None:
    whole = draw(election, (1, 2))
    assert all(draw(election, (one,)) != whole for one in (1, 2, 3))


def test_lots_order_every_project_once_and_each_style_by_itself(election: SealedElection) -> None:
    lot = draw(election, (1, 3))
    assert sorted(draw_lots(lot, NORTH)) == sorted(NORTH.projects)
    twin = replace(NORTH, id=SOUTH.id)
    orders = [[draw_lots(multiply_base(n), style) for n in range(1, 20)] for style in (NORTH, twin)]
    assert orders[0] != orders[1]
    assert len({order[0] for order in orders[0]}) > 1


def test_other_election_has_another_lot(election: SealedElection) -> None:
    others = (
        open_election().manifest,
        replace(election.manifest, styles=(SOUTH, NORTH)),
    )
    assert all(fix_lot_point(other) != fix_lot_point(election.manifest) for other in others)
    later = replace(election.manifest, version=2, previous=bytes(32), rules={})
    assert fix_lot_point(later) == fix_lot_point(election.manifest)


def test_false_part_of_the_lot_names_its_trustee(election: SealedElection) -> None:
    manifest = election.manifest
    honest = make_lot_share(manifest, 2, election.held.shares[1])
    false = multiply(3, fix_lot_point(manifest)) + honest[32:]
    for encoded in (false, honest[:-1], bytes(96), b"", make_lot_share(manifest, 2, 5)):
        with pytest.raises(EncodingError, match="trustee 2, School"):
            check_lot_share(manifest, 2, encoded)
    with pytest.raises(EncodingError, match="trustee 1, Library"):
        check_lot_share(manifest, 1, honest)
