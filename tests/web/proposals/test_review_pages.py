"""The officials' queue and answers, and the moderators' hiding: who may, when, and two at once."""

from dataclasses import replace
from html import unescape

import pytest

from pb.web.roles import Role
from proposals.core.review import Review
from proposals.storage.proposals import find_proposal, withdraw_proposal
from proposals.storage.reviews import find_review, list_versions
from tests.support.cycles import DAY, START
from tests.support.proposals import BENCHES, ROUND, cycle_at, run_calendar, send
from tests.support.visitors import Town

QUEUE = "/en/cycles/2027/review"
ANSWER = {
    "verdict": "feasible",
    "cost": "12 000",
    "reason_fi": "Ranta on kaupungin maata.",
    "reason_sv": "Stranden är stadens mark.",
}


@pytest.fixture
def reviewed(town: Town) -> Town:
    """The town with two proposals, in its review."""
    send(town.database)
    send(town.database, replace(BENCHES, title="Keinu", area="south"))
    run_calendar(town.database, 20)
    town.clock.moment = START + 21 * DAY
    return town


def saved(town: Town, number: int = 1) -> Review | None:
    with town.database.read() as work:
        return find_review(work, find_proposal(work, ROUND, number))


def test_queue_shows_what_waits_and_for_whom(reviewed: Town) -> None:
    official = reviewed.staff("olli", Role.OFFICIAL, unit="Puistot")
    page = official.open(QUEUE)
    assert "No answer yet" in page
    assert '<span class="number">0 / 2</span>' in page
    official.open(f"{QUEUE}/1")
    assert "Your unit answers this proposal." in official.send(action="/take")
    official.open(f"{QUEUE}/1")
    page = official.send(ANSWER, "/review/1")
    assert official.location == QUEUE
    assert "The answer to proposal 1 has been saved." in page
    assert '<span class="number">1 / 2</span>' in page

    def found(query: str) -> list[bool]:
        page = official.open(f"{QUEUE}?{query}")
        return [f'href="{QUEUE}/{number}"' in page for number in (1, 2)]

    assert found("answered=without") == [False, True]
    assert found("answered=with") == [True, False]
    assert found("mine=yes") == [True, False]
    assert found("words=keinu") == [False, True]
    assert found("words=2") == [False, True]
    assert found("answered=nonsense&page=x") == [True, True]
    assert found("words=kaivo") == [False, False]
    assert "No proposals found" in official.page


def test_empty_queue_says_so(town: Town) -> None:
    page = town.staff("olli", Role.OFFICIAL).open(QUEUE)
    assert "No proposals yet" in page
    assert "The review runs from" in page


def test_answer_is_kept_and_shown_in_the_form(reviewed: Town) -> None:
    official = reviewed.staff("olli", Role.OFFICIAL, unit="Puistot")
    official.open(f"{QUEUE}/1")
    official.send(ANSWER)
    review = saved(reviewed)
    assert review is not None
    assert (review.verdict.cost, review.verdict.reason.sv) == (12_000_00, ANSWER["reason_sv"])
    assert (review.reviewer_name, review.unit) == ("olli", "Puistot")
    page = official.open(f"{QUEUE}/1")
    assert 'value="12000"' in page
    assert 'value="feasible" checked' in page
    assert 'name="version" value="1"' in page
    assert BENCHES.contact not in page


def test_half_translated_answer_is_saved_and_marked(reviewed: Town) -> None:
    official = reviewed.staff("olli", Role.OFFICIAL)
    official.open(f"{QUEUE}/1")
    assert "Reason missing in a language" in official.send({**ANSWER, "reason_sv": ""})
    official.open(f"{QUEUE}/2")
    official.send({"verdict": "not-feasible", "reason_fi": "Ei.", "reason_sv": "Nej."})
    run_calendar(reviewed.database, 40)
    assert cycle_at(reviewed.database).is_open("review")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"verdict": ""}, "verdict"),
        ({"verdict": "perhaps"}, "verdict"),
        ({"cost": ""}, "cost"),
        ({"cost": "0"}, "cost"),
        ({"cost": "a lot"}, "cost"),
        ({"cost": "-5"}, "cost"),
        ({"reason_fi": "a" * 2001}, "reason_fi"),
    ],
)
def test_unsound_answer_is_told_with_the_typed_text_kept(
    reviewed: Town, changes: dict[str, str], field: str
) -> None:
    official = reviewed.staff("olli", Role.OFFICIAL)
    official.open(f"{QUEUE}/1")
    page = official.send({**ANSWER, "reason_en": "kept text", **changes}, status=422)
    assert f'href="#f-{field}"' in page
    assert "kept text" in page
    assert "<title>Error:" in page
    assert saved(reviewed) is None


def test_answer_without_any_reason_is_refused(reviewed: Town) -> None:
    official = reviewed.staff("olli", Role.OFFICIAL)
    official.open(f"{QUEUE}/1")
    page = official.send({**ANSWER, "reason_fi": "", "reason_sv": " \n "}, status=422)
    assert 'href="#f-reason_fi"' in page
    assert 'value="12 000"' in page
    assert saved(reviewed) is None


def test_second_official_sees_both_texts_and_decides(reviewed: Town) -> None:
    first = reviewed.staff("olli", Role.OFFICIAL)
    second = reviewed.staff("sari", Role.OFFICIAL)
    for official in (first, second):
        official.open(f"{QUEUE}/1")
    first.send(ANSWER)
    page = second.send({**ANSWER, "verdict": "not-feasible", "reason_fi": "Ranta on suojeltu."}, status=409)
    assert "Saved meanwhile by olli" in page
    assert "Ranta on kaupungin maata." in page
    assert "Ranta on suojeltu.</textarea>" in page
    assert 'value="not-feasible" checked' in page
    review = saved(reviewed)
    assert review is not None
    assert review.verdict.reason.fi == "Ranta on kaupungin maata."
    second.send()
    with reviewed.database.read() as work:
        versions = list_versions(work, find_proposal(work, ROUND, 1))
    assert [version.verdict.reason.fi for version in versions] == [
        "Ranta on kaupungin maata.",
        "Ranta on suojeltu.",
    ]


def test_answer_sent_twice_is_one_version(reviewed: Town) -> None:
    official = reviewed.staff("olli", Role.OFFICIAL)
    official.open(f"{QUEUE}/1")
    assert official.send_twice(ANSWER) == (QUEUE, QUEUE)
    review = saved(reviewed)
    assert review is not None
    assert review.version == 1


def test_answers_are_taken_only_while_the_review_is_open(town: Town) -> None:
    send(town.database)
    official = town.staff("olli", Role.OFFICIAL, unit="Puistot")
    assert "Save the answer" not in official.open(f"{QUEUE}/1")
    told = unescape(official.post(f"{QUEUE}/1", {**ANSWER, "version": "0"}, status=409))
    assert "Review begins on" in told
    assert "Open now: Proposal phase" in told
    official.post(f"{QUEUE}/1/take", {}, status=409)
    run_calendar(town.database, 20)
    official.open(f"{QUEUE}/1")
    official.send(ANSWER, "/review/1")
    run_calendar(town.database, 40)
    page = official.open(f"{QUEUE}/1")
    assert "Ranta on kaupungin maata." in page
    assert "Save the answer" not in page
    official.post(f"{QUEUE}/1", {**ANSWER, "version": "1"}, status=409)


def test_each_role_may_do_its_own_part_only(reviewed: Town) -> None:
    stranger = reviewed.visitor()
    for path in (QUEUE, f"{QUEUE}/1", f"{QUEUE}/1/hide"):
        stranger.open(path)
        assert stranger.location == "/en/sign-in"
    council = reviewed.staff("kaisa", Role.COUNCIL)
    for path in (QUEUE, f"{QUEUE}/1", f"{QUEUE}/1/hide"):
        council.open(path, status=403)
    official = reviewed.staff("olli", Role.OFFICIAL)
    official.open(f"{QUEUE}/1/hide", status=403)
    official.open(f"{QUEUE}/1")
    official.post(f"{QUEUE}/1/hide", ANSWER, status=403)
    official.post(f"{QUEUE}/1/show", {}, status=403)
    assert "belongs to no unit" in official.post(f"{QUEUE}/1/take", {}, status=403)
    moderator = reviewed.staff("maija", Role.MODERATOR)
    assert "Save the answer" not in moderator.open(f"{QUEUE}/1")
    moderator.open(f"{QUEUE}/1/hide")
    moderator.post(f"{QUEUE}/1", {**ANSWER, "version": "0"}, status=403)
    moderator.post(f"{QUEUE}/1/take", {}, status=403)
    assert saved(reviewed) is None


def test_unknown_proposal_is_not_found(reviewed: Town) -> None:
    official = reviewed.staff("olli", Role.OFFICIAL, unit="Puistot")
    official.open(f"{QUEUE}/99", status=404)
    official.open(f"{QUEUE}/1")
    official.post(f"{QUEUE}/99", {**ANSWER, "version": "0"}, status=404)
    official.post(f"{QUEUE}/99/take", {}, status=404)
    moderator = reviewed.staff("maija", Role.MODERATOR)
    moderator.open(f"{QUEUE}/99/hide", status=404)


def test_moderator_hides_with_a_reason_and_shows_again(reviewed: Town) -> None:
    moderator = reviewed.staff("maija", Role.MODERATOR)
    moderator.open(f"{QUEUE}/1/hide")
    page = moderator.send({"reason_fi": "Nimi ilman lupaa."}, status=422)
    assert 'href="#f-reason_sv"' in page
    assert "Nimi ilman lupaa.</textarea>" in page
    page = moderator.send({"reason_sv": "Namn utan lov."})
    assert "Proposal 1 is hidden." in page
    assert "Hidden from the public" in page
    moderator.open(f"{QUEUE}/1/hide", status=409)
    resident = reviewed.visitor()
    assert "Namn utan lov." in resident.open("/sv/cycles/2027/proposals/1", status=404)
    assert "Hidden" in moderator.open(f"{QUEUE}")
    moderator.open(f"{QUEUE}/1")
    assert "Proposal 1 can be read again." in moderator.send(action="/show")
    resident.open("/sv/cycles/2027/proposals/1")
    moderator.post(f"{QUEUE}/1/show", {}, status=409)


def test_withdrawn_proposal_is_neither_answered_nor_hidden(reviewed: Town) -> None:
    with reviewed.database.write() as work:
        withdraw_proposal(work, find_proposal(work, ROUND, 1), START)
        work.commit()
    official = reviewed.staff("olli", Role.OFFICIAL)
    assert "Save the answer" not in official.open(f"{QUEUE}/1")
    official.post(f"{QUEUE}/1", {**ANSWER, "version": "0"}, status=409)
    reviewed.staff("maija", Role.MODERATOR).open(f"{QUEUE}/1/hide", status=409)


def test_journal_names_the_acts_in_words(reviewed: Town) -> None:
    official = reviewed.staff("olli", Role.OFFICIAL, unit="Puistot")
    official.open(f"{QUEUE}/1")
    official.send(ANSWER, "/review/1")
    page = official.open("/en/admin/cycles/2027/journal")
    assert "Answer to a proposal saved" in page
    assert "Ranta on kaupungin maata." not in page


def test_no_proposal_is_lost_from_the_list_of_places(reviewed: Town) -> None:
    official = reviewed.staff("olli", Role.OFFICIAL, unit="Puistot")
    page = official.open(f"{QUEUE}/audit")
    assert "2 proposals have been sent." in page
    assert "2 wait for an official." in page
    official.open(f"{QUEUE}/1")
    official.send(action="/take")
    official.open(f"{QUEUE}/1")
    official.send({**ANSWER, "reason_sv": ""}, "/review/1")
    page = official.open(f"{QUEUE}/audit")
    assert "Waits for the reason in a language" in page
    assert "Waits for a unit" in page
    assert "Keinu" in official.open(f"{QUEUE}/audit?place=no-unit")
    assert "Keinu" not in official.open(f"{QUEUE}/audit?place=no-translation")
    assert "No proposals found" in official.open(f"{QUEUE}/audit?place=hidden")
    assert "Keinu" in official.open(f"{QUEUE}/audit?place=%3Cb%3E&page=99")


def test_story_tells_who_did_what_and_nothing_to_outsiders(reviewed: Town) -> None:
    official = reviewed.staff("olli", Role.OFFICIAL, unit="Puistot")
    official.open(f"{QUEUE}/1")
    official.send(action="/take")
    official.open(f"{QUEUE}/1")
    official.send(ANSWER, "/review/1")
    page = unescape(official.open(f"{QUEUE}/1/story"))
    happened = [
        page.index(what) for what in ("Sent", "Proposal taken by a unit", "Answer to a proposal saved")
    ]
    assert happened == sorted(happened)
    assert "Feasible" in page
    assert "was published" not in page
    official.open(f"{QUEUE}/2")
    official.send(ANSWER, "/review/2")
    run_calendar(reviewed.database, 31)
    assert "The city's answer was published" in unescape(official.open(f"{QUEUE}/1/story"))
    assert reviewed.visitor().request("GET", f"{QUEUE}/1/story").status_code == 303
