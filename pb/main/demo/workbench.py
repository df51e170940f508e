"""Officials at work on the round in review: parts with due dates, notes, questions, criteria."""

from dataclasses import replace
from datetime import timedelta

from pb.engine.acts import Actor
from pb.kernel.clock import SetClock
from pb.kernel.ids import AccountId
from pb.kernel.money import Cents
from pb.main.demo.chapters import Told
from pb.main.installation import Installation
from proposals.core.criteria import Assessment, Finding
from proposals.core.workbench import InternalNote
from proposals.storage.assignments import assign
from proposals.storage.exclusions import exclude
from proposals.storage.information import answer_request, ask_author
from proposals.storage.internal_notes import add_note
from proposals.storage.proposals import find_proposal
from proposals.storage.review_acts import answer_proposal, note_act
from proposals.storage.reviews import find_review

OFFICIAL = Actor(AccountId("demo-official"), "Aino V.")
AUTHOR = Actor(AccountId("author"), "")
DAY = timedelta(days=1)
FILM, SKATING, ROOMS = 1, 2, 3
"""Proposals of the round in review."""
UNITS = {FILM: "Kulttuuri", SKATING: "Yhdyskuntatekniikka", ROOMS: "Opetus"}
FOUND = (
    Assessment("remit", Finding.YES),
    Assessment("land", Finding.YES, "Uimaranta on kaupungin."),
    Assessment("access", Finding.UNCLEAR, "Hiekalle tarvitaan puinen kulkutie."),
    Assessment("upkeep", Finding.YES),
)


def tell_workbench(installation: Installation, clock: SetClock, told: Told) -> None:
    """Give the round's proposals to units, ask one author, and answer one proposal by the criteria."""
    now = clock.moment
    with installation.database.write() as work:
        cycle = work.load_cycle(told.reviewing)
        found = {number: find_proposal(work, cycle.id, number) for number in UNITS}
        for number, days in ((FILM, 5), (SKATING, -4), (ROOMS, 9)):
            officer = (OFFICIAL.id, OFFICIAL.name) if number == SKATING else (AccountId(""), "")
            assign(work, found[number], UNITS[number], officer, now + days * DAY)
            note_act(work, found[number], "assign", OFFICIAL, now - 12 * DAY, {"unit": UNITS[number]})
        assign(work, found[SKATING], "Nuorisopalvelut", (AccountId(""), ""), now + 6 * DAY)
        for number, text in (
            (SKATING, "Nuorisotalo lupasi varastotilan. Hinta kysytty kahdelta valmistajalta."),
            (SKATING, "Toinen tarjous tulee ensi viikolla."),
        ):
            note = InternalNote("Aino V.", UNITS[SKATING], text, now - 6 * DAY)
            add_note(work, found[number], note)
        asked = "Mihin aikaan lukuhuoneita tarvitaan?", "Minna S.", UNITS[ROOMS]
        ask_author(work, found[ROOMS], *asked, now - 3 * DAY, now - 10 * DAY)
        note_act(work, found[ROOMS], "ask-author", OFFICIAL, now - 10 * DAY)
        answer_request(work, found[ROOMS], "Koeviikolla klo 15–21.", now - 8 * DAY)
        note_act(work, found[ROOMS], "author-answered", AUTHOR, now - 8 * DAY)
        again = "Kuinka moni tulisi yhtä aikaa?", "Minna S.", UNITS[ROOMS]
        ask_author(work, found[ROOMS], *again, now + 4 * DAY, now - 2 * DAY)
        note_act(work, found[ROOMS], "ask-author", OFFICIAL, now - 2 * DAY)
        exclude(work, found[FILM], found[SKATING], "Molemmat tarvitsevat saman rannan kentän.")
        note_act(work, found[FILM], "exclude", OFFICIAL, now - 5 * DAY, {"other": SKATING})
        review = find_review(work, found[FILM])
        if review is None:
            raise LookupError(FILM)
        verdict = replace(
            review.verdict,
            cost_low=Cents(2_600_00),
            upkeep=Cents(200_00),
            source="Kahden vuokraamon tarjous",
            assessments=FOUND,
        )
        answer_proposal(work, found[FILM], verdict, review.version, OFFICIAL, UNITS[FILM], now - 1 * DAY)
        work.commit()
