"""A round in review now, with appeals after it; every call begins another one, so that a journey can end its review."""

from datetime import timedelta
from secrets import token_hex

from pb.engine.declaration import CycleDeclaration, StagePlan
from pb.kernel.clock import SetClock
from pb.kernel.ids import CycleId, StageKey
from pb.kernel.language import Language, LocalizedText
from pb.main.chronicle import Chronicle
from pb.main.demo.texts import read_town
from pb.main.installation import Installation
from proposals.core.appeals import APPEAL
from proposals.storage.imports import ReadyProposal

DAY = timedelta(days=1)
TITLES = ("Grillplats", "Stig till stranden")
"""The proposals that wait for an answer, numbered from 1."""


def tell_review_round(installation: Installation) -> CycleId:
    """Declare a round, let it run until now, and return its id. An administrator alone may end its review early."""
    now, cycle = installation.clock.now(), CycleId(f"granskning-{token_hex(3)}")
    area = read_town().areas[0]
    starts = now - 20 * DAY
    declaration = CycleDeclaration(
        cycle,
        LocalizedText("Rannat kuntoon", "Bättre stränder", "Better shores"),
        (area,),
        (
            StagePlan(StageKey("submission"), starts, starts + 10 * DAY),
            StagePlan(StageKey("review"), starts + 11 * DAY, now + 9 * DAY),
            StagePlan(APPEAL, now + 9 * DAY, now + 30 * DAY),
            StagePlan(StageKey("voting"), now + 31 * DAY, now + 60 * DAY, {"custody": "server"}),
            StagePlan(StageKey("publication"), now + 60 * DAY, now + 200 * DAY),
        ),
        currency="EUR",
    )
    story = Chronicle(installation, SetClock(now), cycle)
    story.declare(declaration, starts)
    texts = [LocalizedText(fi=title, sv=title, en=title) for title in TITLES]
    story.send(
        [ReadyProposal(text, text, text, area.id, "Stranden", Language.SV) for text in texts], starts + DAY
    )
    story.pass_time(now)
    return cycle
