"""What belongs together after merges and splits: nobody counts twice, and an undo needs to move nothing."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from proposals.core.lineage import Given, find_standing, list_family, list_supporters
from tests.support.cycles import DAY, START

MERGED = {2: 1, 3: 2, 5: 4}


def test_a_chain_of_merges_leads_to_what_stands() -> None:
    assert [find_standing(number, MERGED) for number in range(1, 7)] == [1, 1, 1, 4, 4, 6]


def test_family_is_all_that_leads_to_a_proposal() -> None:
    assert list_family(1, MERGED) == {1, 2, 3}
    assert list_family(2, MERGED) == {2, 3}
    assert list_family(6, MERGED) == {6}


def test_supporter_of_both_counts_once() -> None:
    supports = {
        "iida": [Given(1, START), Given(3, START)],
        "joona": [Given(2, START)],
        "elsa": [Given(4, START)],
    }
    assert list_supporters(1, supports, MERGED, {}) == {"iida", "joona"}
    assert list_supporters(1, supports, {}, {}) == {"iida"}


def test_who_supported_the_whole_before_a_split_supports_the_part() -> None:
    splits = {7: (1, START + DAY)}
    supports = {
        "iida": [Given(1, START)],
        "late": [Given(1, START + 2 * DAY)],
        "own": [Given(7, START + 2 * DAY)],
    }
    assert list_supporters(7, supports, {}, splits) == {"iida", "own"}
    assert list_supporters(1, supports, {7: 1}, splits) == {"iida", "late", "own"}


NUMBERS = st.integers(1, 6)
MERGES = st.dictionaries(NUMBERS, NUMBERS).map(lambda found: {a: b for a, b in found.items() if b < a})
SUPPORTS = st.dictionaries(
    st.sampled_from(["a", "b", "c", "d"]),
    st.lists(st.builds(Given, NUMBERS, st.integers(0, 9).map(lambda days: START + timedelta(days)))),
)


@given(merged=MERGES, supports=SUPPORTS)
def test_every_proposal_is_in_exactly_one_standing_family(
    merged: dict[int, int], supports: dict[str, list[Given]]
) -> None:
    standing = [number for number in range(1, 7) if number not in merged]
    families = [list_family(number, merged) for number in standing]
    assert sorted(number for family in families for number in family) == list(range(1, 7))
    for number, family in zip(standing, families, strict=True):
        wanted = {person for person, given in supports.items() if any(one.number in family for one in given)}
        assert list_supporters(number, supports, merged, {}) == wanted
