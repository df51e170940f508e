"""Officials run a round from its task list; what two people must agree on, one can't do."""

from pb.main.installation import make_engine
from pb.main.scheduler import run_due_moves
from pb.web.roles import Role
from tests.support.cycles import DAY, START
from tests.support.hosts import TEST_HOST
from tests.support.visitors import Town

CYCLE = "/en/admin/cycles/2027"


def pass_time(town: Town, day: int) -> None:
    """Let the calendar run until ``day`` days after START."""
    for moment in range(day + 1):
        town.clock.moment = START + moment * DAY
        run_due_moves(town.database, make_engine(TEST_HOST), town.clock)


def test_task_list_shows_each_stage_with_what_is_missing(town: Town) -> None:
    official = town.staff("first", Role.ADMINISTRATOR)
    page = official.open(CYCLE)
    for words in ("Proposal phase", "Review", "Voting", "Results", "Coming"):
        assert words in page
    pass_time(town, 35)
    assert "The electoral roll is empty" in town.staff("second", Role.ADMINISTRATOR).open(CYCLE)


def test_opening_the_vote_is_asked_by_one_and_approved_by_another(town: Town) -> None:
    pass_time(town, 35)
    first, second = town.staff("first", Role.ADMINISTRATOR), town.staff("second", Role.ADMINISTRATOR)
    first.open(CYCLE)
    assert "Another person now approves it" in first.send(action="/voting/open/request")
    assert "/voting/open/approve" not in first.page
    assert "first asked for this" in second.open(CYCLE)
    second.send(action="/voting/open/approve")
    assert "approved by two people" in second.page


def test_asker_who_sends_the_approval_anyway_is_refused(town: Town) -> None:
    pass_time(town, 35)
    first = town.staff("first", Role.ADMINISTRATOR)
    first.open(CYCLE)
    first.send(action="/voting/open/request")
    refused = first.post(f"{CYCLE}/stages/voting/open/approve", {}, status=409)
    assert "Another person has to approve it" in refused


def test_trustee_may_approve_and_may_not_ask(town: Town) -> None:
    pass_time(town, 35)
    first, trustee = town.staff("first", Role.ADMINISTRATOR), town.staff("watch", Role.TRUSTEE)
    trustee.open(CYCLE)
    trustee.post(f"{CYCLE}/stages/voting/open/request", {}, status=403)
    first.open(CYCLE)
    first.send(action="/voting/open/request")
    trustee.open(CYCLE)
    trustee.send(action="/voting/open/approve")
    assert "approved by two people" in trustee.page


def test_stage_that_needs_one_person_is_closed_early_by_one(town: Town) -> None:
    pass_time(town, 2)
    official = town.staff("first", Role.ADMINISTRATOR)
    official.open(CYCLE)
    assert "written in the journal" in official.send(action="/submission/close-early/do")
    with town.database.read() as work:
        assert work.list_cycles()[0].has_closed("submission")


def test_unknown_stages_and_acts_are_not_found(town: Town) -> None:
    official = town.staff("first", Role.ADMINISTRATOR)
    official.open(CYCLE)
    official.post(f"{CYCLE}/stages/dancing/open/request", {}, status=404)
    official.post(f"{CYCLE}/stages/voting/dance/request", {}, status=404)
    official.post("/en/admin/cycles/1999/stages/voting/open/request", {}, status=404)
    official.open("/en/admin/cycles/1999", status=404)


def test_officials_without_the_role_do_not_see_administration(town: Town) -> None:
    official = town.staff("reviewer", Role.OFFICIAL)
    official.open("/en/admin", status=403)
    official.open(CYCLE, status=403)
    assert "Administration" not in official.open("/en/work")


def test_journal_names_everybody_and_says_that_the_chain_holds(town: Town) -> None:
    pass_time(town, 35)
    first = town.staff("first", Role.ADMINISTRATOR)
    first.open(CYCLE)
    first.send(action="/voting/open/request")
    page = town.staff("council", Role.COUNCIL).open(f"{CYCLE}/journal")
    assert "The chain holds" in page
    assert "Approval asked: Open the stage" in page or "Approval asked: Stage opened" in page
    assert "Calendar" in page


def test_altered_journal_is_told(town: Town) -> None:
    pass_time(town, 5)
    with town.database.write() as work:
        work.connection.exec_driver_sql("UPDATE journal SET actor_name = 'Nobody' WHERE sequence = 1")
        work.commit()
    assert "tampered with" in town.staff("first", Role.ADMINISTRATOR).open(f"{CYCLE}/journal")


def test_work_page_lists_what_waits_in_the_open_stage(town: Town) -> None:
    official = town.staff("reviewer", Role.OFFICIAL)
    assert "No round is open" in official.open("/en/work")
    pass_time(town, 22)
    assert "Answer every proposal" in town.staff("colleague", Role.OFFICIAL).open("/en/work")
