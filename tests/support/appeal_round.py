"""A round in which appeals are taken now: one proposal is open to it, of another an appeal waits."""

from datetime import timedelta

from pb.engine.declaration import CycleDeclaration, StagePlan
from pb.kernel.clock import SetClock
from pb.kernel.ids import AreaId, CycleId, StageKey
from pb.kernel.language import Language, LocalizedText
from pb.kernel.money import Cents
from pb.main.chronicle import Chronicle
from pb.main.demo.texts import read_town
from pb.main.installation import Installation
from proposals.core.appeals import APPEAL
from proposals.core.review import Feasibility, Verdict
from proposals.storage.appeals import file_appeal
from proposals.storage.imports import ReadyProposal
from proposals.storage.proposals import find_proposal

APPEALING = CycleId("oikaisu")
OPEN_TO_APPEAL, APPEALED = 1, 2
DAY = timedelta(days=1)


def tell_appeal_round(installation: Installation) -> None:
    """Declare the round and let it run until now."""
    now = installation.clock.now()
    area = read_town().areas[0]
    starts = now - 40 * DAY
    declaration = CycleDeclaration(
        APPEALING,
        LocalizedText("Pihat kuntoon", "Fina gårdar", "Better yards"),
        (area,),
        (
            StagePlan(StageKey("submission"), starts, starts + 10 * DAY),
            StagePlan(StageKey("review"), starts + 11 * DAY, now - DAY),
            StagePlan(APPEAL, now - DAY, now + 30 * DAY),
            StagePlan(StageKey("voting"), now + 31 * DAY, now + 60 * DAY, {"custody": "server"}),
            StagePlan(StageKey("publication"), now + 60 * DAY, now + 200 * DAY),
        ),
        currency="EUR",
    )
    story = Chronicle(installation, SetClock(now), APPEALING)
    story.declare(declaration, starts)
    story.send(
        [_write("Keinu", area.id, 0), _write("Katos", area.id, 0), _write("Portti", area.id, 900_00)],
        starts + DAY,
    )
    story.pass_time(now)
    with installation.database.write() as work:
        held = work.load_cycle(APPEALING)
        appealed = find_proposal(work, APPEALING, APPEALED)
        file_appeal(work, held, appealed, "Katos on tarkoitettu pyörille, ei autoille.", now)
        work.commit()


def _write(title: str, area: AreaId, cost: int) -> ReadyProposal:
    text = LocalizedText(fi=title, sv=title, en=title)
    reason = LocalizedText(
        "Pihalla on putkia." if not cost else "Onnistuu.", "Det finns rör." if not cost else "Går bra."
    )
    verdict = Verdict(Feasibility.FEASIBLE if cost else Feasibility.NOT_FEASIBLE, Cents(cost), reason)
    return ReadyProposal(text, text, text, area, "Pihatalkoot", Language.FI, verdict, "Tilapalvelut")
