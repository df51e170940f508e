"""Two rounds beside the demo town's three: one under review, and a vote of the schools with a choice of areas."""

from datetime import datetime, timedelta

from pb.engine.declaration import CycleDeclaration, Rule, StagePlan
from pb.kernel.handoff import Project
from pb.kernel.ids import CycleId, ProjectId, StageKey
from pb.kernel.language import LocalizedText
from pb.main.demo.texts import DemoTown

REVIEWING = CycleId("ranta")
SCHOOLS = CycleId("koulut")
DAY = timedelta(days=1)


def declare_review(town: DemoTown, now: datetime) -> CycleDeclaration:
    """Return a round whose proposals are being reviewed at ``now``."""
    return CycleDeclaration(
        id=REVIEWING,
        name=LocalizedText(fi="Rantojen vuosi", sv="Strändernas år", en="Year of the shores"),
        summary=LocalizedText(
            fi="Mitä Mallilan rannoilla pitäisi tehdä?",
            sv="Vad borde göras vid Mallilas stränder?",
            en="What should be done on Mallila's shores?",
        ),
        areas=town.areas,
        currency="EUR",
        stages=_list_stages(now - 40 * DAY, review=now - 20 * DAY, voting=now + 60 * DAY, rules={}),
    )


def declare_schools(town: DemoTown, now: datetime) -> CycleDeclaration:
    """Return a round that is open for voting at ``now``: at most three projects, in an area of the voter's choice."""
    rules: dict[str, Rule] = {"ballot": "approval", "minimum": 1, "maximum": 3, "area": "free"}
    return CycleDeclaration(
        id=SCHOOLS,
        name=LocalizedText(fi="Koulujen äänestys", sv="Skolornas omröstning", en="Vote of the schools"),
        summary=LocalizedText(
            fi="Oppilaat valitsevat pihoille uutta.",
            sv="Eleverna väljer nytt till skolgårdarna.",
            en="Pupils choose what is new in the school yards.",
        ),
        areas=town.areas,
        currency="EUR",
        stages=_list_stages(now - 40 * DAY, review=now - 30 * DAY, voting=now - DAY, rules=rules),
    )


def list_school_projects(town: DemoTown) -> tuple[Project, ...]:
    """Return four projects an area for the ballot of the schools."""
    things = (
        ("Kiipeilyseinä", "Klättervägg", "Climbing wall"),
        ("Koripalloteline", "Basketkorg", "Basketball hoop"),
        ("Penkkejä", "Bänkar", "Benches"),
        ("Istutuksia", "Planteringar", "Flower beds"),
    )
    return tuple(
        Project(
            id=ProjectId(str(4 * place + number)),
            title=LocalizedText(fi=fi, sv=sv, en=en),
            summary=LocalizedText(fi="Koulun pihalle.", sv="Till skolgården.", en="For the school yard."),
            area=area.id,
            cost=area.budget // 4,
        )
        for place, area in enumerate(town.areas)
        for number, (fi, sv, en) in enumerate(things, start=1)
    )


def _list_stages(
    start: datetime, *, review: datetime, voting: datetime, rules: dict[str, Rule]
) -> tuple[StagePlan, ...]:
    ends = voting + 60 * DAY
    return (
        StagePlan(StageKey("submission"), start, review),
        StagePlan(StageKey("review"), review, voting),
        StagePlan(StageKey("voting"), voting, ends, rules=rules, two_person=frozenset({"open", "amend"})),
        StagePlan(StageKey("publication"), ends, ends + 500 * DAY, two_person=frozenset({"publish"})),
    )
