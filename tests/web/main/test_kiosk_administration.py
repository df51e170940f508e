"""Administrators register screens and see which of them are dark."""

import pytest

from pb.web.roles import Role
from tests.support.visitors import Town

ANSWERS = {
    "name": "Library, hall", "place": "Kauppakatu 1", "languages": "sv fi", "cycle": "all",
    "width": "1218", "height": "685", "distance": "300", "opens": "9.00", "closes": "21:30",
}  # fmt: skip


def test_registered_screen_gets_an_address_that_works(town: Town) -> None:
    chief = town.staff("chief", Role.ADMINISTRATOR)
    assert "No screen has been registered yet" in chief.open("/en/admin/kiosks")
    chief.open("/en/admin/kiosks/new")
    page = chief.send(ANSWERS, "/new")
    assert "The screen is registered" in page
    assert "37 mm" in page
    address = page.partition('<p class="code" translate="no"')[2].partition(">")[2].partition("<")[0]
    shown = town.client.get(address.removeprefix("http://testserver.local"))
    assert shown.status_code == 200
    assert '<html lang="sv"' in shown.text
    assert 'data-opens="09:00" data-closes="21:30"' in shown.text
    listed = chief.open("/en/admin/kiosks")
    assert "Library, hall" in listed
    assert "On</span>" in listed


def test_screen_that_was_never_seen_says_so(town: Town) -> None:
    chief = town.staff("chief", Role.ADMINISTRATOR)
    chief.open("/en/admin/kiosks/new")
    chief.send(ANSWERS, "/new")
    assert "Never" in chief.open("/en/admin/kiosks")


def test_screen_is_changed_and_removed(town: Town) -> None:
    chief = town.staff("chief", Role.ADMINISTRATOR)
    chief.open("/en/admin/kiosks/new")
    chief.send(ANSWERS, "/new")
    here = chief.location.rpartition("/")[2]
    page = chief.send({**ANSWERS, "name": "Town hall", "distance": "200"}, here)
    assert "Town hall" in page
    assert "24 mm" in page
    assert "has been removed" in chief.send(action="/remove")
    chief.open(f"/en/admin/kiosks/{here}", status=404)


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("name", "", "Fill in: Name of the screen."),
        ("distance", "3", "Write a number from 30 to 2000"),
        ("opens", "25.00", "Write the time such as 8.00"),
        ("languages", "de", "Check this"),
        ("cycle", "1999", "Check this"),
    ],
)
def test_fault_stands_beside_its_field_and_nothing_is_registered(
    town: Town, field: str, value: str, fault: str
) -> None:
    chief = town.staff("chief", Role.ADMINISTRATOR)
    chief.open("/en/admin/kiosks/new")
    assert fault in chief.send({**ANSWERS, field: value}, "/new", status=422)
    assert "No screen has been registered yet" in chief.open("/en/admin/kiosks")
