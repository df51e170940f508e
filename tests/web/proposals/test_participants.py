"""Residents take part under a confirmed address: by a link that works once, with supports and news that come once."""

import threading
from datetime import timedelta

import pytest

from pb.kernel.language import Language
from pb.storage.outbox import LetterState, QueuedLetter, list_letters
from pb.web.letters import Sender, compose_letter
from proposals.core.news import NewsKind
from proposals.storage.news import (
    BATCH,
    KEPT,
    NEWS,
    SETTLES,
    post_news,
    purge_news,
    send_news,
    tell_followers,
)
from proposals.storage.participants import SIGN_IN, find_by_address, join
from proposals.storage.proposals import find_proposal
from proposals.storage.review_acts import answer_proposal
from proposals.storage.taking_part import follow
from proposals.web.letters import LETTERS
from proposals.web.participants.links import make_leave_token
from tests.support.cycles import CLERK, DAY, START
from tests.support.proposals import NOT_FEASIBLE, ROUND, run_calendar, send
from tests.support.visitors import Town, Visitor
from tests.support.writing import write_proposal

ADDRESS = "Resident@Mallila.example"
PAGE = "/fi/cycles/2027/proposals/1"
SENDER = Sender("Mallila", "town@mallila.example", "mallila.example")


def letters(town: Town, kind: str) -> list[QueuedLetter]:
    with town.database.read() as work:
        return [one for one in list_letters(work, (LetterState.WAITING,), 99) if one.letter.kind == kind]


def read(town: Town, queued: QueuedLetter) -> str:
    mail = compose_letter(town.client.app.state.toolkit, LETTERS, SENDER, queued)
    assert mail is not None
    part = mail.get_body(("plain",))
    assert part is not None
    return f"{mail['Subject']}\n{mail['List-Unsubscribe']}\n{part.get_content()}"


def ask(town: Town, visitor: Visitor, address: str = ADDRESS, start: str = PAGE) -> str:
    """Ask for a link from a proposal's page and return the link's path."""
    page = visitor.open(start)
    assert f"/fi/me/sign-in?next={start}" in page
    visitor.open(f"/fi/me/sign-in?next={start}")
    visitor.send({"address": address}, "/me/sign-in")
    queued = [one for one in letters(town, SIGN_IN) if one.letter.recipient == address.lower()]
    text = read(town, queued[-1])
    line = next(line for line in text.splitlines() if "/me/link/" in line)
    return line.removeprefix("http://testserver.local").strip()


def come_in(town: Town, address: str = ADDRESS) -> Visitor:
    visitor = town.visitor()
    visitor.open(ask(town, visitor, address))
    visitor.send(action="")
    assert visitor.location == PAGE
    return visitor


def press(visitor: Visitor, act: str) -> str:
    visitor.open(PAGE)
    return visitor.post(f"{PAGE}/take-part", {"act": act}, 200)


def pass_time(town: Town, passed: timedelta) -> int:
    town.clock.moment += passed
    with town.database.write() as work:
        posted = post_news(work, town.clock.moment)
        work.commit()
    return posted


@pytest.fixture
def proposal(town: Town) -> Town:
    send(town.database)
    return town


def test_link_leads_back_works_once_and_only_when_pressed(proposal: Town) -> None:
    visitor = proposal.visitor()
    link = ask(proposal, visitor)
    other = proposal.visitor()
    for _ in range(3):
        other.open(link)
    other.send(action="")
    assert other.location == PAGE
    visitor.open(link, 404)
    assert "käytetty" in visitor.page


def test_outbox_holds_neither_link_nor_token(proposal: Town) -> None:
    visitor = proposal.visitor()
    secret = ask(proposal, visitor).rpartition("/")[2]
    assert secret not in str(letters(proposal, SIGN_IN)[0].letter.values)


@pytest.mark.parametrize("secret", ["x", "0" * 64, "f" * 63])
def test_link_that_this_server_did_not_make_leads_nowhere(proposal: Town, secret: str) -> None:
    proposal.visitor().open(f"/fi/me/link/{secret}", 404)
    proposal.visitor().open(f"/fi/me/letters/{secret}", 404)


def test_link_grows_old(proposal: Town) -> None:
    visitor = proposal.visitor()
    link = ask(proposal, visitor)
    proposal.clock.moment += timedelta(hours=2)
    visitor.open(link, 404)


def test_link_leads_to_our_own_pages_only(proposal: Town) -> None:
    visitor = proposal.visitor()
    visitor.open("/fi/me/sign-in?next=https://elsewhere.example/fi")
    visitor.send({"address": ADDRESS, "next": "//elsewhere.example/fi"}, "/me/sign-in")
    text = read(proposal, letters(proposal, SIGN_IN)[-1])
    line = next(line for line in text.splitlines() if "/me/link/" in line)
    visitor.open(line.removeprefix("http://testserver.local").strip())
    visitor.send(action="")
    assert visitor.location == "/fi/me"


def test_asking_answers_alike_for_known_and_unknown_addresses_and_is_limited(proposal: Town) -> None:
    come_in(proposal)
    visitor = proposal.visitor()
    pages = []
    for address in (ADDRESS, "nobody@mallila.example"):
        visitor.open("/fi/me/sign-in")
        shown = visitor.send({"address": address}, "/me/sign-in")
        pages.append(shown.partition("<main")[2].partition("</main>")[0])
    assert pages[0] == pages[1] != ""
    for _ in range(3):
        visitor.open("/fi/me/sign-in")
        visitor.send({"address": ADDRESS.lower()}, "/me/sign-in")
    visitor.open("/fi/me/sign-in")
    visitor.send({"address": ADDRESS}, "/me/sign-in", status=429)


def test_coming_in_takes_a_new_session_and_leaves_at_sign_out(proposal: Town) -> None:
    visitor = proposal.visitor()
    link = ask(proposal, visitor)
    visitor.open(link)
    planted = str(visitor._cookies)
    visitor.send(action="")
    assert str(visitor._cookies) != planted
    visitor.open("/fi/me")
    assert ADDRESS.lower() in visitor.page
    visitor.post("/fi/me/sign-out", {}, 200)
    visitor.open("/fi/me")
    assert visitor.location == "/fi/me/sign-in"


def test_support_counts_once_and_is_taken_back(proposal: Town) -> None:
    first, second = come_in(proposal), come_in(proposal, "other@mallila.example")
    for visitor in (first, first, second):
        press(visitor, "support")
    assert "2 ihmistä kannattaa" in first.open(PAGE)
    press(first, "unsupport")
    press(first, "unsupport")
    assert "1 ihminen kannattaa" in first.open(PAGE)


def test_supports_at_once_are_one(proposal: Town) -> None:
    visitors = [come_in(proposal)]
    visitors[0].open(PAGE)
    threads = [
        threading.Thread(target=visitors[0].try_post, args=(f"{PAGE}/take-part", {"act": "support"}))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "1 ihminen kannattaa" in visitors[0].open(PAGE)


def test_follower_is_told_once_of_what_happens_after(proposal: Town) -> None:
    author = proposal.visitor()
    write_proposal(author, "/fi/cycles/2027/propose")
    author.send(action="/send")
    reader = come_in(proposal)
    reader.open(PAGE.replace("/1", "/2"))
    reader.post("/fi/cycles/2027/proposals/2/take-part", {"act": "follow"}, 200)
    assert pass_time(proposal, 2 * SETTLES) == 0
    author.open("/fi/cycles/2027/propose/change/2")
    author.send({"title": "Penkkejä ja valoja"}, action="/change/2")
    assert pass_time(proposal, SETTLES / 2) == 0, "a transaction may still be on its way"
    assert pass_time(proposal, SETTLES) == 1
    assert pass_time(proposal, DAY) == 0
    (queued,) = letters(proposal, NEWS)
    text = read(proposal, queued)
    assert "Ehdotus 2 ”Penkkejä ja valoja”: Ehdotuksen tekijä on muuttanut sitä." in text
    assert "/fi/cycles/2027/proposals/2" in text


def test_many_readers_are_all_told_in_one_look_and_old_news_are_forgotten(proposal: Town) -> None:
    moment = proposal.clock.moment
    with proposal.database.write() as work:
        found = find_proposal(work, ROUND, 1)
        for number in range(2 * BATCH + 1):
            follow(work, found, join(work, f"{number}@mallila.example", Language.FI, moment).id, moment)
        tell_followers(work, found, NewsKind.CHANGED, "1", moment + timedelta(seconds=1))
        work.commit()
    proposal.clock.moment += 2 * SETTLES
    for _ in range(2):
        send_news(proposal.database, proposal.clock)
        assert len(letters(proposal, NEWS)) == 2 * BATCH + 1
    with proposal.database.write() as work:
        assert purge_news(work, moment + KEPT) == 0
        assert purge_news(work, moment + KEPT + DAY) == 1


def test_pace_holds_letters_back_and_gathers_them(proposal: Town) -> None:
    reader = come_in(proposal)
    press(reader, "follow")
    reader.open("/fi/me/settings")
    reader.send({"pace": "daily", "language": "sv", "name": "Ranta"}, "/me/settings")
    with proposal.database.write() as work:
        found = find_proposal(work, ROUND, 1)
        for minute in (1, 2, 2):
            moment = proposal.clock.moment + timedelta(minutes=minute)
            tell_followers(work, found, NewsKind.CHANGED, str(minute), moment)
        work.commit()
    assert pass_time(proposal, timedelta(hours=1)) == 0
    assert pass_time(proposal, DAY) == 1
    (queued,) = letters(proposal, NEWS)
    assert queued.letter.language is Language.SV
    assert len(queued.letter.values["news"]) == 2  # type: ignore[arg-type]


def test_one_click_ends_the_letters_without_a_session(proposal: Town) -> None:
    reader = come_in(proposal)
    press(reader, "follow")
    with proposal.database.read() as work:
        participant = find_by_address(work, ADDRESS)
    assert participant is not None

    token = make_leave_token(proposal.client.app.state.toolkit.secret, participant.id)
    machine = proposal.visitor()
    machine.lend_cookies()
    answer = proposal.client.post(
        f"/fi/me/letters/{token}",
        data={"List-Unsubscribe": "One-Click"},
        headers={"Origin": "https://mail.example"},
    )
    assert answer.status_code == 200
    with proposal.database.read() as work:
        participant = find_by_address(work, ADDRESS)
    assert participant is not None
    assert participant.pace.value == "never"


def test_own_data_is_whole_and_leaving_removes_it(proposal: Town) -> None:
    reader = come_in(proposal)
    press(reader, "support")
    held = reader.request("GET", "/fi/me/data").json()
    assert held["address"] == ADDRESS.lower()
    assert [(one["round"], one["number"]) for one in held["supports"]] == [("2027", 1)]
    reader.open("/fi/me/leave")
    reader.send(action="/me/leave")
    with proposal.database.read() as work:
        assert find_by_address(work, ADDRESS) is None
    assert "Kukaan ei ole vielä kannattanut" in proposal.visitor().open(PAGE)


def test_no_page_shows_an_address(proposal: Town) -> None:
    reader = come_in(proposal)
    press(reader, "support")
    press(reader, "follow")
    for path in (PAGE, "/fi/cycles/2027/proposals", "/fi/cycles/2027/data.json", "/fi/news.atom"):
        assert ADDRESS.lower() not in proposal.visitor().open(path).lower()


def test_answer_is_told_to_followers_at_release_and_not_before(proposal: Town) -> None:

    press(come_in(proposal), "follow")
    run_calendar(proposal.database, 20)
    with proposal.database.write() as work:
        work.load_cycle(ROUND)
        answer_proposal(work, find_proposal(work, ROUND, 1), NOT_FEASIBLE, 0, CLERK, "", START + 21 * DAY)
        work.commit()
    proposal.clock.moment = START + 22 * DAY
    assert pass_time(proposal, 2 * SETTLES) == 0
    run_calendar(proposal.database, 30)
    proposal.clock.moment = START + 30 * DAY
    assert pass_time(proposal, 2 * SETTLES) == 1
