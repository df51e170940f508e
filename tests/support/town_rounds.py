"""What a test adds to the demo town: a vote of the schools with a choice of areas, and proposals of its own."""

from datetime import datetime, timedelta

from pb.engine.declaration import CycleDeclaration, Rule, StagePlan
from pb.kernel.handoff import Project
from pb.kernel.ids import AreaId, CycleId, ProjectId, StageKey
from pb.kernel.language import Language, LocalizedText
from pb.kernel.money import Cents
from pb.main.demo.texts import DemoTown
from proposals.storage.imports import ReadyProposal

SCHOOLS = CycleId("koulut")
DAY = timedelta(days=1)


SCHOOLS_NAME = LocalizedText(fi="Koulujen äänestys", sv="Skolornas omröstning", en="Vote of the schools")


def declare_schools(
    town: DemoTown, now: datetime, cycle: CycleId = SCHOOLS, name: LocalizedText = SCHOOLS_NAME
) -> CycleDeclaration:
    """Return a round that is open for voting at ``now``: at most three projects, in an area of the voter's choice.

    Residents vote online or on paper. Voting lasts sixty days, and the results come thirty days later.
    """
    rules: dict[str, Rule] = {
        "ballot": "approval",
        "minimum": 1,
        "maximum": 3,
        "area": "free",
        "channels": ["code", "paper"],
        "custody": "server",
    }
    return CycleDeclaration(
        id=cycle,
        name=name,
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
            cost=Cents(area.budget // 4),
        )
        for place, area in enumerate(town.areas)
        for number, (fi, sv, en) in enumerate(things, start=1)
    )


def write_proposal(title: str, area: AreaId) -> ReadyProposal:
    """Return a proposal for an area, called ``title`` in every language and written in Finnish."""
    return ReadyProposal(
        title=LocalizedText(fi=title, sv=title, en=title),
        text=LocalizedText(fi="Rantaan tulee jotain uutta. Sen voi tehdä talkoilla."),
        why=LocalizedText(fi="Rannalla on tilaa kaikille."),
        area=area,
        proposer="Rannan ystävät",
        language=Language.FI,
    )


def _list_stages(
    start: datetime, *, review: datetime, voting: datetime, rules: dict[str, Rule]
) -> tuple[StagePlan, ...]:
    ends = voting + 60 * DAY
    return (
        StagePlan(StageKey("submission"), start, review),
        StagePlan(StageKey("review"), review, voting),
        StagePlan(StageKey("voting"), voting, ends, rules=rules, two_person=frozenset({"open", "amend"})),
        StagePlan(
            StageKey("publication"), ends + 30 * DAY, ends + 500 * DAY, two_person=frozenset({"publish"})
        ),
    )
