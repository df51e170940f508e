"""What councils said of the round in review, and a walk and an evening in the round for proposals."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from pb.engine.acts import Actor
from pb.kernel.clock import SetClock
from pb.kernel.ids import AccountId, AreaId
from pb.kernel.language import Language, LocalizedText
from pb.main.demo.chapters import Told
from pb.main.installation import Installation
from pb.storage.unit_of_work import Work
from proposals.core.events import Access, EventKind, Meeting, Stop
from proposals.core.statements import Effect, Reply
from proposals.storage.events import add_event, add_note, change_event, tie_note
from proposals.storage.imports import ReadyProposal, import_proposal
from proposals.storage.proposals import find_proposal
from proposals.storage.statement_acts import answer_statement, ask_council, file_statement
from proposals.storage.statements import find_hearing

UNIT = "Yhdyskuntatekniikka"
OFFICIAL = Actor(AccountId("demo-official"), "Aino V.")
YOUNG = Actor(AccountId("demo-young"), "Elsa N.")
DISABILITY = Actor(AccountId("demo-disability"), "Reijo P.")
DAY = timedelta(days=1)
TOWN_TIME = ZoneInfo("Europe/Helsinki")

ON_ROUND = LocalizedText(
    "Mitä mieltä nuorisovaltuusto on ehdotuksista? Mikä niistä auttaa useimpia nuoria?",
    "Vad tycker ungdomsfullmäktige om förslagen? Vilket av dem hjälper flest unga?",
    "What does the youth council think of the proposals? Which of them helps most young people?",
)
ON_SKATING = LocalizedText(
    "Missä skeittilaatikon pitäisi olla? Kuka siitä huolehtii?",
    "Var borde skejtlådan stå? Vem sköter om den?",
    "Where should the skate box be? Who looks after it?",
)
ON_ACCESS = LocalizedText(
    "Pääseekö elokuvaan pyörätuolilla, ja kuuleeko siellä kaikki?",
    "Kommer man till filmen med rullstol, och hör alla där?",
    "Can one get to the film in a wheelchair, and can everyone hear?",
)
SKATING = LocalizedText(
    "Laatikko kannattaa sijoittaa koulun pihalle. Siellä sitä voi käyttää myös talvella.\n\n"
    "Nuorisotalo voi huolehtia siitä kesällä. Silloin koulu on kiinni.",
    "Lådan borde stå på skolgården. Där kan den användas också på vintern.",
)
ACCESS = LocalizedText(
    "Hiekalla ei pääse liikkumaan pyörätuolilla. Rannalle tarvitaan puinen kulkutie.\n\n"
    "Elokuvaan tarvitaan tekstitys. Näin sitä voi seurata, vaikka ei kuule.",
)
SKATING_REPLY = Reply(
    LocalizedText(
        "Nuorisovaltuusto toivoo laatikkoa koulun pihalle ja talveksi suojaan.",
        "Ungdomsfullmäktige vill ha lådan på skolgården och i skydd på vintern.",
        "The youth council wants the box on the school yard, and under cover in winter.",
    ),
    Effect.PARTLY,
    LocalizedText(
        "Laatikko tulee koulun pihalle. Talvella se viedään varastoon, koska jää rikkoo pinnan.",
        "Lådan ställs på skolgården. På vintern förs den till ett lager, eftersom is förstör ytan.",
        "The box goes to the school yard. It is stored in winter, because ice breaks its surface.",
    ),
)

ACCESS_THERE = Access(
    step_free=True,
    toilet=True,
    hearing_loop=False,
    languages=(Language.FI, Language.SV),
    note=LocalizedText(
        "Reitti on asfalttia. Pyörätuolilla pääsee joka paikkaan.",
        "Vägen är asfalterad. Man kommer överallt med rullstol.",
        "The way is paved. One gets everywhere in a wheelchair.",
    ),
)
ROUTE = (
    Stop("Tori", (61.6885, 27.2721)),
    Stop("Koulun piha", (61.6902, 27.2768)),
    Stop("Alikulku", (61.6871, 27.2812)),
    Stop("Satama", (61.6843, 27.2795)),
)


def tell_councils(installation: Installation, clock: SetClock, told: Told) -> None:
    """Tell of the statements in the round in review, and of the walk and the evening in the round for proposals."""
    now = clock.moment
    with installation.database.write() as work:
        _tell_statements(work, told, now)
        _tell_walk(work, told, now)
        _tell_evening(work, told, now)
        work.commit()


def _tell_statements(work: Work, told: Told, now: datetime) -> None:
    cycle = work.load_cycle(told.reviewing)
    film, skating = (find_proposal(work, cycle.id, number) for number in (1, 2))
    asked = now - 12 * DAY
    young = ask_council(work, cycle, "Nuorisovaltuusto", skating, ON_SKATING, now + 4 * DAY, OFFICIAL, asked)
    disability = ask_council(work, cycle, "Vammaisneuvosto", film, ON_ACCESS, now + 4 * DAY, OFFICIAL, asked)
    ask_council(work, cycle, "Nuorisovaltuusto", None, ON_ROUND, now + 14 * DAY, OFFICIAL, asked)
    ask_council(work, cycle, "Vanhusneuvosto", film, ON_ACCESS, now - 2 * DAY, OFFICIAL, asked)
    for asking, proposal, text, member, days in (
        (young, skating, SKATING, YOUNG, 6),
        (disability, film, ACCESS, DISABILITY, 2),
    ):
        hearing, _ = find_hearing(work, cycle.id, asking.id)
        file_statement(work, cycle, hearing, proposal, text, "", member, now - days * DAY)
    hearing, _ = find_hearing(work, cycle.id, young.id)
    answer_statement(work, cycle, hearing, skating, SKATING_REPLY, 1, 0, OFFICIAL, UNIT, now - 3 * DAY)


def _tell_walk(work: Work, told: Told, now: datetime) -> None:
    cycle = work.load_cycle(told.proposing)
    begins = _evening(now - 5 * DAY)
    announced = Meeting(
        EventKind.WALK,
        LocalizedText(
            "Kehittämiskävely torilta satamaan",
            "Utvecklingspromenad från torget till hamnen",
            "Development walk from the square to the harbour",
        ),
        LocalizedText(
            "Kävelemme tunnin ja katsomme, mikä keskustassa toimii ja mikä ei. Mukana on kaupungin suunnittelija.",
            "Vi går en timme och ser vad som fungerar i centrum och vad som inte gör det. En planerare är med.",
            "We walk for an hour and see what works in the centre and what doesn't. A planner comes along.",
        ),
        "Tori",
        "Kauppakatu 2",
        begins,
        begins + timedelta(hours=1),
        ACCESS_THERE,
        ROUTE,
    )
    event = add_event(work, cycle, announced, OFFICIAL, now - 11 * DAY)
    outcome = LocalizedText(
        "Alikulun valot korjataan tänä vuonna. Muut ideat voi ehdottaa kierroksella.",
        "Belysningen i undergången repareras i år. Övriga idéer kan föreslås i omgången.",
        "The lights of the underpass are mended this year. Other ideas can be proposed in the round.",
    )
    held = replace(announced, outcome=outcome, participants=17)
    event = change_event(work, cycle, event.id, held, event.version, OFFICIAL, now - 4 * DAY)
    idea = "Satamassa ei ole yhtään paikkaa, jossa odottaa lauttaa sateessa."
    first = add_note(work, event, idea, Language.FI, 4, OFFICIAL, now - 4 * DAY)
    dark = "I undergången är det så mörkt att man inte ser dem som cyklar."
    add_note(work, event, dark, Language.SV, 3, OFFICIAL, now - 4 * DAY)
    tie_note(
        work, event.id, first.number, import_proposal(work, cycle.id, SHELTER, OFFICIAL, now - 3 * DAY).id
    )


def _tell_evening(work: Work, told: Told, now: datetime) -> None:
    begins = _evening(now + 9 * DAY)
    evening = Meeting(
        EventKind.TABLE,
        LocalizedText(
            "Kumppanuuspöytä: kesän tapahtumat",
            "Partnerskapsbord: sommarens evenemang",
            "Partnership table: events of the summer",
        ),
        LocalizedText(
            "Yhdistykset ja kaupunki sopivat, mitä kesällä tehdään yhdessä.",
            "Föreningarna och staden kommer överens om vad de gör tillsammans i sommar.",
            "Associations and the city agree on what they do together in the summer.",
        ),
        "Kirjaston sali",
        "Kauppakatu 1",
        begins,
        begins + timedelta(hours=2),
        replace(ACCESS_THERE, hearing_loop=True, note=LocalizedText()),
    )
    add_event(work, work.load_cycle(told.proposing), evening, OFFICIAL, now - DAY)


def _evening(day: datetime) -> datetime:
    """Return five in the afternoon of a day, by the town's clock."""
    local = day.astimezone(TOWN_TIME)
    return local.replace(hour=17, minute=0, second=0, microsecond=0).astimezone(UTC)


SHELTER = ReadyProposal(
    title=LocalizedText(
        "Katos lautan odottajille", "Ett skydd för dem som väntar på färjan", "A shelter at the ferry"
    ),
    text=LocalizedText(
        "Satamaan tehdään pieni katos ja sen alle penkki. Siinä voi odottaa lauttaa sateessa.",
        "I hamnen byggs ett litet tak med en bänk under. Där kan man vänta på färjan i regn.",
        "A small roof with a bench below it is built in the harbour, to wait there for the ferry in the rain.",
    ),
    why=LocalizedText(
        "Lauttaa odottaa moni joka päivä. Nyt odottajat kastuvat.",
        "Många väntar på färjan varje dag. Nu blir de våta.",
        "Many wait for the ferry every day. Now they get wet.",
    ),
    area=AreaId("keskusta"),
    proposer="Kehittämiskävelyn väki",
    language=Language.FI,
)
