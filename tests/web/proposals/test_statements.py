"""The pages of councils' statements: asked, drafted, filed, answered; who sees what, and two who write at once."""

from dataclasses import replace
from html import unescape

import pytest

from pb.web.roles import Role
from tests.support.counted import count_statements
from tests.support.cycles import DAY, START
from tests.support.proposals import BENCHES, run_calendar, send
from tests.support.visitors import Town, Visitor

ALL = "/en/cycles/2027/statements/all"
OWN = "/en/cycles/2027/statements/own"
PUBLIC = "/en/cycles/2027/statements"
ASKED = {
    "council": ["Nuorisovaltuusto"],
    "proposal": "1",
    "due": "2027-02-26",
    "question_fi": "Mitä nuoret ajattelevat?",
}
TEXT = "Penkkejä tarvitaan myös koulun eteen."
ANSWER = {
    "heard_fi": "Nuoret toivovat penkkejä.",
    "heard_sv": "De unga önskar bänkar.",
    "effect": "partly",
    "why_fi": "Yksi penkki siirtyy koululle.",
    "why_sv": "En bänk flyttas till skolan.",
}


@pytest.fixture
def heard(town: Town) -> Town:
    """The town in its review, where the youth council and the disability council have accounts."""
    send(town.database)
    send(town.database, replace(BENCHES, title="Keinu", area="south"))
    run_calendar(town.database, 20)
    town.clock.moment = START + 21 * DAY
    return town


def ask(official: Visitor, **answers: str | list[str]) -> str:
    official.open(f"{PUBLIC}/ask?proposal=1")
    return official.send({**ASKED, **answers}, "/ask", status=200)


def way_to(page: str, ending: str) -> str:
    """Return the first address on a page with an ending."""
    return next(part for part in page.split('"') if part.endswith(ending))


def test_statement_goes_from_the_request_to_the_public_answer(heard: Town) -> None:
    official = heard.staff("olli", Role.OFFICIAL, unit="Puistot")
    young = heard.staff("elsa", Role.COUNCIL, unit="Nuorisovaltuusto")
    reader = heard.visitor()
    assert "No council has been asked yet" in official.open(ALL)
    assert "statements/ask?proposal=1" in official.open("/en/cycles/2027/proposals/1")
    official.open(ALL)
    assert "The councils have been asked." in ask(official)
    assert "Write the statements that councils were asked for" in young.open("/en/work")
    young.open(way_to(young.open(OWN), "/write"))
    young.send({"text_fi": TEXT, "do": "draft"})
    assert "The draft has been saved." in young.page
    assert TEXT in young.page
    assert TEXT not in reader.open(PUBLIC)
    assert TEXT not in official.open(ALL)
    assert "Asked for by" in reader.page
    young.send({"do": "file"})
    assert "The statement has been filed." in young.page
    assert TEXT in reader.open(PUBLIC)
    assert "Youth council" in reader.page
    assert TEXT in reader.open("/en/cycles/2027/proposals/1")
    assert "Statements by councils" not in reader.open("/en/cycles/2027/proposals/2")
    reader.open(PUBLIC)
    assert "The city answers when it publishes its answers" in reader.page

    official.open(way_to(official.open(ALL), "/answer"))
    official.send({**ANSWER, "why_sv": ""}, "/answer")
    official.open(official.location)
    assert "Filed, waits for the city&#39;s answer" in official.page
    official.open(way_to(official.page, "/answer"))
    official.send(ANSWER, "/answer")
    assert "The answer to the statement has been saved." in official.page
    assert ANSWER["why_fi"] not in reader.open(PUBLIC)
    for number in (1, 2):
        official.open(f"/en/cycles/2027/review/{number}")
        reasons = {"reason_fi": "Ei onnistu.", "reason_sv": "Går inte."}
        official.send({"verdict": "not-feasible", **reasons}, f"/review/{number}")
    story = official.open("/en/cycles/2027/review/1/story")
    assert "Council asked for a statement" in story
    assert story.count("Answer to a statement saved") == 2
    assert story.count("Not feasible") == 1, "the verdict stands beside its own entry alone"
    run_calendar(heard.database, 31)
    page = unescape(reader.open(PUBLIC))
    assert "How we used the statement" in page
    assert "The city changed its plan in part." in page
    assert ANSWER["why_fi"] in page
    assert "More about this round" in reader.open("/en/cycles/2027")
    official.open(way_to(official.open(ALL), "/answer"))
    assert "Save the answer" not in official.page


def test_council_sees_its_own_requests_and_nobody_elses_drafts(heard: Town) -> None:
    official = heard.staff("olli", Role.OFFICIAL)
    young = heard.staff("elsa", Role.COUNCIL, unit="Nuorisovaltuusto")
    other = heard.staff("kaisa", Role.COUNCIL, unit="Vammaisneuvosto")
    ask(official)
    path = way_to(young.open(OWN), "/write")
    assert "Your council has not been asked" in other.open(OWN)
    other.open(path, status=404)
    other.post(path, {"text_fi": "Luvaton", "seen": "", "do": "file"}, status=404)
    heard.staff("homeless", Role.COUNCIL).open(path, status=404)
    official.open(path, status=403)


def test_second_member_gets_both_texts(heard: Town) -> None:
    official = heard.staff("olli", Role.OFFICIAL)
    young = heard.staff("elsa", Role.COUNCIL, unit="Nuorisovaltuusto")
    second = heard.staff("otso", Role.COUNCIL, unit="Nuorisovaltuusto")
    ask(official)
    path = way_to(young.open(OWN), "/write")
    for member in (young, second):
        member.open(path)
    young.send({"text_fi": TEXT, "do": "draft"})
    page = second.send({"text_fi": "Valo on tärkein.", "do": "draft"}, status=409)
    assert TEXT in page
    assert "Valo on tärkein." in page
    second.send({"do": "draft"})
    assert "Valo on tärkein." in young.open(path)
    second.open(path)
    young.send({"do": "file"})
    page = second.send({"text_fi": "Kolmas teksti.", "do": "draft"}, status=409)
    assert "Kolmas teksti." in page
    assert "File the correction" in page
    official.open(way_to(official.open(ALL), "/answer"))
    rival = heard.staff("rita", Role.OFFICIAL)
    rival.open(official.location)
    rival.send({**ANSWER, "why_fi": "Toinen vastaus."}, "/answer")
    page = official.send(ANSWER, "/answer", status=409)
    assert "Toinen vastaus." in page
    assert ANSWER["why_fi"] in page


def test_faults_of_a_request_stand_beside_their_fields(heard: Town) -> None:
    official = heard.staff("olli", Role.OFFICIAL)
    assert "No council has an account yet" in official.open(f"{PUBLIC}/ask")
    heard.staff("elsa", Role.COUNCIL, unit="Nuorisovaltuusto")
    official.open(f"{PUBLIC}/ask?proposal=x")
    wrong = {"proposal": "99", "due": "2020-01-01", "question_fi": ""}
    page = unescape(official.send(wrong, "/ask", status=422))
    assert "Choose at least 1: Councils." in page
    assert "There is no proposal with this number." in page
    page = unescape(official.send({**ASKED, "due": "2020-01-01", "question_fi": ""}, "/ask", status=422))
    assert "The due date has to be in the future." in page
    assert "Write what the council is asked." in page
    page = official.send({**ASKED, "due": "2027-12-24"}, "/ask", status=422)
    assert "The due date has to be before" in page
    official.send(ASKED, "/ask")
    official.open(f"{PUBLIC}/ask")
    assert "Has been asked already: Youth council." in official.send(ASKED, "/ask", status=422)
    official.open(ALL)
    assert "The request has been taken back." in official.send(action="/recall")
    assert "No council has been asked yet" in official.page


def test_answer_needs_its_parts_and_can_begin_from_a_ready_reason(heard: Town) -> None:
    official = heard.staff("olli", Role.OFFICIAL)
    young = heard.staff("elsa", Role.COUNCIL, unit="Nuorisovaltuusto")
    ask(official)
    young.open(way_to(young.open(OWN), "/write"))
    young.send({"text_fi": "", "text_sv": "", "do": "file"}, status=422)
    assert "Write the statement in one language at least." in young.page
    young.send({"text_fi": TEXT, "do": "file"})
    official.open(way_to(official.open(ALL), "/answer"))
    page = official.send({"effect": "changed", "heard_fi": "", "why_fi": ""}, "/answer", status=422)
    assert "Write what the city heard." in page
    page = official.send({"why_fi": "Kiitos.", "use": "cost"}, "/answer")
    assert "Kiitos.\n\nTyö maksaisi noin [summa] euroa." in page
    assert "Arbetet skulle kosta" in page
    hard = (
        "Kaupunkiympäristön palvelualueen suunnitteluyksikkö on esteettömyyssuunnitelmatarkastelussaan todennut "
        * 3
    )
    page = unescape(official.send({**ANSWER, "effect": "", "why_fi": hard}, "/answer", status=422))
    assert "Very hard to read (LIX" in page
    assert "esteettömyyssuunnitelmatarkastelussaan. Is there a shorter one?" in page


def test_filter_of_the_worklist_narrows_it(heard: Town) -> None:
    official = heard.staff("olli", Role.OFFICIAL)
    heard.staff("elsa", Role.COUNCIL, unit="Nuorisovaltuusto")
    ask(official)
    assert "Youth council" in official.open(f"{ALL}?state=asked&page=9")
    assert "No requests found" in official.open(f"{ALL}?state=filed")
    assert "Youth council" in official.open(f"{ALL}?state=nonsense&page=x")
    heard.clock.moment = START + 29 * DAY
    assert '<span class="tag bad">Overdue</span>' in heard.staff("outi", Role.OFFICIAL).open(ALL)


def test_pages_of_many_requests_take_as_many_queries_as_of_one(heard: Town) -> None:
    official = heard.staff("olli", Role.OFFICIAL)
    for council in ("Nuorisovaltuusto", "Vammaisneuvosto", "Vanhusneuvosto"):
        heard.staff(council, Role.COUNCIL, unit=council)
    ask(official)
    pages = (PUBLIC, ALL, "/en/cycles/2027/proposals/1", "/en/cycles/2027")

    def count() -> list[int]:
        return [count_queries(heard, official, page) for page in pages]

    count()
    few = count()
    official.open(f"{PUBLIC}/ask")
    official.send({**ASKED, "council": ["Vammaisneuvosto", "Vanhusneuvosto"]}, "/ask")
    official.open(f"{PUBLIC}/ask")
    official.send({**ASKED, "proposal": "2", "council": ["Nuorisovaltuusto", "Vanhusneuvosto"]}, "/ask")
    official.open(ALL)
    assert count() == few


def count_queries(town: Town, visitor: Visitor, path: str) -> int:
    with count_statements(town.client.app.state.toolkit.database) as seen:
        visitor.open(path)
    return len(seen)
