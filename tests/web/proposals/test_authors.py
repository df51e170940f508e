"""Authors at the pages: co-authors by invitation, changes that anyone can follow, and copies in a later round."""

from dataclasses import replace
from datetime import timedelta

import pytest

from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from proposals.core.proposal import ProposalText
from proposals.storage.coauthors import INVITATION
from tests.support.counted import count_statements
from tests.support.cycles import CLERK, DAY, START, declare
from tests.support.participants import find_link, let_in, list_waiting, read_mail
from tests.support.proposals import BENCHES, make_engine, plans, run_calendar, send
from tests.support.visitors import Town, Visitor
from tests.support.writing import write_proposal

ROOT = "/fi/cycles/2027"
FRIEND = "liisa@mallila.example"


def propose(town: Town, content: ProposalText = BENCHES) -> Visitor:
    """Return somebody who has just sent a proposal."""
    visitor = town.visitor()
    write_proposal(visitor, f"{ROOT}/propose", content)
    visitor.send(action="/send")
    return visitor


def invite(town: Town, author: Visitor, address: str = FRIEND) -> str:
    """Invite an address and return the path of the letter's link."""
    town.clock.moment += timedelta(seconds=1)
    author.open(f"{ROOT}/propose/authors/1")
    author.send({"called": "Liisa", "address": address}, "/authors/1")
    return find_link(read_mail(town, list_waiting(town, INVITATION)[-1]), "/me/invitation/")


def press(visitor: Visitor, act: str) -> None:
    """Press the only button of a kind on the authors' page."""
    page = visitor.open(f"{ROOT}/propose/authors/1")
    who = page.partition(f"/{act}")[2].partition('name="who" value="')[2].partition('"')[0]
    visitor.post(f"{ROOT}/propose/authors/1/{act}", {"who": who}, 200)


def join(town: Town, author: Visitor, address: str = FRIEND) -> Visitor:
    """Return a co-author who has accepted."""
    link = invite(town, author, address)
    friend = town.visitor()
    friend.open(link)
    friend.post(link, {"name": "Liisa R.", "answer": "accept"}, 200)
    return friend


def test_coauthor_is_named_may_change_the_text_and_sees_no_address(town: Town) -> None:
    author = propose(town)
    friend = join(town, author)
    assert friend.location == f"{ROOT}/proposals/1"
    assert "Liisa R." in town.visitor().open(f"{ROOT}/proposals/1")
    pages = [friend.open(f"{ROOT}/propose/{path}/1") for path in ("done", "authors", "change")]
    assert BENCHES.contact not in "".join(pages)
    assert "/propose/link/" not in "".join(pages), "the private link is the proposer's alone"
    friend.send({"title": "Penkkejä ja valoja"}, "/change/1")
    author.open(f"{ROOT}/propose/change/1")
    assert BENCHES.contact in author.page, "the address stays when a co-author saves"
    friend.open(f"{ROOT}/propose/withdraw/1", 403)


def test_invitation_works_once_and_only_when_a_button_is_pressed(town: Town) -> None:
    author = propose(town)
    link = invite(town, author)
    visitor = town.visitor()
    for _ in range(2):
        visitor.open(link)
    visitor.post(link, {"name": "", "answer": "accept"}, 422)
    visitor.post(link, {"name": "", "answer": "decline"}, 200)
    visitor.open(link, 404)
    assert "Liisa" not in author.open(f"{ROOT}/propose/authors/1")
    town.visitor().open(link[:-1] + ("0" if link[-1] != "0" else "1"), 404)


def test_invitation_can_be_taken_back_and_a_coauthor_removed_or_leave(town: Town) -> None:
    author = propose(town)
    link = invite(town, author)
    assert FRIEND not in author.open(f"{ROOT}/propose/authors/1")
    press(author, "recall")
    town.visitor().open(link, 404)
    friend = join(town, author)
    press(author, "remove")
    friend.open(f"{ROOT}/propose/change/1", 404)
    friend = join(town, author)
    press(friend, "remove")
    assert "Liisa R." not in town.visitor().open(f"{ROOT}/proposals/1")


def test_coauthor_invites_and_removes_nobody_else(town: Town) -> None:
    author = propose(town)
    friend = join(town, author)
    assert 'name="address"' not in friend.open(f"{ROOT}/propose/authors/1")
    friend.post(f"{ROOT}/propose/authors/1", {"called": "X", "address": "x@mallila.example"}, 403)
    friend.post(f"{ROOT}/propose/authors/1/remove", {"who": "somebody"}, 403)
    town.visitor().open(f"{ROOT}/propose/authors/1", 404)


def test_same_address_is_invited_once_and_seldom(town: Town) -> None:
    author = propose(town)
    invite(town, author)
    for address, words in ((FRIEND, "jo lähetetty kutsu"), (BENCHES.contact, "kuuluu jo"), ("x", "muodossa")):
        author.open(f"{ROOT}/propose/authors/1")
        assert words in author.send({"called": "A", "address": address}, "/authors/1", 422)
    for _ in range(2):
        press(author, "recall")
        invite(town, author)
    press(author, "recall")
    author.open(f"{ROOT}/propose/authors/1")
    author.send({"called": "A", "address": FRIEND}, "/authors/1", 429)


def test_second_author_gets_both_texts_and_nothing_is_overwritten(town: Town) -> None:
    author = propose(town)
    friend = join(town, author)
    author.open(f"{ROOT}/propose/change/1")
    friend.open(f"{ROOT}/propose/change/1")
    friend.send({"title": "Kymmenen penkkiä"}, "/change/1")
    page = author.send({"title": "Viisi penkkiä"}, "/change/1", 409)
    assert "Kymmenen penkkiä" in page
    assert "Viisi penkkiä" in page
    author.send(action="/change/1")
    history = town.visitor().open(f"{ROOT}/proposals/1/history")
    assert "<del>" in history
    first = town.visitor().open(f"{ROOT}/proposals/1/history?change=1")
    for words in ("Kymmenen", "Penkkejä"):
        assert words in first


def test_history_shows_changes_as_text_and_only_of_standing_proposals(town: Town) -> None:
    author = propose(town)
    page = town.visitor().open(f"{ROOT}/proposals/1/history")
    assert "Mitään ei ole muutettu" in page
    author.open(f"{ROOT}/propose/change/1")
    author.send({"why": "<script>alert(1)</script> & muuta", "contact": "uusi@mallila.example"}, "/change/1")
    page = town.visitor().open(f"{ROOT}/proposals/1/history")
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "mallila.example" not in page.partition("<main")[2].partition("</main>")[0]
    for query in ("change=7", "change=2"):
        town.visitor().open(f"{ROOT}/proposals/1/history?{query}", 404)
    town.visitor().open(f"{ROOT}/proposals/1/history?change=x&page=-1")
    author.open(f"{ROOT}/propose/withdraw/1")
    author.send(action="/withdraw/1")
    town.visitor().open(f"{ROOT}/proposals/1/history", 404)


def test_proposer_by_address_writes_without_the_private_link(town: Town) -> None:
    propose(town)
    visitor = let_in(town, BENCHES.contact.upper())
    visitor.open(f"{ROOT}/propose/change/1")
    assert "Penkkejä rantareitille" in visitor.open("/fi/me")
    visitor.post("/fi/me/sign-out", {}, 200)
    visitor.open(f"{ROOT}/propose/change/1", 404)


def test_signing_out_ends_writing_in_this_browser(town: Town) -> None:
    author = propose(town)
    author.open("/fi/me/sign-in")
    author.post("/fi/me/sign-out", {}, 200)
    author.open(f"{ROOT}/propose/change/1", 404)


def test_drafts_and_invitations_stand_on_the_own_page(town: Town) -> None:
    author = propose(town)
    invite(town, author)
    writer = town.visitor()
    write_proposal(writer, f"{ROOT}/propose", replace(BENCHES, title="Keinut", contact=FRIEND), "pause")
    friend = let_in(town, FRIEND)
    page = friend.open("/fi/me")
    assert "Keinut" in page
    assert "/fi/me/invitation/" in page
    draft = find_path(page, "/fi/me/drafts/")
    friend.open(draft)
    assert friend.location == f"{ROOT}/propose/check"
    let_in(town, "other@mallila.example").open(draft, 404)


def test_own_page_and_proposal_ask_as_often_for_much_as_for_little(town: Town) -> None:
    author = propose(town)
    reader = let_in(town, BENCHES.contact)

    def count(path: str) -> int:
        reader.open(path)
        with count_statements(town.client.app.state.toolkit.database) as seen:
            reader.open(path)
        return len(seen)

    paths = ("/fi/me", f"{ROOT}/proposals/1", f"{ROOT}/proposals/1/history")
    change(author, "Alku")
    reader.open(f"{ROOT}/proposals/1")
    reader.post(f"{ROOT}/proposals/1/take-part", {"act": "support"}, 200)
    before = [count(path) for path in paths]
    for number in range(12):
        send(town.database, now=START + timedelta(minutes=number))
        reader.post(f"{ROOT}/proposals/{number + 2}/take-part", {"act": "follow"}, 200)
        change(author, f"Otsikko {number}")
    for number in range(2):
        join(town, author, f"{number}@mallila.example")
    assert [count(path) for path in paths] == before


def change(visitor: Visitor, title: str) -> None:
    """Give the first proposal another title."""
    visitor.open(f"{ROOT}/propose/change/1")
    visitor.send({"title": title}, "/change/1")


def find_path(page: str, start: str) -> str:
    return start + page.partition(f'href="{start}')[2].partition('"')[0]


@pytest.fixture
def later(town: Town) -> Town:
    """The town after its round has closed for proposals, while the next one takes them."""
    author = propose(town)
    assert author.location == f"{ROOT}/propose/done/1"
    run_calendar(town.database, 12)
    with town.database.write() as work:
        engine = make_engine()
        engine.start(replace(declare(*plans()), id=CycleId("2028")), work, CLERK, START)
        engine.run_due(CycleId("2028"), work, START)
        work.commit()
    town.clock.moment = START + 12 * DAY
    return town


def test_proposal_is_carried_over_and_both_pages_tell(later: Town) -> None:
    author = let_in(later, BENCHES.contact, Language.FI)
    assert f"{ROOT}/propose/carry/1" in author.open(f"{ROOT}/proposals/1")
    author.open(f"{ROOT}/propose/carry/1")
    places = author.send_twice({"round": "2028"}, "/carry/1")
    assert places == ("/fi/cycles/2028/propose/check",) * 2
    author.open(places[0])
    assert BENCHES.title in author.page
    author.send(action="/send")
    assert f"{ROOT}/proposals/1" in later.visitor().open("/fi/cycles/2028/proposals/1")
    assert "/fi/cycles/2028/proposals/1" in later.visitor().open(f"{ROOT}/proposals/1")
    author.open(f"{ROOT}/propose/carry/1")
    author.send({"round": "2028"}, "/carry/1")
    assert author.location == "/fi/cycles/2028/propose/done/1", "carried over once"


def test_others_carry_nothing_over(later: Town) -> None:
    assert "/carry/" not in later.visitor().open(f"{ROOT}/proposals/1")
    later.visitor().open(f"{ROOT}/propose/carry/1", 404)


def test_nothing_is_carried_over_while_its_own_round_takes_changes(town: Town) -> None:
    propose(town).open(f"{ROOT}/propose/carry/1", 409)


def test_without_a_mail_server_the_page_says_so(town: Town) -> None:
    app = town.client.app
    toolkit = app.state.toolkit
    app.state.toolkit = replace(toolkit, sends_mail=False)
    try:
        visitor = town.visitor()
        page = visitor.open("/fi/me/sign-in")
        assert "ei lähetä juuri nyt kirjeitä" in page
        assert 'name="address"' not in page
    finally:
        app.state.toolkit = toolkit
