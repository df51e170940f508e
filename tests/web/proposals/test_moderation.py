"""What residents report and write comes before a moderator, who hides or leaves it. No reporter is kept."""

from dataclasses import replace
from datetime import timedelta

import pytest

from pb.web.roles import Role
from proposals.core.grounds import DEFAULT_GROUNDS
from proposals.storage.attachments import add_document, add_photo, list_attachments
from proposals.storage.moderation import list_reported
from proposals.storage.moderation_tables import ReportRow
from proposals.storage.proposals import find_proposal
from tests.support.authors import give_links, open_letter, read_letter
from tests.support.proposals import BENCHES, ROUND, send
from tests.support.visitors import Town, Visitor

REVIEW = "/en/cycles/2027/review"
PUBLIC = "/en/cycles/2027/proposals"
MINUTE = timedelta(minutes=1)
NOTE = "Tässä on <b>naapurin</b> nimi."


@pytest.fixture
def talkative(town: Town) -> Town:
    """The town with two proposals."""
    send(town.database)
    send(town.database, replace(BENCHES, title="Keinu", contact=""))
    give_links(town)
    return town


def report(town: Town, number: int = 1, ground: str = "personal", note: str = NOTE) -> Visitor:
    resident = town.visitor()
    resident.open(f"{PUBLIC}/{number}/report")
    resident.send({"ground": ground, "note": note}, "/report")
    return resident


def test_report_waits_for_a_moderator_and_names_nobody(talkative: Town) -> None:
    resident = report(talkative)
    assert "Thank you for the report" in resident.page
    report(talkative)
    kept = {
        "id",
        "cycle_id",
        "matter",
        "subject_id",
        "number",
        "ground",
        "note",
        "language",
        "at",
        "settled_at",
    }
    assert {column.name for column in ReportRow.__table__.columns} == kept
    with talkative.database.read() as work:
        (waiting,) = list_reported(work, ROUND).entries
    assert [(one.ground, one.note) for one in waiting.reports] == [("personal", NOTE)]
    moderator = talkative.staff("matti", Role.MODERATOR)
    page = moderator.open(f"{REVIEW}/moderation")
    assert "Personal data" in page
    assert "Tässä on &lt;b&gt;naapurin&lt;/b&gt; nimi." in page
    assert "Reported 1, new proposals 2, new comments 0." in moderator.open("/en/work")
    moderator.open(f"{REVIEW}/moderation")
    assert "Nothing waits here" in moderator.send(action="/moderation")


UNSOUND: tuple[dict[str, str], ...] = ({}, {"ground": "ugly"}, {"ground": "hate", "note": "a" * 501})


def test_unsound_report_is_told(talkative: Town) -> None:
    resident = talkative.visitor()
    for answers in UNSOUND:
        resident.open(f"{PUBLIC}/1/report")
        resident.send(answers, "/report", 422)
    with talkative.database.read() as work:
        assert list_reported(work, ROUND).entries == ()


def test_reports_are_slowed_down_by_address(talkative: Town) -> None:
    resident = talkative.visitor()
    resident.open(f"{PUBLIC}/1/report")
    statuses = [
        resident.try_post(f"{PUBLIC}/1/report", {"ground": "hate", "note": f"{number}"})
        for number in range(11)
    ]
    assert statuses == [303] * 10 + [429]


def test_nothing_is_reported_that_nobody_can_read(talkative: Town) -> None:
    hide(talkative)
    assert talkative.visitor().try_open(f"{PUBLIC}/1/report") == 404
    assert talkative.visitor().try_open(f"{PUBLIC}/2/report?comment=unknown") == 404


def hide(town: Town, **answers: str) -> Visitor:
    moderator = town.staff("matti", Role.MODERATOR)
    moderator.open(f"{REVIEW}/1/hide")
    moderator.send(answers or {"ground": "personal"}, "/hide")
    return moderator


def test_ready_reason_is_shown_in_each_language_and_sent_to_the_author(talkative: Town) -> None:
    report(talkative)
    moderator = hide(talkative)
    reader = talkative.visitor()
    for language in ("fi", "sv", "en"):
        page = reader.open(f"/{language}/cycles/2027/proposals/1", 404)
        reason = next(ground.reason for ground in DEFAULT_GROUNDS if ground.id == "personal")
        assert getattr(reason, language) in page
    letter = read_letter(talkative, "proposal-hidden", BENCHES.contact)
    assert "Ehdotus 1 on piilotettu" in letter
    assert "Tekstissä on tietoja yksityisestä ihmisestä." in letter
    assert "Nothing waits here" in moderator.open(f"{REVIEW}/moderation?show=reported")
    moderator.open(f"{REVIEW}/1")
    moderator.send(action="/show")
    assert "on taas luettavissa" in read_letter(talkative, "proposal-shown", BENCHES.contact)
    assert "Penkkejä" in reader.open(f"{PUBLIC}/1")


def test_own_words_take_the_place_of_the_ready_ones_in_every_language_owed(talkative: Town) -> None:
    moderator = talkative.staff("matti", Role.MODERATOR)
    moderator.open(f"{REVIEW}/1/hide")
    assert "Choose a ground, or write your own words." in moderator.send({}, "/hide", 422)
    own = {"ground": "hate", "reason_fi": "Kirjoitus koskee naapuria."}
    assert "Write the reason in Swedish." in moderator.send(own, "/hide", 422)
    moderator.send({**own, "reason_sv": "Texten gäller en granne."}, "/hide")
    assert "Kirjoitus koskee naapuria." in talkative.visitor().open("/fi/cycles/2027/proposals/1", 404)


def test_new_proposal_is_read_once_and_again_after_a_change(talkative: Town) -> None:
    moderator = talkative.staff("matti", Role.MODERATOR)
    shelf = f"{REVIEW}/moderation?show=proposals"
    assert "Keinu" in moderator.open(shelf)
    moderator.send(action="/moderation")
    page = moderator.open(shelf)
    assert "Keinu" not in page
    assert "Penkkejä" in page
    moderator.send(action="/moderation")
    assert "Nothing waits here" in moderator.open(shelf)


def test_what_changes_while_a_moderator_reads_stays_in_the_queue(talkative: Town) -> None:
    moderator = talkative.staff("matti", Role.MODERATOR)
    shelf = f"{REVIEW}/moderation?show=reported"
    report(talkative)
    moderator.open(shelf)
    talkative.clock.moment += MINUTE
    report(talkative, note="Ja puhelinnumero.")
    page = moderator.send(action="/moderation")
    assert "Ja puhelinnumero." in page
    assert "naapurin" not in page


MALFORMED = (
    {"show": "reported", "matter": "proposal", "subject": "unknown", "seen": "yesterday"},
    {"show": "reported", "matter": "town", "subject": "unknown", "seen": "2027-02-02T08:00:00+00:00"},
)


def test_malformed_note_of_reading_is_refused(talkative: Town) -> None:
    moderator = talkative.staff("matti", Role.MODERATOR)
    for fields in MALFORMED:
        moderator.open(f"{REVIEW}/1")
        assert moderator.try_post(f"{REVIEW}/moderation", fields) == 422


def test_letter_about_hiding_leads_to_the_authors_own_page(talkative: Town) -> None:
    hide(talkative)
    author = open_letter(talkative, "proposal-hidden", BENCHES.contact)
    assert author.location.endswith("/propose/done/1")
    assert "Your proposal is hidden" in author.page


@pytest.fixture
def illustrated(talkative: Town) -> tuple[str, str]:
    """A photo and a document of the first proposal, added after a moderator has read it: their ids."""
    moderator = talkative.staff("reader", Role.MODERATOR)
    for _ in range(2):
        moderator.open(f"{REVIEW}/moderation?show=proposals")
        moderator.send(action="/moderation")
    talkative.clock.moment += MINUTE
    with talkative.database.write() as work:
        proposal = find_proposal(work, ROUND, 1)
        add_photo(work, proposal, "The neighbour's car", (b"RIFF", b"RIFF"), (4, 3), talkative.clock.now())
        add_document(work, proposal, "The plan", b"%PDF-", 1, talkative.clock.now())
        attached = list_attachments(work, proposal)
        work.commit()
    return attached.photos[0].id, attached.documents[0].id


def test_what_is_added_later_comes_before_a_moderator(talkative: Town, illustrated: tuple[str, str]) -> None:
    moderator = talkative.staff("matti", Role.MODERATOR)
    page = moderator.open(f"{REVIEW}/moderation?show=proposals")
    assert 'alt="The neighbour&#39;s car"' in page
    assert "The plan" in page
    moderator.send(action="/moderation")
    assert "Nothing waits here" in moderator.open(f"{REVIEW}/moderation?show=proposals")


@pytest.mark.parametrize("which", [0, 1], ids=["photo", "document"])
def test_unfit_attachment_is_removed_with_a_reason_and_the_proposal_stays(
    talkative: Town, illustrated: tuple[str, str], which: int
) -> None:
    moderator = talkative.staff("matti", Role.MODERATOR)
    path = f"{REVIEW}/1/attachments/{illustrated[which]}"
    moderator.open(path)
    assert "Choose a ground, or write your own words." in moderator.send({}, status=422)
    moderator.send({"ground": "personal"})
    assert "It has been removed from proposal 1." in moderator.page
    words = ("The neighbour's car", "The plan")
    letter = read_letter(talkative, "attachment-removed", BENCHES.contact)
    assert f"”{words[which]}”" in letter
    assert "Tekstissä on tietoja yksityisestä ihmisestä." in letter
    page = talkative.visitor().open(f"{PUBLIC}/1")
    assert "Penkkejä" in page
    assert (illustrated[which] in page, illustrated[1 - which] in page) == (False, True)
    assert "Attachment removed by a moderator" in moderator.open(f"{REVIEW}/1/story")
    moderator.open(path, 404)


def test_only_moderators_remove_what_others_added(talkative: Town, illustrated: tuple[str, str]) -> None:
    path = f"{REVIEW}/1/attachments/{illustrated[0]}"
    assert talkative.staff("olli", Role.OFFICIAL).try_open(path) == 403
    assert illustrated[0] in talkative.visitor().open(f"{PUBLIC}/1")
    moderator = talkative.staff("matti", Role.MODERATOR)
    assert moderator.try_open(f"{REVIEW}/2/attachments/{illustrated[0]}") == 404


def test_what_nobody_can_read_any_more_is_not_removed_twice(
    talkative: Town, illustrated: tuple[str, str]
) -> None:
    report(talkative)
    hide(talkative)
    moderator = talkative.staff("mari", Role.MODERATOR)
    assert moderator.try_open(f"{REVIEW}/1/attachments/{illustrated[0]}") == 409
    assert illustrated[0] not in moderator.open(f"{REVIEW}/moderation?show=reported")
