"""A body's decision against the vote order: every departure is found, and none passes without its reason."""

from dataclasses import replace
from datetime import date

from pb.kernel.handoff import AreaOutcome, Outcome, Project, ProjectOutcome, Shortlist
from pb.kernel.ids import AreaId, ProjectId
from pb.kernel.language import LocalizedText
from pb.kernel.money import Cents
from voting.core.counting import Fate
from voting.core.result.decision import (
    CHOSEN,
    Decision,
    ProjectDecision,
    apply_decision,
    find_departures,
    find_unexplained,
    leave_open,
    list_advised,
    measure_excess,
)

NORTH = AreaId("north")
COSTS = {"1": 300, "2": 900, "3": 600}
"""In vote order; there are 1000 to share, so the order alone carries out 1 and 3."""


def make_outcome(*, ranked: bool) -> Outcome:
    projects = tuple(
        Project(ProjectId(name), LocalizedText(name), LocalizedText(), NORTH, Cents(cost))
        for name, cost in COSTS.items()
    )
    lines = tuple(
        ProjectOutcome(
            project.id,
            10 - rank,
            not ranked and project.id != "2",
            Fate.RANKED if ranked else Fate.DOES_NOT_FIT if project.id == "2" else Fate.FUNDED,
            rank,
        )
        for rank, project in enumerate(projects, start=1)
    )
    area = AreaOutcome(NORTH, Cents(1000), Cents(0 if ranked else 900), 12, 0, 20, lines)
    return Outcome({}, Shortlist(projects), (area,))


def decide(*chosen: str, reasons: dict[str, LocalizedText] | None = None) -> Decision:
    told = reasons or {}
    return Decision(
        LocalizedText("Lautakunta"),
        date(2027, 3, 16),
        "",
        tuple(
            ProjectDecision(ProjectId(name), name in chosen, told.get(name, LocalizedText()))
            for name in COSTS
        ),
    )


def test_order_alone_carries_out_what_fits_whether_the_rule_funds_or_only_ranks() -> None:
    assert list_advised(make_outcome(ranked=False)) == {"1", "3"}
    assert list_advised(make_outcome(ranked=True)) == {"1", "3"}


def test_project_without_a_vote_is_never_advised() -> None:
    outcome = make_outcome(ranked=True)
    area = outcome.areas[0]
    lines = (*area.projects[:2], replace(area.projects[2], support=0))
    assert list_advised(replace(outcome, areas=(replace(area, projects=lines),))) == {"1"}


def test_departures_are_those_passed_over_and_those_lifted() -> None:
    outcome = make_outcome(ranked=False)
    assert find_departures(outcome, {ProjectId("2"): True}) == {"1", "2", "3"}
    assert find_departures(outcome, {ProjectId("1"): True, ProjectId("3"): True}) == frozenset()


def test_reason_is_owed_in_both_languages() -> None:
    outcome = make_outcome(ranked=False)
    half = {"2": LocalizedText("Syy"), "3": LocalizedText("Syy", "Skäl")}
    assert find_unexplained(outcome, decide("1", reasons=half)) == frozenset()
    assert find_unexplained(outcome, decide("1", "2", reasons=half)) == {"2"}
    assert find_unexplained(outcome, decide("1")) == {"3"}


def test_decision_within_the_money_has_no_excess() -> None:
    outcome = make_outcome(ranked=False)
    assert measure_excess(outcome, decide("1", "3")) == 0
    assert measure_excess(outcome, decide("1", "2", "3")) == 800


def test_money_of_one_area_pays_for_no_other() -> None:
    outcome = make_outcome(ranked=False)
    rich = replace(outcome.areas[0], area=AreaId("south"), budget=Cents(5000), projects=())
    assert measure_excess(replace(outcome, areas=(*outcome.areas, rich)), decide("1", "2", "3")) == 800


def test_decided_outcome_keeps_votes_and_takes_the_body_s_winners() -> None:
    outcome = make_outcome(ranked=False)
    decided = apply_decision(outcome, decide("2")).areas[0]
    assert [line.project for line in decided.projects if line.funded] == ["2"]
    assert [line.support for line in decided.projects] == [9, 8, 7]
    assert decided.projects[1].reason == CHOSEN
    assert decided.spent == 900


def test_open_outcome_names_no_winner() -> None:
    area = leave_open(make_outcome(ranked=False)).areas[0]
    assert not any(line.funded for line in area.projects)
    assert area.spent == 0
