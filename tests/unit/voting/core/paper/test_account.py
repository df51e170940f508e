"""A desk's account, and what keeps it from balancing."""

from dataclasses import replace

import pytest

from pb.kernel.ids import AreaId
from voting.core.paper.account import DeskState, Pile, list_lacks

NORTH, SOUTH = AreaId("north"), AreaId("south")
NAMES = {NORTH: "Pohjoinen / Norr", SOUTH: "Etelä / Söder"}
BALANCED = DeskState(
    "Library",
    (Pile(NORTH, issued=100, cast=60, spoiled=3, lost=1, unused=36), Pile(SOUTH, issued=10, unused=10)),
    marked=61,
)


def test_every_sheet_told_of_balances() -> None:
    assert BALANCED.is_balanced
    assert list_lacks(BALANCED, NAMES) == ()
    account = BALANCED.account
    assert (account.issued, account.cast, account.spoiled, account.unused) == (110, 60, 4, 46)
    assert account.is_balanced


@pytest.mark.parametrize(
    ("pile", "said"),
    [
        (replace(BALANCED.piles[0], issued=101), "Library, Pohjoinen / Norr: ballots missing: 1."),
        (
            replace(BALANCED.piles[0], unused=38),
            "Library, Pohjoinen / Norr: more ballots than were given to the desk: 2.",
        ),
    ],
)
def test_a_sheet_too_many_or_too_few_is_said(pile: Pile, said: str) -> None:
    desk = replace(BALANCED, piles=(pile, BALANCED.piles[1]))
    assert [str(lack) for lack in list_lacks(desk, NAMES)] == [said]


def test_faults_of_two_areas_do_not_cancel_out() -> None:
    north, south = replace(BALANCED.piles[0], unused=35), replace(BALANCED.piles[1], unused=11)
    desk = replace(BALANCED, piles=(north, south))
    assert desk.account.is_balanced
    assert not desk.is_balanced


@pytest.mark.parametrize("marked", [60, 62])
def test_marks_and_sheets_have_to_agree(marked: int) -> None:
    (lack,) = list_lacks(replace(BALANCED, marked=marked), NAMES)
    assert str(lack) == (
        f"Library: residents marked as having voted: {marked}, but ballots keyed or lost: 61."
    )


def test_an_unsettled_batch_is_named() -> None:
    (lack,) = list_lacks(replace(BALANCED, unsettled=(3,)), NAMES)
    assert str(lack) == "Library: batch 3 has not been keyed twice and settled."
