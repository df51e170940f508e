"""Columns are guessed from headings in three languages, and named by hand where the guess is wrong."""

import pytest

from voting.core.roll_columns import LETTER_COLUMNS, ROLL_COLUMNS, Column, guess_columns, name_columns


@pytest.mark.parametrize(
    "headings",
    [
        ("Viite", "Henkilötunnus", "Alue", "Kotikunta", "Turvakielto"),
        ("REFERENS", "Personbeteckning", "Område", "Hemkommun", "Spärrmarkering"),
        ("reference", "Personal identity code", "Area", "Home municipality", "Non-disclosure order"),
    ],
)
def test_headings_are_understood_in_each_language(headings: tuple[str, ...]) -> None:
    assert guess_columns(headings, ROLL_COLUMNS) == {
        Column.REFERENCE: 0,
        Column.IDENTITY: 1,
        Column.AREA: 2,
        Column.MUNICIPALITY: 3,
        Column.SHIELDED: 4,
    }


def test_first_of_two_columns_counts_and_unwanted_ones_are_passed_over() -> None:
    assert guess_columns(("nimi", "viite", "tunniste"), ROLL_COLUMNS) == {Column.REFERENCE: 1}
    assert guess_columns(("nimi", "viite"), LETTER_COLUMNS) == {Column.NAME: 0, Column.REFERENCE: 1}


def test_columns_are_named_by_their_headings() -> None:
    assert name_columns(("A", "Piiri", "piiri"), {Column.AREA: " PIIRI "}) == {Column.AREA: 1}
    with pytest.raises(LookupError):
        name_columns(("A",), {Column.AREA: "B"})
