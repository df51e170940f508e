"""Proposers who gave an address get a letter when the proposal arrives and when the city has answered."""

from dataclasses import replace

import pytest

from pb.storage.outbox import LetterState, QueuedLetter, list_letters
from pb.web.letters import Sender, compose_letter
from proposals.core.review import Verdict
from proposals.storage.proposals import list_proposals
from proposals.storage.review_acts import answer_proposal
from proposals.web.letters import LETTERS
from tests.support.cycles import CLERK, DAY, START
from tests.support.proposals import BENCHES, FEASIBLE, NOT_FEASIBLE, ROUND, run_calendar, send
from tests.support.visitors import Town
from tests.support.writing import write_proposal

HERE = "/fi/cycles/2027/propose"
SENDER = Sender("Mallila", "town@mallila.example", "mallila.example")


def letters(town: Town) -> list[QueuedLetter]:
    with town.database.read() as work:
        return list(list_letters(work, (LetterState.WAITING,), 9))


def read(town: Town, queued: QueuedLetter) -> str:
    mail = compose_letter(town.client.app.state.toolkit, LETTERS, SENDER, queued)
    assert mail is not None
    part = mail.get_body(("plain",))
    assert part is not None
    text: str = part.get_content()
    return f"{mail['Subject']}\n{text}"


def propose(town: Town, **changes: str) -> None:
    resident = town.visitor()
    write_proposal(resident, HERE, replace(BENCHES, **changes))
    resident.send(action="/send")


def test_letter_of_receipt_brings_the_private_link(town: Town) -> None:
    propose(town)
    (queued,) = letters(town)
    assert queued.letter.recipient == "rannan@kavelijat.example"
    assert "link" not in str(queued.letter.values), "the outbox holds no private link"
    text = read(town, queued)
    assert "Ehdotus 1 on saapunut" in text
    link = next(line for line in text.splitlines() if "/propose/link/" in line)
    opened = town.visitor()
    opened.open(link.removeprefix("http://testserver.local"))
    assert opened.location == "/fi/cycles/2027/propose/done/1"


def test_who_gave_no_address_gets_no_letter(town: Town) -> None:
    propose(town, contact="")
    assert letters(town) == []


@pytest.mark.parametrize(
    ("verdict", "words"),
    [(FEASIBLE, "Ehdotuksesi pääsee äänestykseen."), (NOT_FEASIBLE, "Ehdotuksesi ei pääse äänestykseen.")],
)
def test_letter_of_the_answer_goes_out_with_the_release_and_not_before(
    town: Town, verdict: Verdict, words: str
) -> None:
    send(town.database)
    send(town.database, replace(BENCHES, contact=""))
    run_calendar(town.database, 20)
    with town.database.write() as work:
        work.load_cycle(ROUND)
        for one in list_proposals(work, ROUND):
            answer_proposal(work, one, verdict, 0, CLERK, "Puistot", START + 21 * DAY)
        work.commit()
    assert letters(town) == []
    run_calendar(town.database, 30)
    (queued,) = letters(town)
    text = read(town, queued)
    assert "Kaupunki on vastannut ehdotukseen 1" in text
    assert words in text
    assert "Perustelu: Ranta on kaupungin maata." in text
    assert f"/fi/cycles/{ROUND}/proposals/1" in text
