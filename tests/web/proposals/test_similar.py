"""Proposals like one's own are shown before sending, and joined instead."""

from dataclasses import replace

from proposals.core.participant import fold_address
from proposals.storage.participants import find_by_address
from proposals.storage.proposals import find_proposal
from proposals.storage.taking_part import follows, supports
from tests.support.participants import let_in
from tests.support.proposals import BENCHES, ROUND, send
from tests.support.visitors import Town, Visitor
from tests.support.writing import write_proposal

HERE = "/fi/cycles/2027/propose"
SAME = replace(BENCHES, title="Penkki rantareitille", contact="")
FRIEND = "liisa@mallila.example"


def go_past_where(visitor: Visitor) -> str:
    """Write the draft, and answer once more where it is."""
    write_proposal(visitor, HERE, SAME)
    visitor.open(f"{HERE}/write/where")
    return visitor.send({}, "/write/where")


def is_joined(town: Town, address: str = FRIEND) -> bool:
    with town.database.read() as work:
        proposal, participant = find_proposal(work, ROUND, 1), find_by_address(work, fold_address(address))
        assert participant is not None
        return supports(work, proposal, participant.id) and follows(work, proposal, participant.id)


def test_nothing_similar_is_passed_over(town: Town) -> None:
    send(town.database, replace(BENCHES, title="Uimahalli Metsäkulmaan", text="Halli on auki aamuisin."))
    visitor = town.visitor()
    go_past_where(visitor)
    assert visitor.location == f"{HERE}/write/attachments"
    town.visitor().open(f"{HERE}/similar")


def test_similar_proposal_is_shown_and_writing_goes_on(town: Town) -> None:
    send(town.database)
    visitor = town.visitor()
    page = go_past_where(visitor)
    assert visitor.location == f"{HERE}/similar"
    assert BENCHES.title in page
    assert f'href="{HERE}/join/1"' in page
    assert f'href="{HERE}/write/attachments"' in page


def test_participant_joins_and_forgets_the_draft(town: Town) -> None:
    send(town.database)
    visitor = let_in(town, FRIEND)
    go_past_where(visitor)
    visitor.open(f"{HERE}/join/1")
    visitor.send({"draft": "never"}, "/join/1", 422)
    places = visitor.send_twice({"draft": "drop"}, "/join/1")
    assert places == ("/fi/cycles/2027/proposals/1",) * 2
    assert is_joined(town)
    visitor.open(f"{HERE}/check")
    assert visitor.location == HERE, "the draft is gone"


def test_visitor_is_asked_for_an_address_and_keeps_the_draft(town: Town) -> None:
    send(town.database)
    visitor = town.visitor()
    go_past_where(visitor)
    visitor.open(f"{HERE}/join/1")
    visitor.send({"draft": "keep"}, "/join/1")
    assert visitor.location == "/fi/me/sign-in"
    assert SAME.title in visitor.open(f"{HERE}/check")


def test_what_does_not_stand_cannot_be_joined(town: Town) -> None:
    visitor = town.visitor()
    visitor.open(f"{HERE}/join/1", 404)
