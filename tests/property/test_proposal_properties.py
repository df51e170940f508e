"""No sequence of acts loses a proposal, closes the review over an unanswered one, or shortlists an unfeasible one."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from pb.kernel.errors import DomainError
from pb.kernel.handoff import Shortlist, Submissions
from pb.kernel.ids import StageKey
from pb.kernel.language import LocalizedText
from pb.kernel.money import Cents
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from proposals.core.proposal import Proposal, ProposalStatus
from proposals.core.review import Feasibility, Verdict
from proposals.core.visibility import PublicStatus, is_released, public_status
from proposals.storage.proposals import find_proposal, list_proposals, withdraw_proposal
from proposals.storage.review_acts import answer_proposal, hide, show_again
from proposals.storage.reviews import find_review, list_answers, list_versions
from tests.support.cycles import CHAIR, CLERK, DAY, START
from tests.support.databases import copy_sqlite, open_database
from tests.support.proposals import ROUND, cycle_at, run_calendar, send, skip_disk_waits, start_round

WHY = LocalizedText(fi="Tekstissä oli henkilötietoja.")
REASONS = (
    LocalizedText(fi="Perustelu."),
    LocalizedText(sv="Motivering."),
    LocalizedText(fi="Perustelu.", sv="Motivering."),
)
VERDICTS = st.builds(
    Verdict, st.sampled_from(Feasibility), st.integers(0, 3).map(Cents), st.sampled_from(REASONS)
)
NUMBERS = st.integers(1, 5)
STEPS = st.one_of(
    st.tuples(st.just("send"), st.none(), st.none()),
    st.tuples(st.sampled_from(["withdraw", "hide", "show"]), NUMBERS, st.none()),
    st.tuples(st.just("answer"), NUMBERS, st.tuples(VERDICTS, st.integers(0, 2))),
    st.tuples(st.just("wait"), st.integers(1, 15), st.none()),
)
Step = tuple[str, int | None, tuple[Verdict, int] | None]


class City:
    """A round on a database, the day it is, and how many proposals were ever sent."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.days = 0
        self.sent = 0

    def take(self, step: Step) -> None:
        """Do one step as the pages would; a refusal is an answer too."""
        name, number, saved = step
        if name == "wait":
            self.days += number or 0
            run_calendar(self.database, self.days)
        elif name == "send":
            if cycle_at(self.database).is_open("submission"):
                send(self.database)
                self.sent += 1
        else:
            self._act(name, number or 0, saved)

    def _act(self, name: str, number: int, saved: tuple[Verdict, int] | None) -> None:
        now = START + self.days * DAY
        with self.database.write() as work:
            cycle = work.load_cycle(ROUND)
            try:
                proposal = find_proposal(work, ROUND, number)
                if name == "withdraw" and cycle.is_open("submission"):
                    withdraw_proposal(work, proposal, now)
                elif name == "hide":
                    hide(work, cycle, proposal, WHY, CHAIR, now)
                elif name == "show":
                    show_again(work, cycle, proposal, CHAIR, now)
                elif saved is not None and cycle.is_open("review"):
                    self._answer(work, proposal, saved)
            except DomainError:
                return
            work.commit()

    def _answer(self, work: Work, proposal: Proposal, saved: tuple[Verdict, int]) -> None:
        before = len(list_versions(work, proposal))
        verdict, seen = saved
        answer_proposal(work, proposal, verdict, seen, CLERK, "Parks", START + self.days * DAY)
        assert len(list_versions(work, proposal)) in (before, before + 1)


def require_sound(city: City) -> None:
    """Check what holds after every step."""
    with city.database.read() as work:
        cycle = work.read_cycle(ROUND)
        found = list_proposals(work, ROUND)
        assert [proposal.number for proposal in found] == list(range(1, city.sent + 1))
        for proposal in found:
            status = public_status(cycle, proposal, find_review(work, proposal))
            if proposal.status is ProposalStatus.SENT and not is_released(cycle):
                assert status in (PublicStatus.SENT, PublicStatus.IN_REVIEW)
            if proposal.status is ProposalStatus.SENT and is_released(cycle):
                assert status in (PublicStatus.TO_THE_VOTE, PublicStatus.NOT_TO_THE_VOTE)


def require_fair_release(city: City) -> None:
    """Check the handoffs: nobody is left out, nobody is on the list who must not be."""
    with city.database.read() as work:
        cycle = work.read_cycle(ROUND)
        answers = {answer.proposal.number: answer for answer in list_answers(work, ROUND)}
        submissions = work.load_handoff(ROUND, StageKey("submission"))
        shortlist = work.load_handoff(ROUND, StageKey("review"))
    if cycle.has_closed("submission"):
        assert isinstance(submissions, Submissions)
        withdrawn = [a for a in answers.values() if a.proposal.status is ProposalStatus.WITHDRAWN]
        assert len(submissions.proposals) == city.sent - len(withdrawn)
    assert (shortlist is not None) == is_released(cycle)
    if not isinstance(shortlist, Shortlist):
        return
    listed = {int(project.id): project for project in shortlist.projects}
    for number, project in listed.items():
        review = answers[number].review
        assert review is not None
        assert review.verdict.feasibility is Feasibility.FEASIBLE
        assert (project.cost, project.proposal) == (review.verdict.cost, answers[number].proposal.id)
    for number, answer in answers.items():
        if answer.proposal.status is ProposalStatus.SENT:
            assert answer.review is not None
            assert answer.review.verdict.reason.fi
            assert answer.review.verdict.reason.sv
            assert (number in listed) == answer.review.verdict.is_feasible


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(STEPS, max_size=30))
def test_no_proposal_is_lost_and_none_is_shortlisted_wrongly(
    migrated_sqlite: Path, steps: list[Step]
) -> None:
    with TemporaryDirectory() as folder:
        url = copy_sqlite(migrated_sqlite, Path(folder) / "pb.sqlite3")
        with open_database(url) as database:
            skip_disk_waits(database)
            start_round(database)
            city = City(database)
            for step in steps:
                city.take(step)
                require_sound(city)
            finish(city)
            require_sound(city)
            require_fair_release(city)


def finish(city: City) -> None:
    """Answer what is still open, so that most rounds come to their release."""
    city.days += 40
    run_calendar(city.database, city.days)
    if not cycle_at(city.database).is_open("review"):
        return
    with city.database.read() as work:
        waiting = [answer for answer in list_answers(work, ROUND) if answer.proposal.needs_answer]
    for answer in waiting:
        verdict = replace(answer.review.verdict if answer.review else VERDICT, reason=REASONS[2])
        city.take(("answer", answer.proposal.number, (verdict, answer.version)))
    run_calendar(city.database, city.days)
    assert is_released(cycle_at(city.database))


VERDICT = Verdict(Feasibility.NOT_FEASIBLE, Cents(0), REASONS[2])
