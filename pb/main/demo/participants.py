"""Residents who take part under an e-mail address: supports, a proposal written by two, and one proposed again."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from secrets import token_hex

from pb.kernel.clock import SetClock
from pb.kernel.ids import CycleId, ProposalId
from pb.kernel.language import Language
from pb.main.demo.chapters import Told
from pb.main.installation import Installation
from pb.storage.unit_of_work import Work
from proposals.core.news import NewsKind
from proposals.core.participant import Pace, Participant
from proposals.core.private_link import hash_token
from proposals.core.proposal import Draft, Proposal, ProposalText
from proposals.storage.carries import keep_copy, new_copy
from proposals.storage.coauthors import add_coauthor, invite
from proposals.storage.drafts import save_draft, send_draft
from proposals.storage.news import tell_followers
from proposals.storage.participants import change_participant, join
from proposals.storage.proposals import change_text, find_proposal, list_proposals
from proposals.storage.taking_part import add_support, follow

DAY = timedelta(days=1)
NEIGHBOURS = 24
SEED = 20271125
RESIDENT = "liisa@mallila.example"
"""Whose own page has something of everything."""

KIOSK = 17
"""Number of the finished round's proposal that comes again in another form."""

SHELF = ProposalText(
    title="Kirjahylly lauttalaiturille",
    text="Laiturin odotustilaan tulee hylly. Siitä saa ottaa kirjan ja siihen saa jättää kirjan.",
    why="Lauttaa odottaa moni. Kirja lyhentää odotusta.",
    area="ristiranta",
    proposer="Liisa R.",
    contact=RESIDENT,
)
SHELF_LATER = replace(
    SHELF,
    text=(
        "Laiturin odotustilaan tulee katettu hylly. Siitä saa ottaa kirjan ja siihen saa jättää kirjan.\n\n"
        "Kirjasto tuo hyllyyn joka kuukausi vanhoja lehtiä. Alin hylly on lastenkirjoille."
    ),
)
SHELF_NOW = replace(
    SHELF_LATER,
    title="Kirjahylly lauttalaiturin odotustilaan",
    why="Lauttaa odottaa moni. Kirja lyhentää odotusta. Osa lapsista odottaa joka koulupäivä.",
)
TABLES = ProposalText(
    title="Pöytiä ja tuoleja torille sunnuntaisin",
    text="Kaupunki tuo torille sunnuntaisin pöytiä ja tuoleja. Kahvit jokainen tuo itse.",
    why="Torilla ei ole sunnuntaisin mitään. Pöydän ääressä tavataan tuttuja.",
    area="keskusta",
    proposer="Torikahvilan kaipaaja",
)
GAMES = ProposalText(
    title="Lautapelejä nuorisotalolle",
    text="Nuorisotalolle ostetaan kaksikymmentä lautapeliä. Niitä saa myös lainata kotiin.",
    why="Pelit ovat kalliita, ja yhdessä pelaaminen on hauskaa.",
    area="koko",
    proposer="Liisa R.",
    contact=RESIDENT,
)


def tell_participants(installation: Installation, clock: SetClock, told: Told) -> None:
    """Tell of neighbours who support proposals, and of Liisa, who writes one with Oskar."""
    now = clock.moment
    with installation.database.write() as work:
        liisa = _join(work, RESIDENT, "Liisa R.", now - 9 * DAY)
        oskar = _join(work, "oskar@mallila.example", "Oskar B.", now - 6 * DAY, Language.SV)
        _write_shelf(work, told.proposing, oskar, now)
        _propose_again(work, told, now)
        _send(work, told.reviewing, GAMES, now - 35 * DAY)
        for cycle in (told.proposing, told.reviewing):
            _support(work, cycle, now)
        for proposal in list_proposals(work, told.proposing)[:3]:
            follow(work, proposal, liisa.id, now - 5 * DAY)
            add_support(work, proposal, liisa.id, now - 5 * DAY)
        work.commit()


def _write_shelf(work: Work, cycle: CycleId, oskar: Participant, now: datetime) -> None:
    shelf = _send(work, cycle, SHELF, now - 8 * DAY)
    add_coauthor(work, shelf, oskar.id, oskar.name, now - 6 * DAY)
    shelf = change_text(work, shelf, SHELF_LATER, 1, now - 5 * DAY)
    shelf = change_text(work, shelf, SHELF_NOW, 2, now - 2 * DAY)
    follow(work, shelf, oskar.id, now - 6 * DAY)
    tell_followers(work, shelf, NewsKind.CHANGED, "demo", now - 2 * DAY)
    invite(work, shelf, "meri@mallila.example", "Meri kirjastosta", Language.FI, now - DAY)


def _propose_again(work: Work, told: Told, now: datetime) -> None:
    kiosk = find_proposal(work, told.finished, KIOSK)
    cycle = work.load_cycle(told.proposing)
    draft = replace(new_copy(kiosk, cycle, now - 4 * DAY), content=TABLES)
    keep_copy(work, kiosk, draft, hash_token(token_hex(16)))
    send_draft(work, cycle, draft.id, now - 4 * DAY)


def _send(work: Work, cycle_id: CycleId, content: ProposalText, moment: datetime) -> Proposal:
    cycle = work.load_cycle(cycle_id)
    draft = Draft(ProposalId(token_hex(16)), cycle.id, content, Language.FI, moment)
    save_draft(work, draft, hash_token(token_hex(16)))
    return send_draft(work, cycle, draft.id, moment)


def _support(work: Work, cycle: CycleId, now: datetime) -> None:
    chance = random.Random(SEED)  # noqa: S311  # a demo town's tastes; the same at every run
    proposals = list_proposals(work, cycle)
    for number in range(NEIGHBOURS):
        neighbour = join(work, f"naapuri-{number}@mallila.example", Language.FI, now - 10 * DAY)
        for proposal in proposals:
            if chance.random() < 1 / (2 + proposal.number % 5):
                add_support(work, proposal, neighbour.id, now - timedelta(hours=number))


def _join(
    work: Work, address: str, name: str, moment: datetime, language: Language = Language.FI
) -> Participant:
    joined = replace(join(work, address, language, moment), name=name, pace=Pace.WEEKLY)
    change_participant(work, joined)
    return joined
