"""Of all claims only those that are named are read, and what was read doesn't show itself."""

from datetime import date

import pytest

from voting.core.identification.identity import ClaimNames, Identity, read_identity


def test_claims_are_read_by_their_configured_names() -> None:
    names = ClaimNames(("hetu",), ("born",), ("home",))
    found = read_identity({"hetu": " 131052-308t ", "born": "1952-10-13", "home": "491", "name": "N"}, names)
    assert found == Identity("131052-308T", date(1952, 10, 13), "491")


def test_first_name_that_is_present_counts() -> None:
    names = ClaimNames(("first", "second"))
    assert read_identity({"second": "B", "first": "A"}, names) == Identity("A")
    assert read_identity({"second": "B", "first": ""}, names) == Identity("B")


@pytest.mark.parametrize("claims", [{}, {"ftn_hetu": ""}, {"ftn_hetu": 5}, {"ftn_hetu": "x" * 65}])
def test_no_identity_without_a_code(claims: dict[str, object]) -> None:
    assert read_identity(claims, ClaimNames()) is None


def test_malformed_birthdate_is_none() -> None:
    found = read_identity({"ftn_hetu": "A", "birthdate": "0000"}, ClaimNames())
    assert found == Identity("A")


def test_identity_does_not_show_itself() -> None:
    assert "131052" not in repr(Identity("131052-308T", date(1952, 10, 13)))
    assert "131052" not in f"{Identity('131052-308T')}"
