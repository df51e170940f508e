"""Officials tell what happens to chosen projects; everybody reads it, and nobody before the result is published."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from pb.kernel.ids import ProjectId
from pb.web.roles import Role
from tests.support.voting_app import ADDRESS, Visitor, VotingHouse, add_staff, open_house
from tests.support.voting_world import CLOSES, PUBLICATION, ROUND
from voting.storage.delivery.reports import find_delivery

DAY = timedelta(days=1)
PUBLIC = f"/en/cycles/{ROUND}/projects"
ADMIN = f"/en/admin/cycles/{ROUND}/projects"


@dataclass
class Round:
    """A round whose ballots are counted, and the ids of what it chose."""

    house: VotingHouse

    def publish(self) -> None:
        """Publish the result."""
        self.house.world.act(PUBLICATION, "publish", CLOSES + DAY)


@pytest.fixture
def counted(sqlite: str, tmp_path: Path) -> Iterator[Round]:
    """Project 1 has won; nothing is published yet."""
    with open_house(sqlite, tmp_path) as house:
        house.world.cast(house.world.find(), "1", "wish")
        house.world.close_voting()
        house.world.open_publication()
        yield Round(house)


def sign_in(house: VotingHouse) -> Visitor:
    visitor = house.visit()
    visitor.sign_in(add_staff(house.world.database, Role.OFFICIAL))
    return visitor


def tell(visitor: Visitor, **answers: str) -> int:
    visitor.open(f"{ADMIN}/1")
    return visitor.send(answers, "/projects/1").status_code


def send_photo(visitor: Visitor, content: bytes, **words: str) -> int:
    visitor.open(f"{ADMIN}/1")
    path, data = visitor.fill(words, "/photos")
    visitor.answer = visitor.client.post(
        path,
        data={name: values[0] for name, values in data.items()},
        files={"photo": ("<b>.jpg", content, "image/jpeg")},
        headers={"Origin": ADDRESS, "Sec-Fetch-Site": "same-origin"},
        follow_redirects=True,
    )
    return visitor.answer.status_code


def draw() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "#3c7").save(out, "JPEG")
    return out.getvalue()


def test_nothing_tells_who_won_before_publication(counted: Round) -> None:
    reader, official = counted.house.visit(), sign_in(counted.house)
    assert reader.open(PUBLIC).status_code == 200
    assert "Nothing to follow yet" in reader.page
    assert {reader.open(f"{PUBLIC}/{number}").status_code for number in (1, 2, 99)} == {409}
    assert official.open(ADMIN).status_code == 409
    assert "Benches" not in reader.open("/en/areas").text
    assert "chosen" not in reader.open("/en/yearly.csv").text
    counted.publish()
    assert "Benches" in reader.open(PUBLIC).text
    assert reader.open(f"{PUBLIC}/2").status_code == 404
    assert "chosen;1" in reader.open("/en/yearly.csv").text
    assert "north;3" in reader.open("/en/areas/ledger.csv").text


def test_reports_are_public_at_once_and_none_is_lost(counted: Round) -> None:
    counted.publish()
    official, reader = sign_in(counted.house), counted.house.visit()
    assert tell(official, state="preparing", finish="2027-04-01", news_en="Drawings are made.") == 200
    assert tell(official, state="building", finish="2027-06-01") == 422, "a later day needs a reason"
    assert "Write the reason for the public." in official.page
    assert tell(official, state="building", finish="2027-06-01", reason_fi="Talvi", reason_sv="Vinter") == 200
    assert tell(official, state="done", finish="2027-06-01") == 422, "not ready yet, and no cost"
    counted.house.world.clock.moment = CLOSES + 120 * DAY
    official = counted.house.visit()
    official.sign_in("official")
    assert tell(official, state="done", finish="2027-06-01", cost="11 700") == 200
    page = reader.open(f"{PUBLIC}/1").text
    for told in ("Drawings are made.", "Talvi", "€11,700", "Later than promised", "Estimated cost"):
        assert told in page
    with counted.house.world.database.read() as work:
        assert [one.version for one in find_delivery(work, ROUND, ProjectId("1")).reports] == [1, 2, 3]
        acts = [entry.event.act for entry in work.read_journal(ROUND)]
    assert acts.count("delivery-report") == 3


def test_second_of_two_officials_sees_what_the_first_wrote(counted: Round) -> None:
    counted.publish()
    first, second = sign_in(counted.house), counted.house.visit()
    second.sign_in(add_staff(counted.house.world.database, Role.ADMINISTRATOR))
    for visitor in (first, second):
        visitor.open(f"{ADMIN}/1")
    assert first.send({"state": "preparing", "news_en": "Begun"}, "/projects/1").status_code == 200
    assert second.send({"state": "building", "news_en": "Digging"}, "/projects/1").status_code == 409
    assert "Begun" in second.page
    assert "Digging" in second.page
    assert second.send({}, "/projects/1").status_code == 200
    assert "Digging" in counted.house.visit().open(f"{PUBLIC}/1").text


def test_photo_needs_words_and_comes_out_as_ours(counted: Round) -> None:
    counted.publish()
    official, reader = sign_in(counted.house), counted.house.visit()
    assert send_photo(official, draw()) == 422
    assert (
        send_photo(official, b"<svg onload=alert(1)>", alternative_fi="Penkki", alternative_sv="Bänk") == 422
    )
    assert "not a JPEG" in official.page
    assert send_photo(official, draw(), alternative_fi="Penkki", alternative_sv="Bänk") == 200
    page = reader.open(f"{PUBLIC}/1").text
    address = page.partition('<img src="')[2].partition('"')[0]
    photo = reader.client.get(address)
    assert photo.headers["content-type"] == "image/webp"
    assert photo.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in photo.headers["content-security-policy"]
    assert photo.content[8:12] == b"WEBP"
    assert reader.client.get(address.replace("/small", "/huge")).status_code == 404
    assert reader.client.get(address.replace("/projects/1/", "/projects/3/")).status_code == 404
    official.open(f"{ADMIN}/1")
    assert official.send({}, "/remove").status_code == 200
    assert reader.client.get(address).status_code == 404


def test_officials_are_reminded_after_ninety_days_and_readers_told(counted: Round) -> None:
    counted.publish()
    official, reader = sign_in(counted.house), counted.house.visit()
    assert "Too long ago" not in official.open(ADMIN).text
    counted.house.world.clock.moment = CLOSES + 93 * DAY
    official = counted.house.visit()
    official.sign_in("official")
    assert "Too long ago" in official.open(ADMIN).text
    assert "has not told anything new for over 90 days" in reader.open(f"{PUBLIC}/1").text


def test_filters_narrow_and_unreadable_ones_do_not(counted: Round) -> None:
    counted.publish()
    reader = counted.house.visit()
    assert "Benches" in reader.open(f"{PUBLIC}?area=north&state=planned").text
    assert "No project found" in reader.open(f"{PUBLIC}?area=south").text
    assert "Benches" in reader.open(f"{PUBLIC}?area=%3Cb%3E&state=x").text
