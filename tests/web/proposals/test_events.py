"""The pages of events: announced, changed, cancelled; and a note that becomes a proposal."""

from html import unescape

from pb.web.roles import Role
from tests.support.cycles import DAY, START
from tests.support.proposals import run_calendar
from tests.support.visitors import Town, Visitor

EVENTS = "/en/cycles/2027/events"
WALK: dict[str, str | list[str]] = {
    "kind": "walk",
    "title_fi": "Kävely rantaan",
    "title_sv": "Promenad till stranden",
    "about_fi": "Katsotaan yhdessä, mitä ranta tarvitsee.",
    "place": "Tori",
    "address": "Kauppakatu 1",
    "starts_at": "2027-02-10T17:00",
    "ends_at": "2027-02-10T19:00",
    "step_free": "yes",
    "languages": ["fi", "sv"],
    "stops": "Tori; 61.6885, 27.2721\nKoulun piha\nSatama; 61.685, 27.28",
}


def announce(official: Visitor) -> str:
    official.open(f"{EVENTS}/new")
    official.send(WALK, "/new")
    return official.location


def test_event_is_announced_changed_and_told_about(town: Town) -> None:
    official, reader = town.staff("olli", Role.OFFICIAL), town.visitor()
    assert "No events ahead" in reader.open("/en/events")
    assert "Announce an event: " in official.open("/en/events")
    place = announce(official)
    assert "The event has been announced." in official.page
    page = unescape(reader.open(place))
    for said in (
        "Kävely rantaan",
        "Step-free way in: yes",
        "Accessible toilet: no",
        "Finnish, Swedish",
        "Koulun piha",
        "<polyline",
        "17:00",
        "19:00",
    ):
        assert said in page, said
    assert "Notes" not in page
    for listed in ("/en/events", EVENTS, "/en/cycles/2027"):
        assert "Kävely rantaan" in reader.open(listed) or "Walks and meetings</a>: 1" in reader.page
    assert "Kävely rantaan" in reader.open("/en/cycles/2027/news.atom")
    dates = reader.request("GET", "/fi/cycles/2027/dates.ics").text
    assert "SUMMARY:Kävely rantaan\r\n" in dates
    assert "DTSTART:20270210T150000Z\r\nDTEND:20270210T170000Z\r\n" in dates
    official.open(f"{place}/change")
    official.send({"outcome_fi": "Sovittiin penkistä.", "participants": "14"}, "/change")
    page = reader.open(place)
    assert "Sovittiin penkistä." in page
    assert "14 people came." in page
    assert "Development walks" in reader.open("/en/yearly")


def test_two_who_change_one_event_both_stay_heard(town: Town) -> None:
    first, second = town.staff("olli", Role.OFFICIAL), town.staff("sofia", Role.ADMINISTRATOR)
    place = announce(first)
    for official in (first, second):
        official.open(f"{place}/change")
    first.send({"place": "Asema"}, "/change")
    page = second.send({"place": "Kirjasto"}, "/change", status=409)
    assert "Asema" in page
    assert "Kirjasto" in page
    second.send({}, "/change")
    assert "Kirjasto" in second.open(place)


def test_faults_of_an_event_stand_beside_their_fields(town: Town) -> None:
    official = town.staff("olli", Role.OFFICIAL)
    official.open(f"{EVENTS}/new")
    page = unescape(official.send({**WALK, "stops": "Tori; idässä"}, "/new", status=422))
    assert "Write a stop such as Market square; 61.6885, 27.2721. Not: Tori; idässä" in page
    page = unescape(
        official.send({**WALK, "title_sv": "", "ends_at": "2027-02-10T16:00"}, "/new", status=422)
    )
    assert "Give the event a name." in page
    assert "The event has to end after it begins." in page


def test_cancelled_event_keeps_its_page_with_the_reason(town: Town) -> None:
    official = town.staff("olli", Role.OFFICIAL)
    place = announce(official)
    official.open(f"{place}/cancel")
    official.send({"reason_fi": "Myrsky."}, "/cancel", status=422)
    official.send({"reason_fi": "Myrsky.", "reason_sv": "Storm."}, "/cancel")
    assert "Myrsky." in town.visitor().open(place)
    assert '<span class="tag bad">Cancelled</span>' in official.open(EVENTS)
    official.open(f"{place}/cancel", status=409)


def test_note_becomes_a_draft_and_then_a_proposal(town: Town) -> None:
    official, reader = town.staff("olli", Role.OFFICIAL), town.visitor()
    place = announce(official)
    assert "Nothing has been noted yet" in official.open(f"{place}/notes")
    official.send({"text": "", "language": "fi", "stop": "9"}, "/notes", status=422)
    for text, stop in (("Rannalle tarvitaan penkki.", "3"), ("Lisää valoa.", "")):
        official.open(f"{place}/notes")
        official.send({"text": text, "language": "fi", "stop": stop}, "/notes")
    assert "Rannalle tarvitaan penkki." in reader.open(place)
    official.open(f"{place}/notes")
    official.send(action="/notes/1/draft")
    assert "The note is a draft proposal now." in official.page
    official.open("/en/cycles/2027/propose/check")
    assert "Rannalle tarvitaan penkki." in official.page
    for step, answers in (("why", {"why": "Reitillä ei voi levätä."}), ("where", {"area": "north"})):
        official.open(f"/en/cycles/2027/propose/write/{step}?then=check")
        official.send(answers, f"/write/{step}")
    official.send(action="/propose/send")
    assert "It became proposal 1" in reader.open(place)
    assert "This came up at a development walk" in unescape(reader.open("/en/cycles/2027/proposals/1"))
    official.open(f"{place}/notes")
    assert "It became proposal 1" in official.page
    official.post(f"{place}/notes/1/draft", {}, status=409)
    official.open(f"{place}/notes")
    official.send(action="/notes/2/remove")
    assert "Lisää valoa." not in official.page


def test_note_stays_a_note_when_proposals_are_no_longer_taken(town: Town) -> None:
    official = town.staff("olli", Role.OFFICIAL)
    place = announce(official)
    official.open(f"{place}/notes")
    official.send({"text": "Penkki.", "language": "fi", "stop": ""}, "/notes")
    run_calendar(town.database, 20)
    town.clock.moment = START + 21 * DAY
    late = town.staff("outi", Role.OFFICIAL)
    assert "Make a draft proposal" not in late.open(f"{place}/notes")
    late.post(f"{place}/notes/1/draft", {}, status=409)


def test_event_of_another_round_is_not_found(town: Town) -> None:
    place = announce(town.staff("olli", Role.OFFICIAL))
    town.visitor().open(place.replace("/2027/", "/2028/"), status=404)
