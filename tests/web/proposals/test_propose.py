"""A resident's way from an idea to a receipt, and every way it can go wrong."""

import re
from dataclasses import replace
from html import unescape

import pytest

from pb.kernel.language import LocalizedText
from pb.web.roles import Role
from proposals.core.private_link import hash_token
from proposals.core.proposal import Proposal
from proposals.storage.drafts import find_by_link
from proposals.storage.proposals import find_proposal, list_proposals
from proposals.storage.review_acts import hide
from proposals.web.propose import write as writing
from tests.support.cycles import CHAIR, DAY, START
from tests.support.proposals import BENCHES, ROUND, run_calendar, send
from tests.support.visitors import Town, Visitor
from tests.support.writing import write_proposal

HERE = "/en/cycles/2027/propose"
FIRST = f"{HERE}/write/what"
TYPED = BENCHES.as_typed()


def write(visitor: Visitor, act: str = "continue", status: int = 200, **changes: str) -> str:
    return write_proposal(visitor, HERE, replace(BENCHES, **changes), act, status)


def sent(town: Town) -> list[Proposal]:
    with town.database.read() as work:
        return list(list_proposals(work, ROUND))


def link_in(page: str) -> str:
    found = re.search(r"http://testserver\.local(/en/cycles/2027/propose/link/[0-9a-f]{32})", page)
    assert found
    return found[1]


def test_proposal_goes_from_start_to_receipt(town: Town) -> None:
    resident = town.visitor()
    assert f'href="{FIRST}"' in resident.open(HERE)
    checked = write(resident)
    assert resident.location == f"{HERE}/check"
    for text in ("Penkkejä rantareitille", "Joka toinen käsinojilla.", "rannan@kavelijat.example"):
        assert text in checked
    assert "Your proposal has not been sent yet" in checked
    assert sent(town) == []
    receipt = resident.send(action="/send")
    assert resident.location == f"{HERE}/done/1"
    assert "Your proposal has been sent" in receipt
    (proposal,) = sent(town)
    assert proposal.content() == replace(BENCHES, text=proposal.text.fi or proposal.text.en)
    assert proposal.text.en == BENCHES.text
    assert "Penkkejä rantareitille" in town.visitor().open("/sv/cycles/2027/proposals/1")


def test_proposal_sent_twice_has_one_number_and_one_receipt(town: Town) -> None:
    resident = town.visitor()
    write(resident)
    assert resident.send_twice({}, "/send") == (f"{HERE}/done/1", f"{HERE}/done/1")
    assert len(sent(town)) == 1
    write(resident, title="Toinen ehdotus")
    resident.send(action="/send")
    assert resident.location == f"{HERE}/done/2"
    assert "Toinen" not in resident.open(f"{HERE}/done/1")


def test_what_is_missing_is_told_with_the_typed_text_kept(town: Town) -> None:
    resident = town.visitor()
    resident.open(FIRST)
    page = unescape(resident.send({"title": "Penkki", "text": ""}, status=422))
    assert page.count('role="alert"') == 1
    assert "<title>Error: Your proposal" in page
    assert 'href="#f-text"' in page
    assert 'id="f-text"' in page
    assert 'value="Penkki"' in page
    assert 'href="#f-title"' not in page
    resident.open(f"{HERE}/write/who")
    page = unescape(resident.send({"proposer": "", "author_kind": "class", "contact": "n@n.fi"}, status=422))
    for name in ("proposer", "guide"):
        assert f'href="#f-{name}"' in page
    assert 'value="n@n.fi"' in resident.open(f"{HERE}/write/who"), "what fits is kept all the same"
    assert 'value="Penkki"' in resident.open(FIRST)
    assert sent(town) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": "a" * 101}, "Too long"),
        ({"text": "a" * 2001}, "Too long"),
        ({"title": "bell\x07"}, "control characters"),
        ({"area": "west"}, "Check this"),
        ({"contact": "a b@c"}, "name@example.fi"),
    ],
)
def test_unfit_text_is_not_even_kept_as_a_draft(town: Town, changes: dict[str, str], told: str) -> None:
    resident = town.visitor()
    for act in ("pause", "continue"):
        assert told in write(resident, act, status=422, **changes)
    (value,) = changes.values()
    assert value not in resident.open(f"{HERE}/check")


def test_draft_is_saved_half_written_and_found_by_its_link(town: Town) -> None:
    resident = town.visitor()
    resident.open(FIRST)
    saved = resident.send({"title": "Penkki", "act": "pause"})
    assert resident.location == f"{HERE}/saved"
    elsewhere = town.visitor()
    page = elsewhere.open(link_in(saved))
    assert elsewhere.location == f"{HERE}/check"
    assert "Penkki" in page
    assert "Write what you propose." in page
    assert "Continue your proposal" in elsewhere.open(HERE)
    assert 'value="Penkki"' in elsewhere.open(FIRST)
    assert 'value="Penkki"' not in town.visitor().open(FIRST)


def test_incomplete_draft_is_not_sent(town: Town) -> None:
    resident = town.visitor()
    write(resident)
    form = resident.find_form("/send")
    write(resident, act="pause", why="")
    page = resident.open(f"{HERE}/check")
    assert "Fill in what is missing" in page
    assert "Write why it matters." in page
    resident.open(FIRST)
    told = resident.post(form.action, {"proposal": dict(form.fields)["proposal"]}, status=422)
    assert 'role="alert"' in told
    assert sent(town) == []


def test_link_is_kept_only_as_a_hash(town: Town) -> None:
    resident = town.visitor()
    link = link_in(write(resident, act="pause"))
    token = link.rpartition("/")[2]
    with town.database.read() as work:
        assert find_by_link(work, ROUND, hash_token(token)) is not None
        dump = "\n".join(work.connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert token not in dump


def test_link_that_leads_nowhere_is_not_found(town: Town) -> None:
    for token in ("0" * 32, "short", "0" * 31 + "%C3%A4"):
        assert "leads to no proposal" in town.visitor().open(f"{HERE}/link/{token}", status=404)


def test_private_link_leads_to_the_receipt_to_change_and_to_withdraw(town: Town) -> None:
    resident = town.visitor()
    write(resident)
    link = link_in(resident.send(action="/send"))
    elsewhere = town.visitor()
    elsewhere.open(link)
    assert elsewhere.location == f"{HERE}/done/1"
    elsewhere.open(f"{HERE}/change/1")
    assert 'role="alert"' in elsewhere.send({"why": ""}, status=422)
    elsewhere.open(f"{HERE}/change/1")
    assert "Your changes have been saved." in elsewhere.send({"title": "Keinuja"})
    assert "Keinuja" in town.visitor().open("/en/cycles/2027/proposals/1")
    elsewhere.open(f"{HERE}/withdraw/1")
    assert elsewhere.send_twice({}, "/withdraw/1") == (f"{HERE}/done/1", f"{HERE}/done/1")
    assert "Your proposal has been withdrawn" in elsewhere.open(f"{HERE}/done/1")
    elsewhere.open(f"{HERE}/change/1", status=409)
    assert "has been withdrawn" in town.visitor().open("/en/cycles/2027/proposals/1", status=410)


def test_pages_of_the_proposer_are_closed_to_everyone_else(town: Town) -> None:
    send(town.database)
    stranger = town.visitor()
    write(stranger)
    for page in ("done", "change", "withdraw"):
        assert "for the proposer" in stranger.open(f"{HERE}/{page}/1", status=404)
        stranger.open(f"{HERE}/{page}/99", status=404)
    stranger.open(FIRST)
    stranger.post(f"{HERE}/change/1", {**TYPED, "title": "Mine now"}, status=404)
    stranger.post(f"{HERE}/withdraw/1", {}, status=404)
    stranger.post(f"{HERE}/send", {"proposal": "unknown"}, status=404)
    stranger.post(f"{HERE}/send", {}, status=400)
    stranger.post(f"{HERE}/send", {"proposal": ["a", "b"]}, status=400)
    (proposal,) = sent(town)
    assert proposal.content() == BENCHES


def test_form_without_its_token_is_refused(town: Town) -> None:
    resident = town.visitor()
    resident.open(FIRST)
    resident.send({"title": "Penkki", "text": "Uusi.", "_csrf": "forged"}, status=403)
    assert sent(town) == []


def test_draft_outlives_the_stage_but_is_not_sent_after_it(town: Town) -> None:
    resident = town.visitor()
    write(resident)
    run_calendar(town.database, 12)
    told = unescape(resident.send(action="/send", status=409))
    assert "Proposal phase ended on" in told
    for page in ("", "/write/what", "/check"):
        assert "ended on" in resident.open(f"{HERE}{page}", status=409)
    assert sent(town) == []


def test_receipt_outlives_the_stage_and_changes_end_with_it(town: Town) -> None:
    resident = town.visitor()
    write(resident)
    resident.send(action="/send")
    form_page = resident.open(f"{HERE}/change/1")
    assert form_page
    run_calendar(town.database, 20)
    resident.send({"title": "Late"}, status=409)
    receipt = resident.open(f"{HERE}/done/1")
    assert "Being reviewed" in receipt
    assert "/propose/change/1" not in receipt
    told = unescape(resident.open(f"{HERE}/change/1", status=409))
    assert "Open now: Review" in told


def test_proposer_of_a_hidden_proposal_reads_the_reason(town: Town) -> None:
    resident = town.visitor()
    write(resident)
    resident.send(action="/send")
    with town.database.write() as work:
        cycle = work.load_cycle(ROUND)
        why = LocalizedText(fi="Nimi puuttuu luvasta.")
        hide(work, cycle, find_proposal(work, ROUND, 1), why, CHAIR, START + DAY)
        work.commit()
    receipt = resident.open(f"{HERE}/done/1")
    assert "Your proposal is hidden" in receipt
    assert 'lang="fi">Nimi puuttuu luvasta.' in receipt
    resident.open(f"{HERE}/withdraw/1", status=409)


def test_unknown_round_and_language_are_not_found(town: Town) -> None:
    visitor = town.visitor()
    visitor.open("/en/cycles/1999/propose", status=404)
    visitor.open("/de/cycles/2027/propose", status=404)


def test_text_of_residents_is_never_markup(town: Town) -> None:
    resident = town.visitor()
    attack = "<script>alert(1)</script>{{ 7*7 }}\n\n<b>second</b>\nline"
    checked = write(resident, text=attack, title="<i>Benches</i>", proposer='"><img src=x>')
    public = resident.send(action="/send") and town.visitor().open("/en/cycles/2027/proposals/1")
    for page in (checked, public):
        assert "<script>alert" not in page
        assert "<i>Benches" not in page
        assert "<img" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in page
        assert "&lt;b&gt;second&lt;/b&gt;<br>line" in page


def test_direction_marks_are_dropped_and_letters_composed(town: Town) -> None:
    resident = town.visitor()
    write(resident, title="A\u202ebc a\u0308")
    resident.send(action="/send")
    assert sent(town)[0].title.en == "Abc ä"


def test_only_named_roles_propose_where_the_round_says_so(town: Town) -> None:
    with town.database.write() as work:
        cycle = work.load_cycle(ROUND)
        first, second = cycle.declaration.stages
        closed = replace(first, rules={"proposers": ["council"]})
        work.save_cycle(replace(cycle, declaration=replace(cycle.declaration, stages=(closed, second))))
        work.commit()
    visitor = town.visitor()
    start = visitor.open(HERE)
    assert "Council member" in start
    assert f'href="{FIRST}"' not in start
    visitor.open(FIRST)
    assert visitor.location == "/en/sign-in"
    official = town.staff("olli", Role.OFFICIAL)
    official.open(FIRST, status=403)
    write(town.staff("kaisa", Role.COUNCIL))


def test_drafts_from_one_address_are_limited(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    assert writing.DRAFTS.limit == 100
    monkeypatch.setattr(writing, "DRAFTS", replace(writing.DRAFTS, limit=3))
    for status in (200, 200, 200, 429):
        resident = town.visitor()
        resident.open(FIRST)
        resident.send({"title": "Penkki", "act": "pause"}, status=status)
