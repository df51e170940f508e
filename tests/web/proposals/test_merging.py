"""Merging proposals with their authors' consent, undoing it, and splitting: from the queue to the public page."""

from dataclasses import replace

import pytest

from pb.web.roles import Role
from proposals.core.proposal import ProposalStatus
from proposals.storage.coauthors import add_coauthor
from proposals.storage.merge_acts import settle_merges
from proposals.storage.merges import list_merges
from proposals.storage.participants import find_by_address
from proposals.storage.proposals import find_proposal, list_proposals
from proposals.storage.review_acts import answer_proposal
from proposals.storage.taking_part import follows
from tests.support.authors import come_in, give_links, open_letter, private_link, read_letter
from tests.support.cycles import CLERK, DAY, START
from tests.support.proposals import BENCHES, FEASIBLE, ROUND, run_calendar, send
from tests.support.visitors import Town, Visitor

REVIEW = "/en/cycles/2027/review"
PUBLIC = "/en/cycles/2027/proposals"
LAMPS = replace(
    BENCHES,
    title="Valoja rantareitille",
    text="Reitille valot.\n\nPenkkejä myös.",
    contact="valo@valo.example",
)
JOINT = {
    "into": "1",
    "title_fi": "Penkit ja valot rantareitille",
    "text_fi": "Reitille valot. Kahdeksan penkkiä.",
}


@pytest.fixture
def pair(town: Town) -> Town:
    """The town with two proposals for the shore path, and one of another area."""
    send(town.database)
    send(town.database, LAMPS)
    send(town.database, replace(BENCHES, title="Keinu", area="south"))
    give_links(town)
    return town


def ask(town: Town) -> Visitor:
    moderator = town.staff("matti", Role.MODERATOR)
    moderator.open(f"{REVIEW}/1")
    moderator.open(f"{REVIEW}/merge?numbers=1")
    page = moderator.open(f"{REVIEW}/merge/new?numbers=1+2")
    assert "Penkkejä rantareitille" in page
    assert "Reitille valot." in page
    assert "The authors have been asked" in moderator.send(JOINT, "numbers=1%202")
    return moderator


def statuses(town: Town) -> list[ProposalStatus]:
    with town.database.read() as work:
        return [proposal.status for proposal in list_proposals(work, ROUND)]


def asked(town: Town, recipient: str) -> Visitor:
    return open_letter(town, "merge-asked", recipient)


def newest(town: Town) -> str:
    with town.database.read() as work:
        return list_merges(work, ROUND)[0][0].id


def agree(town: Town, recipient: str) -> str:
    return asked(town, recipient).send({"answer": "agree"})


def test_followers_of_each_are_told_of_the_joint_one(pair: Town) -> None:
    reader = come_in(pair)
    reader.open(f"{PUBLIC}/2")
    reader.send({"act": "follow"}, "/take-part")
    ask(pair)
    agree(pair, BENCHES.contact)
    agree(pair, LAMPS.contact)
    with pair.database.read() as work:
        participant = find_by_address(work, "iida@mallila.example")
        assert participant is not None
        assert follows(work, find_proposal(work, ROUND, 1), participant.id)
        assert follows(work, find_proposal(work, ROUND, 2), participant.id)


def test_merge_happens_once_every_author_has_agreed_and_can_be_undone(pair: Town) -> None:
    moderator = ask(pair)
    text, author = read_letter(pair, "merge-asked", BENCHES.contact), asked(pair, BENCHES.contact)
    assert "Voiko ehdotuksen 1 yhdistää toiseen?" in text
    assert "Joka toinen käsinojilla." in author.page
    assert BENCHES.contact not in author.page
    assert LAMPS.contact not in author.page
    assert "Thank you. We tell you when the others have answered." in author.send({"answer": "agree"})
    assert statuses(pair) == [ProposalStatus.SENT] * 3
    assert "Everybody has agreed" in agree(pair, LAMPS.contact)
    assert statuses(pair) == [ProposalStatus.SENT, ProposalStatus.MERGED, ProposalStatus.SENT]

    reader = pair.visitor()
    page = reader.open(f"{PUBLIC}/2")
    assert "Proposal 2 goes on in number 1" in page
    assert "Reitille valot." in page
    page = reader.open(f"{PUBLIC}/1")
    assert "Penkit ja valot rantareitille" in page
    assert f"{PUBLIC}/2" in page
    assert f'href="{PUBLIC}/2"' not in reader.open(PUBLIC)
    assert "1, 2" in moderator.open(f"{REVIEW}/merge")
    assert "Merged with another" in moderator.open(f"{REVIEW}/audit")
    assert "Merged with others" in moderator.open(f"{REVIEW}/2/story")

    pair.clock.moment += DAY
    moderator = pair.staff("mari", Role.MODERATOR)
    moderator.open(f"{REVIEW}/merge/{newest(pair)}")
    assert "The merge has been undone" in moderator.send(action="/undo")
    assert statuses(pair) == [ProposalStatus.SENT] * 3
    assert "Joka toinen käsinojilla." in reader.open(f"{PUBLIC}/1")
    assert "Reitille valot." in reader.open(f"{PUBLIC}/2")
    assert "on purettu" in read_letter(pair, "merge-settled", LAMPS.contact)


def test_one_refusal_leaves_everything_as_it_was(pair: Town) -> None:
    ask(pair)
    author = asked(pair, LAMPS.contact)
    assert "The proposals stay as they are." in author.send({"answer": "refuse"})
    assert statuses(pair) == [ProposalStatus.SENT] * 3
    other = asked(pair, BENCHES.contact)
    assert "An author did not agree" in other.page
    assert 'name="answer"' not in other.page


def test_silence_until_the_day_merges_nothing(pair: Town) -> None:
    ask(pair)
    agree(pair, BENCHES.contact)
    pair.clock.moment = START + 16 * DAY
    settle_merges(pair.database, pair.clock)
    assert statuses(pair) == [ProposalStatus.SENT] * 3
    assert "pysyy ennallaan" in read_letter(pair, "merge-settled", LAMPS.contact)


def test_text_that_changed_meanwhile_is_not_merged_over(pair: Town) -> None:
    ask(pair)
    agree(pair, BENCHES.contact)
    author = asked(pair, LAMPS.contact)
    change = pair.visitor()
    change.open(private_link(pair, 2))
    change.open("/en/cycles/2027/propose/change/2")
    change.send({"text": "Vain valot."}, "/change/2")
    author.send({"answer": "agree"})
    assert statuses(pair) == [ProposalStatus.SENT] * 3
    assert "Vain valot." in pair.visitor().open(f"{PUBLIC}/2")


def test_strangers_do_not_answer_for_authors(pair: Town) -> None:
    ask(pair)
    merge = newest(pair)
    stranger = pair.visitor()
    assert stranger.try_open(f"/en/cycles/2027/merges/{merge}") == 404
    assert stranger.try_open(f"/en/cycles/2027/merges/{merge}/link/{'0' * 32}") == 404
    stranger.open(f"{PUBLIC}/1/report")
    assert stranger.try_post(f"/en/cycles/2027/merges/{merge}", {"answer": "agree"}) == 404
    wrong = pair.visitor()
    link = private_link(pair, 3).rpartition("/")[2]
    assert wrong.try_open(f"/en/cycles/2027/merges/{merge}/link/{link}") == 404


UNMERGEABLE = (
    ("1 3", 409, "The proposals are about different areas."),
    ("1", 422, "Write at least two numbers."),
    ("1 99", 422, "There is no proposal with the number 99."),
    ("1 2 3 4 5 6 7", 422, "At most 6 proposals"),
    ("", 422, "Fill in"),
    ("9999999999999999999 1", 422, "Write at least two numbers."),
)


def test_proposals_that_can_not_be_merged_are_refused_with_the_reason(pair: Town) -> None:
    moderator = pair.staff("matti", Role.MODERATOR)
    for numbers, status, said in UNMERGEABLE:
        page = moderator.open(f"{REVIEW}/merge/new?numbers={numbers.replace(' ', '+')}", status)
        assert said in page


def test_unsound_joint_text_is_told_with_the_typed_text_kept(pair: Town) -> None:
    moderator = pair.staff("matti", Role.MODERATOR)
    moderator.open(f"{REVIEW}/merge/new?numbers=1+2")
    page = moderator.send(
        {**JOINT, "title_fi": "", "text_fi": "Penkit <b>ja</b> valot"}, "numbers=1%202", 422
    )
    assert "Write both the name and the text." in page
    assert "Penkit &lt;b&gt;ja&lt;/b&gt; valot" in page


def test_answered_proposal_is_neither_merged_nor_split(pair: Town) -> None:
    run_calendar(pair.database, 20)
    with pair.database.write() as work:
        work.load_cycle(ROUND)
        answer_proposal(work, list_proposals(work, ROUND)[0], FEASIBLE, 0, CLERK, "", START + 21 * DAY)
        work.commit()
    moderator = pair.staff("matti", Role.MODERATOR)
    said = "The city has answered proposal 1 already."
    assert said in moderator.open(f"{REVIEW}/merge/new?numbers=1+2", 409)
    moderator.open(f"{REVIEW}/1/split")
    assert said in moderator.send({"part_title_fi": "Valot", "part_text_fi": "Valot."}, "/split", 409)


def test_proposals_in_question_are_not_asked_about_twice(pair: Town) -> None:
    moderator = ask(pair)
    moderator.open(f"{REVIEW}/merge/new?numbers=1+2")
    assert "are being asked already" in moderator.send(JOINT, "numbers=1%202", 409)
    moderator.open(f"{REVIEW}/merge/{newest(pair)}")
    assert "The merge has been stopped" in moderator.send(action="/stop")
    moderator.open(f"{REVIEW}/merge/new?numbers=1+2")
    assert "The authors have been asked" in moderator.send(JOINT, "numbers=1%202")


def test_split_makes_two_that_tell_of_each_other_and_can_be_undone(pair: Town) -> None:
    moderator = pair.staff("matti", Role.MODERATOR)
    moderator.open(f"{REVIEW}/2/split")
    page = moderator.send({"part_title_fi": "Penkkejä", "part_text_fi": ""}, "/split", 422)
    assert "Write both the name and the text." in page
    page = moderator.send(
        {"text_fi": "Reitille valot.", "part_title_fi": "Penkkejä", "part_text_fi": "Penkkejä myös."},
        "/split",
    )
    assert "The second one is number 4." in page
    reader = pair.visitor()
    assert f"{PUBLIC}/2" in reader.open(f"{PUBLIC}/4")
    assert f"{PUBLIC}/4" in reader.open(f"{PUBLIC}/2")
    assert "Penkkejä myös." not in reader.page
    author = pair.visitor()
    author.open(private_link(pair, 4))
    assert author.location.endswith("/propose/done/4")
    assert "numero 4" in read_letter(pair, "proposal-split", LAMPS.contact)
    moderator.open(f"{REVIEW}/merge")
    assert "The split has been undone." in moderator.send(action="/undo")
    assert "Penkkejä myös." in reader.open(f"{PUBLIC}/2")
    assert "Proposal 4 goes on in number 2" in reader.open(f"{PUBLIC}/4")


def test_author_can_not_withdraw_what_others_went_into(pair: Town) -> None:
    ask(pair)
    agree(pair, BENCHES.contact)
    agree(pair, LAMPS.contact)
    author = pair.visitor()
    author.open(private_link(pair, 1))
    author.open("/en/cycles/2027/propose/withdraw/1")
    assert "Ask the city to undo the merge first." in author.send(action="/withdraw/1", status=409)
    merged = pair.visitor()
    assert "Your proposal has been merged with another" in merged.open(private_link(pair, 2))


@pytest.fixture
def coauthor(pair: Town) -> Visitor:
    """Somebody who writes the first proposal along."""
    visitor = come_in(pair)
    with pair.database.write() as work:
        participant = find_by_address(work, "iida@mallila.example")
        assert participant is not None
        add_coauthor(work, find_proposal(work, ROUND, 1), participant.id, "Iida", START)
        work.commit()
    return visitor


def test_coauthor_is_told_and_may_refuse(pair: Town, coauthor: Visitor) -> None:
    ask(pair)
    letter = read_letter(pair, "merge-coauthor", "iida@mallila.example")
    assert "kanssatekijä" in letter
    assert f"/fi/me/sign-in?next=%2Ffi%2Fcycles%2F2027%2Fmerges%2F{newest(pair)}" in letter
    agree(pair, BENCHES.contact)
    page = coauthor.open(f"/en/cycles/2027/merges/{newest(pair)}")
    assert "Joint text" in page
    assert "As a co-author you may refuse" in page
    assert "The proposals stay as they are." in coauthor.send({"answer": "refuse"}, newest(pair))
    assert statuses(pair) == [ProposalStatus.SENT] * 3


def test_coauthor_does_not_agree_for_who_sent_the_proposal(pair: Town, coauthor: Visitor) -> None:
    ask(pair)
    agree(pair, LAMPS.contact)
    path = f"/en/cycles/2027/merges/{newest(pair)}"
    assert "I agree" not in coauthor.open(path)
    assert coauthor.try_post(path, {"answer": "agree"}) == 403
    assert statuses(pair) == [ProposalStatus.SENT] * 3
    assert "Everybody has agreed" in agree(pair, BENCHES.contact)


def test_who_writes_both_refuses_once_and_that_ends_it(pair: Town, coauthor: Visitor) -> None:
    with pair.database.write() as work:
        participant = find_by_address(work, "iida@mallila.example")
        assert participant is not None
        add_coauthor(work, find_proposal(work, ROUND, 2), participant.id, "Iida", START)
        work.commit()
    ask(pair)
    agree(pair, BENCHES.contact)
    path = f"/en/cycles/2027/merges/{newest(pair)}"
    assert "You have agreed" not in coauthor.open(path)
    assert "The proposals stay as they are." in coauthor.send({"answer": "refuse"}, newest(pair))
