"""What happened to the chosen projects of the finished round: one done, one late, one cancelled, others on their way."""

import io
from dataclasses import replace
from datetime import datetime, timedelta

from PIL import Image, ImageDraw

from pb.engine.acts import Actor
from pb.engine.journal import JournalEvent
from pb.kernel.clock import SetClock
from pb.kernel.handoff import Project
from pb.kernel.ids import AccountId, ProjectId
from pb.kernel.language import LocalizedText
from pb.kernel.money import Cents
from pb.main.chronicle import PUBLICATION
from pb.main.demo.chapters import Told
from pb.main.installation import Installation
from pb.storage.unit_of_work import Work
from pb.web.pictures.picture import take_picture_in
from voting.core.delivery.progress import DeliveryState, Progress
from voting.delivery_events import REPORTED
from voting.storage.delivery.photos import add_photo
from voting.storage.delivery.reports import add_report
from voting.storage.outcomes import find_version

UNIT = "Yhdyskuntatekniikka"
OFFICIAL = Actor(AccountId("demo-official"), "Aino V.")
DAY = timedelta(days=1)
DONE, DELAYED, CANCELLED, BEGUN, FORGOTTEN = map(ProjectId, ("7", "3", "4", "2", "10"))
"""Projects of the finished round, by what became of them; of the last nothing was told for long."""


BUILT = LocalizedText(
    "Työ valmistui ja paikka on kaikkien käytössä. Kiitos ehdottajille.",
    "Arbetet är klart och platsen är öppen för alla. Tack till dem som föreslog.",
    "The work is finished and the place is open to everyone. Thank you to those who proposed it.",
)
LATE = LocalizedText(
    "Laitteen toimitus kestää luvattua kauemmin. Asennus tehdään heti, kun laite saapuu.",
    "Leveransen av apparaten tar längre tid än utlovat. Den installeras genast när den kommer.",
    "The delivery of the device takes longer than promised. It is installed as soon as it arrives.",
)
DROPPED = LocalizedText(
    "Tori uusitaan kahden vuoden kuluttua, ja istutukset pitäisi silloin poistaa. Raha siirtyy seuraavaan kierrokseen.",
    "Torget förnyas om två år, och då skulle planteringarna tas bort. Pengarna går till nästa omgång.",
    "The square is rebuilt in two years, and the plants would have to go then. The money goes to the next round.",
)
SHOWN = LocalizedText(
    "Uuden laiturin viereen tehty penkki ja puu, takana järvi.",
    "En bänk och ett träd vid den nya bryggan, sjön i bakgrunden.",
    "A bench and a tree beside the new pier, the lake behind them.",
)


def tell_deliveries(installation: Installation, clock: SetClock, told: Told) -> None:
    """Report on the chosen projects of the finished round, as officials would have in the months since."""
    now = clock.moment
    picture = take_picture_in(draw_bench(), "photo")
    with installation.database.write() as work:
        cycle = work.load_cycle(told.finished)
        version = find_version(work, cycle.id)
        if version is None:
            raise LookupError(cycle.id)
        outcome = version.result.outcome
        costs = {project.id: project for project in outcome.shortlist.projects}
        chosen = [costs[line.project] for area in outcome.areas for line in area.projects if line.funded]
        for project in chosen:
            for number, (days, progress) in enumerate(_tell(project, now)):
                moment = now - days * DAY
                add_report(work, cycle.id, project.id, progress, number, OFFICIAL, UNIT, moment)
                event = JournalEvent(
                    REPORTED, PUBLICATION, OFFICIAL, {"project": project.id, "version": number + 1}
                )
                work.write_journal(cycle.id, event, moment)
        _show(work, told, DONE, (picture.large, picture.small), (picture.width, picture.height), now)
        work.commit()


def _show(
    work: Work,
    told: Told,
    project: ProjectId,
    encoded: tuple[bytes, bytes],
    size: tuple[int, int],
    now: datetime,
) -> None:
    add_photo(work, told.finished, project, SHOWN, encoded, size, now - 20 * DAY)


def _tell(project: Project, now: datetime) -> list[tuple[int, Progress]]:
    """Return the reports of a project, each with how many days ago it was given."""
    today = now.date()

    def said(state: DeliveryState, days: int) -> Progress:
        return Progress(state, today + timedelta(days=days))

    told = {
        DONE: [
            (170, said(DeliveryState.PREPARING, -25)),
            (
                25,
                replace(
                    said(DeliveryState.DONE, -30),
                    cost=Cents(project.cost - 41_250),
                    news=BUILT,
                    partner="Rannan kyläyhdistys",
                ),
            ),
        ],
        DELAYED: [
            (150, said(DeliveryState.PREPARING, 10)),
            (30, replace(said(DeliveryState.BUILDING, 220), reason=LATE)),
        ],
        CANCELLED: [
            (160, said(DeliveryState.PREPARING, 90)),
            (45, Progress(DeliveryState.CANCELLED, reason=DROPPED)),
        ],
        BEGUN: [(35, said(DeliveryState.BUILDING, 60))],
        FORGOTTEN: [(140, said(DeliveryState.PREPARING, 120))],
    }
    return told.get(project.id, [])


def draw_bench() -> bytes:
    """Return a picture of a bench by a lake, as JPEG."""
    picture = Image.new("RGB", (1500, 1000), "#bcd9ea")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 430, 1500, 640), fill="#6f9fbf")
    draw.polygon(((0, 430), (300, 330), (700, 430)), fill="#5f7f68")
    draw.polygon(((600, 430), (1050, 350), (1500, 430)), fill="#6d8c72")
    draw.rectangle((0, 640, 1500, 1000), fill="#8aa867")
    draw.rectangle((1150, 420, 1190, 760), fill="#6b5038")
    draw.ellipse((1010, 180, 1330, 500), fill="#4f7f4a")
    for top in (640, 690, 780):
        draw.rectangle((360, top, 960, top + 28), fill="#9a6b3f")
    for left in (400, 900):
        draw.rectangle((left, 640, left + 26, 880), fill="#3c4844")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()
