"""Comments and questions: who may write, what the city owes and when, and that nothing written becomes markup."""

import pytest
from sqlalchemy import select

from pb.web.roles import Role
from proposals.core.comments import Comment
from proposals.storage.comment_tables import CommentAuthorRow
from proposals.storage.comments import list_public_comments
from proposals.storage.proposals import find_proposal
from proposals.storage.review_acts import answer_proposal
from tests.support.authors import come_in, give_links, read_letter
from tests.support.cycles import CLERK, DAY, START
from tests.support.proposals import BENCHES, FEASIBLE, ROUND, run_calendar, send
from tests.support.visitors import Town, Visitor

REVIEW = "/en/cycles/2027/review"
PUBLIC = "/en/cycles/2027/proposals"
IIDA = "iida@mallila.example"
QUESTION = {"kind": "question", "text": "Kuka hoitaa penkkejä?", "name": "Iida"}


@pytest.fixture
def talkative(town: Town) -> Town:
    """The town with one proposal."""
    send(town.database)
    give_links(town)
    return town


def write(town: Town, address: str = IIDA, **changes: str) -> Visitor:
    resident = come_in(town, address)
    resident.open(f"{PUBLIC}/1")
    resident.open(f"{PUBLIC}/1/comments/write")
    resident.send({**QUESTION, **changes}, "/comments/write")
    return resident


def comments(town: Town) -> list[Comment]:
    with town.database.read() as work:
        return [comment for comment, _number in list_public_comments(work, ROUND)]


def test_question_is_published_with_the_day_by_which_the_city_answers(talkative: Town) -> None:
    resident = write(talkative)
    assert "The city answers by 16 February 2027" in resident.page
    page = talkative.visitor().open(f"{PUBLIC}/1")
    assert "Iida asks" in page
    assert "Kuka hoitaa penkkejä?" in page
    assert IIDA not in page
    assert "Iida" in resident.open(f"{PUBLIC}/1/comments/write"), "the name is filled in the next time"


def test_visitor_says_first_who_they_are_and_comes_back(talkative: Town) -> None:
    visitor = talkative.visitor()
    page = visitor.open(f"{PUBLIC}/1/comments/write")
    assert visitor.location == "/en/me/sign-in"
    assert f"{PUBLIC}/1/comments/write" in page
    visitor.post(f"{PUBLIC}/1/comments/write", dict(QUESTION), 200)
    assert visitor.location == "/en/me/sign-in"
    assert comments(talkative) == []


def test_form_sent_twice_is_one_comment(talkative: Town) -> None:
    resident = come_in(talkative)
    resident.open(f"{PUBLIC}/1/comments/write")
    first, second = resident.send_twice(QUESTION, "/comments/write")
    assert first == second
    assert len(comments(talkative)) == 1


def test_form_of_somebody_else_writes_nothing(talkative: Town) -> None:
    resident, other = write(talkative), come_in(talkative, "toinen@mallila.example")
    once = comments(talkative)[0].id
    other.open(f"{PUBLIC}/1/comments/write")
    other.send({**QUESTION, "once": once}, "/comments/write", 409)
    other.open(f"{PUBLIC}/1/comments/write")
    other.send({**QUESTION, "once": "x"}, "/comments/write", 400)
    assert len(comments(talkative)) == 1
    assert "Kuka hoitaa" in resident.open(f"{PUBLIC}/1")


UNSOUND: tuple[tuple[dict[str, str], str], ...] = (
    ({"text": ""}, "Write your comment."),
    ({"text": "a" * 2001}, "At most 2000 characters"),
    ({"name": ""}, "Write the name that is shown beside your comment."),
    ({"kind": ""}, "Choose one"),
    ({"kind": "answer"}, "Check this"),
)


def test_unsound_comment_is_told_with_the_typed_text_kept(talkative: Town) -> None:
    resident = come_in(talkative)
    for changes, said in UNSOUND:
        resident.open(f"{PUBLIC}/1/comments/write")
        page = resident.send({**QUESTION, **changes}, "/comments/write", 422)
        assert said in page
        assert "text" in changes or QUESTION["text"] in page
    assert comments(talkative) == []


def test_answer_is_signed_by_the_unit_and_told_to_whoever_asked(talkative: Town) -> None:
    write(talkative)
    official = talkative.staff("olli", Role.OFFICIAL, unit="Puistot")
    assert "Waiting for an answer: 1." in official.open("/en/work")
    official.open(f"{REVIEW}/questions")
    asked = comments(talkative)[0].id
    official.open(f"{REVIEW}/comments/{asked}")
    official.send({"text": ""}, f"/comments/{asked}", 422)
    talkative.clock.moment += DAY
    official = talkative.staff("outi", Role.OFFICIAL, unit="Puistot")
    official.open(f"{REVIEW}/comments/{asked}")
    page = official.send({"text": "Puutarhurit hoitavat."}, f"/comments/{asked}")
    assert "No question waits" in page
    assert "1 / 1" in page
    page = talkative.visitor().open(f"{PUBLIC}/1")
    assert "The city answers: Puistot" in page
    assert "Puutarhurit hoitavat." in page
    letter = read_letter(talkative, "question-answered", IIDA)
    assert "Puistot vastaa: Puutarhurit hoitavat." in letter
    assert f"/fi/cycles/2027/proposals/1/comments/{asked}" in letter
    again = talkative.staff("oona", Role.OFFICIAL, unit="Puistot")
    again.open(f"{REVIEW}/comments/{asked}")
    again.send({"text": "Puutarhurit hoitavat."}, f"/comments/{asked}")
    assert len(comments(talkative)) == 2


def test_official_without_a_unit_does_not_sign_for_the_city(talkative: Town) -> None:
    write(talkative)
    asked = comments(talkative)[0].id
    official = talkative.staff("olli", Role.OFFICIAL)
    assert "Officials who belong to a unit can answer." in official.open(f"{REVIEW}/comments/{asked}")
    official.open("/en/account/password")
    official.post(f"{REVIEW}/comments/{asked}", {"text": "Me."}, 403)


def test_late_questions_come_first_and_are_marked(talkative: Town) -> None:
    write(talkative)
    talkative.clock.moment = START + 16 * DAY
    run_calendar(talkative.database, 16)
    write(talkative, text="Entä talvella?")
    page = talkative.staff("olli", Role.OFFICIAL, unit="Puistot").open(f"{REVIEW}/questions")
    assert page.index("Kuka hoitaa") < page.index("Entä talvella?")
    assert "Late: was due on 16 February 2027" in page
    assert page.count("Late:") == 1
    assert "The answer is late." in talkative.visitor().open(f"{PUBLIC}/1")


def test_replies_go_one_level_deep(talkative: Town) -> None:
    write(talkative)
    asked = comments(talkative)[0].id
    talkative.clock.moment += DAY / 24
    other = come_in(talkative, "toinen@mallila.example")
    other.open(f"{PUBLIC}/1/comments/write?reply={asked}")
    other.send({"text": "Minäkin mietin.", "name": "Joona"}, f"reply={asked}")
    reply = comments(talkative)[1]
    assert (reply.parent, reply.due) == (asked, None)
    page = talkative.visitor().open(f"{PUBLIC}/1/comments/{reply.id}")
    assert "Minäkin mietin." in page
    assert "Kuka hoitaa" in page
    other.open(f"{PUBLIC}/1/comments/write?reply={reply.id}")
    other.send({"text": "Ja minä.", "name": "Joona"}, f"reply={reply.id}", 409)


def test_hidden_comment_keeps_its_line_and_gives_the_reason(talkative: Town) -> None:
    write(talkative)
    asked = comments(talkative)[0].id
    resident = talkative.visitor()
    resident.open(f"{PUBLIC}/1/report?comment={asked}")
    resident.send({"ground": "advertising"}, f"comment={asked}")
    moderator = talkative.staff("matti", Role.MODERATOR)
    page = moderator.open(f"{REVIEW}/moderation")
    assert "Kuka hoitaa" in page
    moderator.open(f"{REVIEW}/comments/{asked}/hide")
    moderator.send({}, "/hide", 422)
    assert "Its place shows the reason." in moderator.send({"ground": "advertising"}, "/hide")
    page = talkative.visitor().open(f"{PUBLIC}/1")
    assert "Hidden comment" in page
    assert "The text is an advertisement." in page
    assert "Kuka hoitaa" not in page
    assert "Iida" not in page
    assert talkative.visitor().try_open(f"{PUBLIC}/1/report?comment={asked}") == 404
    assert "Kuka hoitaa" not in talkative.visitor().open("/en/cycles/2027/data.json")
    assert "No question waits" in talkative.staff("olli", Role.OFFICIAL).open(f"{REVIEW}/questions")
    moderator.open(f"{PUBLIC}/1")
    moderator.send(action=f"/{asked}/show")
    assert "Kuka hoitaa" in talkative.visitor().open(f"{PUBLIC}/1")


def test_only_web_addresses_become_links_and_nothing_becomes_markup(talkative: Town) -> None:
    text = "<script>x</script> javascript:alert(1) https://mallila.example/a?b=1&c=2. www.mallila.example"
    write(talkative, text=text, name="<i>Iida</i>")
    page = talkative.visitor().open(f"{PUBLIC}/1")
    link = (
        '<a href="https://mallila.example/a?b=1&amp;c=2" rel="nofollow ugc noopener">'
        "https://mallila.example/a?b=1&amp;c=2</a>."
    )
    assert link in page
    assert page.count("nofollow") == 1
    assert "&lt;script&gt;x&lt;/script&gt; javascript:alert(1) " in page
    assert "<i>Iida</i>" not in page


def test_nobody_writes_after_the_review(talkative: Town) -> None:
    resident = come_in(talkative)
    resident.open(f"{PUBLIC}/1/comments/write")
    run_calendar(talkative.database, 20)
    with talkative.database.write() as work:
        proposal = find_proposal(work, ROUND, 1)
        answer_proposal(work, proposal, FEASIBLE, 0, CLERK, "Puistot", START + 21 * DAY)
        work.commit()
    run_calendar(talkative.database, 30)
    said = "Comments can be written from the proposal phase until the review closes."
    assert said in resident.send(QUESTION, "/comments/write", 409)
    assert said in resident.open(f"{PUBLIC}/1")
    assert "Comment or ask" not in resident.page


def test_one_person_writes_ten_an_hour(talkative: Town) -> None:
    resident = come_in(talkative)
    resident.open(f"{PUBLIC}/1/comments/write")
    path = f"{PUBLIC}/1/comments/write"
    sent = [resident.try_post(path, {**QUESTION, "once": f"{number:032x}"}) for number in range(11)]
    assert sent == [303] * 10 + [429]


def test_long_talk_is_shown_in_pages(talkative: Town) -> None:
    for person in range(3):
        resident = come_in(talkative, f"r{person}@mallila.example")
        resident.open(f"{PUBLIC}/1/comments/write")
        for number in range(7):
            fields = {**QUESTION, "kind": "comment", "text": f"Sana {person}-{number}."}
            resident.try_post(
                f"{PUBLIC}/1/comments/write", {**fields, "once": f"{person * 99 + number:032x}"}
            )
        talkative.clock.moment += DAY / 24
    visitor = talkative.visitor()
    assert "Sana 2-6." not in visitor.open(f"{PUBLIC}/1")
    assert "?comments=2" in visitor.page
    assert "Sana 2-6." in visitor.open(f"{PUBLIC}/1?comments=2")
    assert "Sana 2-6." in visitor.open(f"{PUBLIC}/1?comments=99")
    assert "Sana 0-0." in visitor.open(f"{PUBLIC}/1?comments=x")


def test_contact_addresses_leave_by_no_page(talkative: Town) -> None:
    write(talkative)
    official = talkative.staff("olli", Role.OFFICIAL, Role.MODERATOR, unit="Puistot")
    asked = comments(talkative)[0].id
    for path in ("questions", f"comments/{asked}", "moderation", "moderation?show=comments", "merge"):
        page = official.open(f"{REVIEW}/{path}")
        assert IIDA not in page
        assert BENCHES.contact not in page
    with talkative.database.read() as work:
        told = str([entry.event.details for entry in work.read_journal(ROUND)])
    assert IIDA not in told
    assert "Kuka hoitaa" not in told


def test_who_leaves_takes_along_what_tied_comments_to_them(talkative: Town) -> None:
    resident = write(talkative)
    held = resident.request("GET", "/en/me/data").json()
    assert [one["text"] for one in held["comments"]] == [QUESTION["text"]]
    resident.open("/en/me/leave")
    resident.send(action="/me/leave")
    assert QUESTION["text"] in talkative.visitor().open(f"{PUBLIC}/1")
    with talkative.database.read() as work:
        assert work.session.scalars(select(CommentAuthorRow)).all() == []
