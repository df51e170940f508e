"""Turnout is told by group, and no subtraction from the public total tells what a group was to hide."""

from hypothesis import given
from hypothesis import strategies as st

from voting.core.result.turnout import Group, TurnoutCounts, publish_turnout, suppress

THRESHOLD = 10


@st.composite
def groups(draw: st.DrawFn) -> tuple[Group, ...]:
    """Draw up to seven groups, many of them small."""
    made = []
    for number in range(draw(st.integers(1, 7))):
        entitled = draw(st.integers(0, 60))
        made.append(Group(f"group {number}", draw(st.integers(0, entitled)), entitled))
    return tuple(made)


@given(groups())
def test_nothing_small_is_shown_and_nothing_small_is_left_over(drawn: tuple[Group, ...]) -> None:
    shown = suppress(drawn, THRESHOLD)
    for group in shown:
        if group.voted is not None and group.entitled is not None:
            assert min(group.voted, group.entitled - group.voted) >= THRESHOLD
    hidden = {group.name for group in shown if group.voted is None}
    gaps = [group for group in drawn if group.name in hidden]
    if gaps:
        assert len(gaps) >= 2
        voted, entitled = sum(gap.voted for gap in gaps), sum(gap.entitled for gap in gaps)
        assert min(voted, entitled - voted) >= THRESHOLD


@given(groups())
def test_what_is_shown_is_true(drawn: tuple[Group, ...]) -> None:
    known = {group.name: (group.voted, group.entitled) for group in drawn}
    for group in suppress(drawn, THRESHOLD):
        assert group.voted is None or (group.voted, group.entitled) == known[group.name]


def test_single_gap_takes_the_smallest_other_group_along() -> None:
    table = (Group("young", 3, 40), Group("grown", 300, 900), Group("old", 50, 200))
    shown = {group.name: group.voted for group in suppress(table, THRESHOLD)}
    assert shown == {"young": None, "grown": 300, "old": None}


def test_table_of_one_small_group_is_not_shown_at_all() -> None:
    assert suppress((Group("all", 3, 40),), THRESHOLD) == ()


def test_groups_that_are_large_are_all_shown() -> None:
    table = (Group("young", 30, 400), Group("old", 50, 200))
    assert [group.voted for group in suppress(table, THRESHOLD)] == [30, 50]


def test_areas_whose_ballots_are_public_are_shown_however_small() -> None:
    counts = TurnoutCounts((Group("north", 2, 2), Group("south", 0, 1)), ())
    turnout = publish_turnout(counts, THRESHOLD, area_is_public=True)
    assert [group.voted for group in turnout.by_area] == [2, 0]
    assert publish_turnout(counts, THRESHOLD, area_is_public=False).by_area == ()
    assert (turnout.voted, turnout.entitled) == (2, 3)
