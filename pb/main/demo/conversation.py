"""What residents say in the rounds for proposals and in review.

Two proposals became one and two others may; a question waits too long, one has its answer, a comment had to be hidden.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pb.engine.acts import Actor
from pb.engine.cycle import Cycle
from pb.kernel.clock import SetClock
from pb.kernel.ids import AccountId, AreaId
from pb.kernel.language import Language, LocalizedText
from pb.main.demo.chapters import Told
from pb.main.installation import Installation
from pb.storage.unit_of_work import Work
from proposals.core.comments import Comment, CommentKind
from proposals.core.grounds import DEFAULT_GROUNDS, find_ground
from proposals.core.merge import Wording
from proposals.core.moderation import Matter, Subject
from proposals.core.proposal import Proposal
from proposals.storage.comment_acts import answer_comment, hide_comment, write_comment
from proposals.storage.imports import ReadyProposal, import_proposal
from proposals.storage.merge_acts import answer_merge, ask_merge
from proposals.storage.moderation import mark_read, report_subject
from proposals.storage.proposals import find_proposal, list_proposals

UNIT = "Yhdyskuntatekniikka"
OFFICIAL = Actor(AccountId("demo-official"), "Aino V.")
MODERATOR = Actor(AccountId("demo-moderator"), "Matti K.")
DAY = timedelta(days=1)
TOWN_TIME = ZoneInfo("Europe/Helsinki")
LATE, HIDDEN, ANSWERED, PRAISE = (f"{number:032x}" for number in range(1, 5))
"""Comments by what becomes of them, so that pages can be found."""

RAMP = ReadyProposal(
    title=LocalizedText(
        "Skeittiramppi koulun pihalle", "En skejtramp på skolgården", "A skate ramp at the school"
    ),
    text=LocalizedText(
        "Koulun pihalle hankitaan pieni skeittiramppi. Sitä voi siirtää.",
        "En liten skejtramp skaffas till skolgården. Den kan flyttas.",
        "A small skate ramp is bought for the school yard. It can be moved.",
    ),
    why=LocalizedText(
        "Nyt skeittaamme portaissa, ja se on vaarallista.",
        "Nu skejtar vi i trapporna, och det är farligt.",
        "Now we skate on the stairs, and that is dangerous.",
    ),
    area=AreaId("koko"),
    proposer="7A",
    language=Language.FI,
)
BATHING = ReadyProposal(
    title=LocalizedText(
        "Pukukopit uimarannalle", "Omklädningshytter vid badstranden", "Changing rooms at the beach"
    ),
    text=LocalizedText(
        "Rannalle rakennetaan pukukopit, joihin pääsee myös lastenvaunuilla.",
        "Vid stranden byggs omklädningshytter som man kommer in i också med barnvagn.",
        "Changing rooms are built at the beach that one can enter with a pram too.",
    ),
    why=LocalizedText(
        "Pienten kanssa on vaikea vaihtaa vaatteet tuulessa.",
        "Med små barn är det svårt att byta kläder i blåsten.",
        "With small children it is hard to change in the wind.",
    ),
    area=AreaId("ristiranta"),
    proposer="Rannan perheet",
    language=Language.FI,
)
SKATING = Wording(
    LocalizedText(
        "Siirrettävä skeittilaatikko ja ramppi",
        "En flyttbar skejtlåda och ramp",
        "A movable skate box and ramp",
    ),
    LocalizedText(
        "Hankitaan laatikko, kaide ja pieni ramppi, joita voi siirtää kentältä toiselle. "
        "Kesällä ne ovat torin laidalla ja talvella hallissa.",
        "En låda, ett räcke och en liten ramp skaffas som kan flyttas mellan planerna. "
        "På sommaren står de vid torget och på vintern i hallen.",
        "A box, a rail and a small ramp are bought that can be moved from one court to another. "
        "In summer they stand by the square and in winter in the hall.",
    ),
    LocalizedText(
        "Lähin skeittipaikka on kolmenkymmenen kilometrin päässä. Nyt skeittaamme portaissa, ja se on vaarallista.",
        "Närmaste skejtplats ligger tre mil bort. Nu skejtar vi i trapporna, och det är farligt.",
        "The nearest place to skate is thirty kilometres away. Now we skate on the stairs, and that is dangerous.",
    ),
)


def tell_conversation(installation: Installation, clock: SetClock, told: Told) -> None:
    """Tell of the joint skate box and of the talk about it, and of what waits in the round for proposals."""
    now = clock.moment
    with installation.database.write() as work:
        reviewing = work.load_cycle(told.reviewing)
        skating = _tell_merge(work, reviewing, now)
        _tell_talk(work, reviewing, skating, now)
        proposing = work.load_cycle(told.proposing)
        _tell_asking(work, proposing, now)
        _tell_reports(work, proposing, now)
        work.commit()


def _tell_merge(work: Work, cycle: Cycle, now: datetime) -> Proposal:
    box = find_proposal(work, cycle.id, 2)
    ramp = import_proposal(work, cycle.id, RAMP, OFFICIAL, now - 20 * DAY)
    merge = ask_merge(work, cycle, [box, ramp], box.number, SKATING, MODERATOR, now - 19 * DAY)
    for proposal, days in ((box, 17), (ramp, 16)):
        merge = answer_merge(work, cycle, merge, proposal.number, agrees=True, now=now - days * DAY)
    return find_proposal(work, cycle.id, box.number)


def _tell_talk(work: Work, cycle: Cycle, skating: Proposal, now: datetime) -> None:
    asked = _say(
        ANSWERED,
        cycle,
        skating,
        CommentKind.QUESTION,
        "Kuka hoitaa laatikkoa? Onko se lukossa öisin?",
        "Iida",
        now - 18 * DAY,
    )
    write_comment(work, cycle, skating, asked, "demo-iida", TOWN_TIME)
    reply = "Nuorisotalo hoitaa laatikkoa. Öisin se on ketjussa kiinni."
    answer_comment(work, cycle, skating, asked, reply, Language.FI, OFFICIAL, UNIT, now - 11 * DAY)
    thanks = _say(
        PRAISE, cycle, skating, CommentKind.COMMENT, "Hyvä! Autan mielelläni.", "Joona", now - 10 * DAY
    )
    write_comment(work, cycle, skating, replace(thanks, parent=ANSWERED), "demo-joona", TOWN_TIME)
    late = _say(
        LATE,
        cycle,
        skating,
        CommentKind.QUESTION,
        "Får man åka där med sparkcykel också? Jag hittade ett exempel: https://example.org/skejt",
        "Wilma",
        now - 21 * DAY,
        Language.SV,
    )
    write_comment(work, cycle, skating, late, "demo-wilma", TOWN_TIME)
    rude = _say(
        HIDDEN,
        cycle,
        skating,
        CommentKind.COMMENT,
        "Myyn käytettyjä lautoja, soita!",
        "Kauppa",
        now - 9 * DAY,
    )
    hidden = write_comment(work, cycle, skating, rude, "demo-shop", TOWN_TIME)
    ground = find_ground(DEFAULT_GROUNDS, "advertising")
    if ground is not None:
        hide_comment(work, cycle, skating, hidden, ground.reason, MODERATOR, now - 8 * DAY)


def _tell_asking(work: Work, cycle: Cycle, now: datetime) -> None:
    rooms = next(one for one in list_proposals(work, cycle.id) if one.title.fi.startswith("Uimakopit"))
    other = import_proposal(work, cycle.id, BATHING, OFFICIAL, now - 3 * DAY)
    joint = Wording(rooms.title, rooms.text, rooms.why)
    merge = ask_merge(work, cycle, [rooms, other], rooms.number, joint, MODERATOR, now - 2 * DAY)
    answer_merge(work, cycle, merge, other.number, agrees=True, now=now - DAY)


def _tell_reports(work: Work, cycle: Cycle, now: datetime) -> None:
    first, *others = list_proposals(work, cycle.id)
    for proposal in others[2:]:
        mark_read(work, Subject(Matter.PROPOSAL, proposal.id, proposal.number), now, now)
    subject = Subject(Matter.PROPOSAL, first.id, first.number)
    note = "Pianon merkki on mainittu kaksi kertaa. Onko tämä mainos?"
    report_subject(work, cycle, subject, "advertising", note, Language.FI, now - DAY)


def _say(
    comment_id: str,
    cycle: Cycle,
    proposal: Proposal,
    kind: CommentKind,
    text: str,
    name: str,
    at: datetime,
    language: Language = Language.FI,
) -> Comment:
    return Comment(comment_id, cycle.id, proposal.id, kind, text, name, language, at)
