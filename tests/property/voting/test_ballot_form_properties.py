"""Whatever a ballot form is sent: the check page lets through what every other check accepts, and nothing else."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pb.engine.declaration import Rule
from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from pb.main.replay.page_forms import PageForm, read_forms
from tests.support.databases import copy_sqlite
from tests.support.voting_app import VOTE, Visitor, open_house
from voting.core.ballot.check import check_choices
from voting.core.ballot.choices import Choices, decode_choices, encode_choices
from voting.core.ballot.declared import DeclaredBallot
from voting.core.ballot.rule import BallotKind
from voting.core.ballot.style import BallotStyle, StyleId
from voting.core.tally.opened import judge_choices

IDS = ("1", "2", "3")
KINDS: Mapping[BallotKind, Mapping[str, Rule]] = {
    BallotKind.APPROVAL: {"minimum": 2, "maximum": 2},
    BallotKind.KNAPSACK: {"maximum": None, "blank": True},
    BallotKind.POINTS: {"points": 5, "top": 3, "least_points": 2, "maximum": None},
    BallotKind.SCORES: {"top": 4, "maximum": 2},
    BallotKind.RANKING: {"maximum": 2, "blank": True},
    BallotKind.SINGLE: {"maximum": None},
}
BY_TICK = (BallotKind.APPROVAL, BallotKind.KNAPSACK, BallotKind.SINGLE)

numbers = st.one_of(
    st.integers(-2, 7).map(str),
    st.sampled_from(["", " 2 ", "1.5", "1e3", "two", "٣", "00001", "9" * 20, "\x00"]),
)
projects = st.lists(st.sampled_from([*IDS, "", "4", "9", "north"]), max_size=4)
fields = st.fixed_dictionaries(
    {}, optional={"project": projects, **{f"value-{project}": numbers for project in IDS}}
)


@pytest.fixture(params=KINDS, ids=str)
def voter(
    request: pytest.FixtureRequest, migrated_sqlite: Path, tmp_path: Path
) -> Iterator[tuple[BallotKind, Visitor]]:
    """A voter before a ballot of each kind."""
    kind: BallotKind = request.param
    url = copy_sqlite(migrated_sqlite, tmp_path / "pb.sqlite3")
    with open_house(url, tmp_path, {"ballot": kind.value, **KINDS[kind]}) as house:
        visitor = house.visit()
        visitor.show_code(house.code())
        yield kind, visitor


def make_style(kind: BallotKind) -> BallotStyle:
    """Return the style of the ballot that stands before the voter, made without the declaration's reader."""
    limits = dict(KINDS[kind])
    declared = DeclaredBallot(kind, **{name: value for name, value in limits.items() if value is not None})  # type: ignore[arg-type]
    costs = (Cents(12_000_00), Cents(26_000_00), Cents(8_500_00))
    return BallotStyle(
        StyleId("north"), tuple(map(ProjectId, IDS)), costs, declared.rule_for(3, Cents(40_000_00))
    )


def read_choices(kind: BallotKind, form: PageForm) -> Choices:
    """Return what the check page would cast; ticks in the order of the numbers, as a sitting has its own order."""
    sent = form.filled({})
    if kind in BY_TICK:
        return tuple((ProjectId(project), 1) for project in sorted(sent.get("project", [])))
    pairs = ((ProjectId(project), sent.get(f"value-{project}", [])) for project in IDS)
    choices = [(project, int(value)) for project, [value] in ((p, v) for p, v in pairs if v)]
    return (
        tuple(sorted(choices, key=lambda choice: choice[1])) if kind is BallotKind.RANKING else tuple(choices)
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=fields)
def test_page_lets_through_what_every_check_accepts(
    voter: tuple[BallotKind, Visitor], sent: Mapping[str, str | list[str]]
) -> None:
    kind, visitor = voter
    style = make_style(kind)
    visitor.open(f"{VOTE}/choose")
    _, page = visitor.fill({}, "/check")
    form = {name: value for name, value in page.items() if name in ("_csrf", "area")}
    status = visitor.post(f"{VOTE}/check", {**form, **sent}).status_code
    assert status in (200, 400, 422)
    expected = expect_choices(kind, sent)
    assert (status == 200) == (expected is not None and not check_choices(style, expected))
    if status == 200:
        caster = next(found for found in read_forms(visitor.page) if found.action.endswith("/cast"))
        choices = read_choices(kind, caster)
        assert dict(choices) == dict(expected or ())
        assert judge_choices(style, choices).is_valid
        assert decode_choices(style, encode_choices(style, choices)) == choices


def expect_choices(kind: BallotKind, sent: Mapping[str, str | list[str]]) -> Choices | None:
    """Return what a form says, None when it says nothing that could be a ballot; told otherwise than the pages do."""
    if kind in BY_TICK:
        ticked = [project for project in sent.get("project", []) if project]
        if len(set(sent.get("project", []))) < len(sent.get("project", [])) or not set(ticked) <= set(IDS):
            return None
        return tuple((ProjectId(project), 1) for project in IDS if project in ticked)
    typed = {project: str(sent.get(f"value-{project}", "")).strip() for project in IDS}
    if any(text and text not in map(str, range(10_000)) for text in typed.values()):
        return None
    given = [(ProjectId(project), int(text)) for project, text in typed.items() if text and int(text)]
    return tuple(sorted(given, key=lambda choice: choice[1])) if kind is BallotKind.RANKING else tuple(given)
