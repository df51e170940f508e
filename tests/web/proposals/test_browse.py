"""Reading proposals: filters, pages, and nothing of an answer before its release."""

import re
from dataclasses import replace
from html import unescape
from itertools import product

import pytest

from pb.kernel.language import LocalizedText
from proposals.core.proposal import Proposal
from proposals.core.review import Verdict
from proposals.storage.proposals import find_proposal, withdraw_proposal
from proposals.storage.review_acts import answer_proposal, hide
from tests.support.cycles import CHAIR, CLERK, DAY, START
from tests.support.proposals import BENCHES, FEASIBLE, NOT_FEASIBLE, ROUND, run_calendar, send
from tests.support.visitors import Town

HERE = "/en/cycles/2027/proposals"
WHY = LocalizedText(fi="Tekstissä oli henkilötietoja.", sv="Texten innehöll personuppgifter.")


def answer(town: Town, proposal: Proposal, verdict: Verdict) -> None:
    with town.database.write() as work:
        work.load_cycle(ROUND)
        answer_proposal(work, proposal, verdict, 0, CLERK, "Puistot", START + 21 * DAY)
        work.commit()


def test_empty_list_says_so_and_offers_to_propose(town: Town) -> None:
    page = town.visitor().open(HERE)
    assert "No proposals yet" in page
    assert 'href="/en/cycles/2027/propose"' in page


def test_list_is_narrowed_by_area_and_words(town: Town) -> None:
    send(town.database)
    send(town.database, replace(BENCHES, title="Keinu", area="south"))
    visitor = town.visitor()
    page = visitor.open(HERE)
    assert "2 proposals found" in page
    assert f'href="{HERE}/1"' in page
    page = visitor.open(f"{HERE}?area=south&words=keinu")
    assert '<p class="found" id="found" role="status">1 proposal found</p>' in page
    assert f'href="{HERE}/1"' not in page
    assert 'value="keinu"' in page
    assert 'value="south" selected' in page
    page = visitor.open(f"{HERE}?words=%3Cscript%3Ekaivo")
    assert "No proposals found" in page
    assert f'href="{HERE}">Clear filters' in page
    assert "<script>kaivo" not in page


@pytest.mark.parametrize(
    "query",
    ["area=west", "page=0", "page=-3", "page=x", "page=99999999999", "page=", "words=%E2%80%AE", "x=1"],
)
def test_filter_that_cannot_be_read_narrows_nothing(town: Town, query: str) -> None:
    send(town.database)
    assert "1 proposal found" in town.visitor().open(f"{HERE}?{query}")


def test_filter_sent_twice_is_a_malformed_request(town: Town) -> None:
    town.visitor().open(f"{HERE}?words=a&words=b", status=400)


def test_long_list_has_pages_that_keep_the_filter(town: Town) -> None:
    for _ in range(21):
        send(town.database)
    visitor = town.visitor()
    page = unescape(visitor.open(f"{HERE}?words=penkki"))
    assert re.search(rf'href="{re.escape(HERE)}\?words=penkki&seed=\d+&page=2"', page)
    page = visitor.open(f"{HERE}?words=penkki&page=2")
    assert page.count('<li class="card">') == 1
    assert "page 2 of 2" in page


def test_anonymous_reader_gets_no_session(town: Town) -> None:
    send(town.database)
    for path in (HERE, f"{HERE}/1", "/en/cycles/2027/propose"):
        assert "set-cookie" not in town.client.get(path).headers


def test_proposal_shows_text_and_author_but_never_the_contact(town: Town) -> None:
    send(town.database)
    page = town.visitor().open(f"{HERE}/1")
    assert '<span lang="fi">Penkkejä rantareitille</span>' in page
    assert "Rannan kävelijät" in page
    assert "The answers are published together" in page
    assert BENCHES.contact not in page
    assert "kavelijat.example" not in str(town.client.get("/en/cycles/2027/data.json").json())


def test_unknown_proposal_is_not_found(town: Town) -> None:
    for number in ("1", "0", "99999999999", "x", "-1"):
        town.visitor().open(f"{HERE}/{number}", status=404)


def test_answer_is_seen_only_after_the_release(town: Town) -> None:
    first, second = send(town.database), send(town.database)
    run_calendar(town.database, 20)
    answer(town, first, FEASIBLE)
    visitor = town.visitor()
    pages = [visitor.open(path) for path in (HERE, f"{HERE}/1", f"{HERE}/2", "/en/cycles/2027")]
    pages.append(town.client.get("/en/cycles/2027/data.json").text)
    for page, secret in product(
        pages, ("Ranta on kaupungin", "12,000", "1200000", "Goes to the vote", "feasible")
    ):
        assert secret not in page
    assert "Being reviewed" in pages[1]
    assert "2 proposals found" in visitor.open(f"{HERE}?status=to-the-vote")
    answer(town, second, NOT_FEASIBLE)
    run_calendar(town.database, 40)
    assert "Goes to the vote" in visitor.open(HERE)
    assert "1 proposal found" in visitor.open(f"{HERE}?status=to-the-vote")
    page = unescape(visitor.open(f"{HERE}/1"))
    for text in (
        "The city's answer",
        "goes to the vote",
        "€12,000",
        "Ranta on kaupungin maata.",
        "Puistot, ",
    ):
        assert text in page
    assert "Stranden är stadens mark." in visitor.open("/sv/cycles/2027/proposals/1")
    page = visitor.open(f"{HERE}/2")
    assert "The proposal does not go to the vote." in page
    assert "€" not in page
    data = town.client.get("/en/cycles/2027/data.json").json()["data"]["review"]["answers"]
    assert [entry["verdict"] for entry in data] == ["feasible", "not-feasible"]


def test_removed_proposals_say_what_became_of_them(town: Town) -> None:
    send(town.database)
    send(town.database)
    with town.database.write() as work:
        cycle = work.load_cycle(ROUND)
        withdraw_proposal(work, find_proposal(work, ROUND, 1), START + DAY)
        hide(work, cycle, find_proposal(work, ROUND, 2), WHY, CHAIR, START + DAY)
        work.commit()
    visitor = town.visitor()
    withdrawn = visitor.open(f"{HERE}/1", status=410)
    hidden = visitor.open("/sv/cycles/2027/proposals/2", status=404)
    assert "Proposal 1 has been withdrawn" in withdrawn
    assert "Texten innehöll personuppgifter." in hidden
    for page in (withdrawn, hidden, visitor.open(HERE), town.client.get("/en/cycles/2027/data.json").text):
        assert "Penkkejä" not in page
        assert "Rannan" not in page


def test_round_without_proposals_has_no_list(town: Town) -> None:
    town.visitor().open("/en/cycles/1999/proposals", status=404)


def test_cycle_page_offers_what_can_be_done_now(town: Town) -> None:
    visitor = town.visitor()
    assert "Make a proposal" in visitor.open("/en/cycles/2027")
    run_calendar(town.database, 12)
    assert "Browse proposals" in visitor.open("/en/cycles/2027")
    run_calendar(town.database, 20)
    page = visitor.open("/en/cycles/2027")
    assert page.count("Browse proposals") == 1
    run_calendar(town.database, 40)
    assert "Read the city's answers" in unescape(visitor.open("/en/cycles/2027"))
