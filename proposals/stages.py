"""Two stages of this package: submission, in which residents propose, and review, in which the city answers."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import proposals.storage
from pb.engine.cycle import Cycle
from pb.engine.public import Appointment, Figure, News, Resource, Slide
from pb.engine.stage import Fact, Offer, Task
from pb.kernel.canonical import JSON
from pb.kernel.clock import Clock
from pb.kernel.handoff import Handoff, Shortlist, Submissions
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.roles import Role
from pb.web.stage_package import Host, StagePackage
from proposals.appeal_stage import AppealStage
from proposals.conversation_reports import count_conversation, list_conversation_tasks, publish_comments
from proposals.core.news import NewsKind
from proposals.core.proposal import DRAFT_KEPT, ProposalStatus
from proposals.core.review import tell_missing
from proposals.core.rules import (
    REVIEW,
    SUBMISSION,
    ReviewRules,
    check_review_rules,
    check_submission_rules,
    review_rules,
    submission_rules,
)
from proposals.core.shortlist import is_project, make_shortlist
from proposals.core.statements import list_unanswered
from proposals.core.visibility import is_released
from proposals.core.whereabouts import Whereabouts
from proposals.event_reports import count_events, list_appointments, list_event_facts, list_event_news
from proposals.plain_stage import PlainStage
from proposals.resources import PROPOSALS, list_proposal_news
from proposals.slides import list_review_slides, list_submission_slides
from proposals.statement_reports import (
    count_statements,
    list_public_statements,
    list_statement_facts,
    list_statement_tasks,
)
from proposals.storage.attachments import purge_attachments
from proposals.storage.carries import purge_carries
from proposals.storage.coauthors import purge_invitations
from proposals.storage.drafts import purge_drafts
from proposals.storage.letters import post_answered
from proposals.storage.merge_acts import settle_merges
from proposals.storage.news import purge_news, send_news, tell_followers
from proposals.storage.participants import purge_links
from proposals.storage.places import count_complete, count_in_places, count_unassessed
from proposals.storage.proposals import count_proposals, list_proposals
from proposals.storage.reviews import count_unanswered, list_answers
from proposals.storage.statement_acts import purge_statement_drafts
from proposals.storage.statements import list_hearings
from proposals.web.letters import LETTERS
from proposals.web.routes import HANDLERS

"""How long a draft is kept after its last change; the privacy notice says so."""


class SubmissionStage(PlainStage):
    """Residents write proposals; anyone reads them."""

    key = SUBMISSION
    name = Message("Proposal phase")

    def check_rules(self, cycle: Cycle) -> tuple[Message, ...]:
        """Return what is wrong with the declared lengths and proposers."""
        faults = check_submission_rules(cycle)
        unknown = () if faults else set(submission_rules(cycle).proposers) - set(Role)
        return (
            *faults,
            *(Message("There is no such role: %(role)s.", {"role": role}) for role in sorted(unknown)),
        )

    def may_close(self, cycle: Cycle, work: Work) -> tuple[Message, ...]:
        """Close at any time; drafts that weren't sent stay drafts."""
        return ()

    def close(self, cycle: Cycle, work: Work, now: datetime) -> Handoff:
        """Hand on what was sent and not withdrawn."""
        standing = (
            proposal
            for proposal in list_proposals(work, cycle.id)
            if proposal.status is not ProposalStatus.WITHDRAWN
        )
        return Submissions(tuple(proposal.id for proposal in standing))

    def facts(self, cycle: Cycle, work: Work) -> tuple[Fact, ...]:
        """Return how many proposals can be read."""
        count = count_proposals(work, cycle.id)[ProposalStatus.SENT]
        return (
            Fact(Message("Number of proposals"), Message("%(count)s", {"count": count})),
            *list_statement_facts(cycle, work),
            *list_event_facts(cycle, work),
        )

    def offer(self, cycle: Cycle, work: Work) -> Offer | None:
        """Offer to propose while the stage is open, and to read until the review has something to offer."""
        if cycle.is_open(self.key):
            return Offer(
                Message("Make a proposal"), "propose", Message("What would make your neighbourhood better?")
            )
        if cycle.is_open(REVIEW) or is_released(cycle):
            return None
        return Offer(Message("Browse proposals"), "proposals", Message("What did residents propose?"))

    def tasks(self, cycle: Cycle, work: Work) -> tuple[Task, ...]:
        """Ask moderators to read along while proposals come in."""
        counted = count_proposals(work, cycle.id)
        note = Message(
            "Sent %(sent)s, hidden %(hidden)s, withdrawn %(withdrawn)s.",
            {status.value: counted[status] for status in ProposalStatus},
        )
        done = cycle.has_closed(self.key)
        return (
            Task(Message("Read the new proposals"), done, note, f"cycles/{cycle.id}/review"),
            *list_conversation_tasks(cycle, work),
            *list_statement_tasks(cycle, work),
        )

    def open_data(self, cycle: Cycle, work: Work) -> Mapping[str, JSON]:
        """Return every proposal: its text if it stands, else what became of it."""
        return {
            "proposals": [proposal.open_data() for proposal in list_proposals(work, cycle.id)],
            "statements": list_public_statements(cycle, work),
            "comments": publish_comments(cycle, work),
        }

    def slides(self, cycle: Cycle, work: Work) -> tuple[Slide, ...]:
        """Show how to propose, and the newest proposals."""
        return list_submission_slides(cycle, work)

    def news(self, cycle: Cycle, work: Work) -> tuple[News, ...]:
        """Tell of every proposal that stands, and of events."""
        return (*list_proposal_news(cycle, work), *list_event_news(cycle, work))

    def appointments(self, cycle: Cycle, work: Work) -> tuple[Appointment, ...]:
        """Name the walks and meetings, cancelled ones too."""
        return list_appointments(cycle, work)

    def figures(self, cycle: Cycle, work: Work) -> tuple[Figure, ...]:
        """Count what residents proposed."""
        counted = count_proposals(work, cycle.id)
        return (
            Figure(
                "proposed",
                Message("Proposals"),
                Message("Proposals that were sent and not withdrawn by their authors."),
                sum(counted.values()) - counted[ProposalStatus.WITHDRAWN],
            ),
            *count_conversation(cycle, work),
            *count_statements(cycle, work),
            *count_events(cycle, work),
        )

    def resources(self) -> tuple[Resource[Work], ...]:
        """Give the proposals with their answers."""
        return (PROPOSALS,)


class ReviewStage(PlainStage):
    """Officials answer every proposal; all answers become public together, when the stage closes."""

    key = REVIEW
    name = Message("Review")

    def check_rules(self, cycle: Cycle) -> tuple[Message, ...]:
        """Return what is wrong with the declared languages and the maximum cost."""
        return check_review_rules(cycle)

    def may_close(self, cycle: Cycle, work: Work) -> tuple[Message, ...]:
        """Refuse until every standing proposal and every filed statement has its answer, in every language owed."""
        rules = review_rules(cycle)
        heard = (hearing for hearing, _ in list_hearings(work, cycle.id))
        owed, answered, whole = _count_answers(cycle, work, rules)
        return (
            *tell_missing(owed - answered, answered - whole, count_unassessed(work, cycle, rules)),
            *list_unanswered(heard, rules),
        )

    def close(self, cycle: Cycle, work: Work, now: datetime) -> Handoff:
        """Hand on the feasible proposals as projects, and write every proposer the city's answer."""
        answers = list_answers(work, cycle.id)
        for answer in answers:
            if answer.review is not None and answer.proposal.is_public:
                post_answered(work, answer.proposal, answer.review, now)
                tell_followers(work, answer.proposal, NewsKind.ANSWERED, "released", now)
        return make_shortlist(answers)

    def facts(self, cycle: Cycle, work: Work) -> tuple[Fact, ...]:
        """Return how far the review is, and once it has closed how many go to the vote."""
        if is_released(cycle):
            handoff = work.load_handoff(cycle.id, self.key)
            projects = len(handoff.projects) if isinstance(handoff, Shortlist) else 0
            return (Fact(Message("Go to the vote"), Message("%(count)s", {"count": projects})),)
        if not cycle.is_open(self.key):
            return ()
        owed = count_proposals(work, cycle.id)[ProposalStatus.SENT]
        done = owed - count_unanswered(work, cycle.id)
        return (
            Fact(Message("Proposals answered"), Message("%(done)s / %(all)s", {"done": done, "all": owed})),
        )

    def offer(self, cycle: Cycle, work: Work) -> Offer | None:
        """Offer to read: while the review is open, and afterwards with the city's answers."""
        if is_released(cycle):
            return Offer(
                Message("Read the city's answers"),
                "proposals",
                Message("Every proposal has an answer from the city."),
            )
        if cycle.is_open(self.key):
            return Offer(
                Message("Browse proposals"), "proposals", Message("The city is reviewing the proposals.")
            )
        return None

    def tasks(self, cycle: Cycle, work: Work) -> tuple[Task, ...]:
        """Ask for every answer, and for every answer in each language owed."""
        if not (cycle.is_open(self.key) or cycle.has_closed(self.key)):
            return ()
        owed, answered, whole = _count_answers(cycle, work, review_rules(cycle))
        path = f"cycles/{cycle.id}/review"
        return (
            *(
                Task(
                    label,
                    done == owed,
                    Message("%(done)s / %(all)s", {"done": done, "all": owed}),
                    path,
                )
                for label, done in (
                    (Message("Answer every proposal"), answered),
                    (Message("Write every reason in all the languages"), whole),
                )
            ),
            *list_conversation_tasks(cycle, work),
            *list_statement_tasks(cycle, work),
        )

    def open_data(self, cycle: Cycle, work: Work) -> Mapping[str, JSON]:
        """Return the answers once all are released, and nothing before."""
        if not is_released(cycle):
            return {}
        return {
            "answers": [
                {
                    "number": answer.proposal.number,
                    "goes_to_the_vote": is_project(answer),
                    **answer.review.verdict.open_data(),
                }
                for answer in list_answers(work, cycle.id)
                if answer.review is not None and answer.proposal.is_public
            ]
        }

    def slides(self, cycle: Cycle, work: Work) -> tuple[Slide, ...]:
        """Show how far the answers are, and where to read them."""
        return list_review_slides(cycle, work)

    def news(self, cycle: Cycle, work: Work) -> tuple[News, ...]:
        """There are no news beside opening and closing."""
        return ()

    def figures(self, cycle: Cycle, work: Work) -> tuple[Figure, ...]:
        """Count the answers once they are released."""
        if not is_released(cycle):
            return ()
        places = count_in_places(work, cycle, review_rules(cycle))
        feasible = places[Whereabouts.TO_THE_VOTE]
        return (
            Figure(
                "answered",
                Message("Proposals answered"),
                Message("Proposals that have the city's answer with its reasons."),
                feasible + places[Whereabouts.NOT_TO_THE_VOTE] + places[Whereabouts.APPEALED],
            ),
            Figure(
                "feasible",
                Message("Feasible proposals"),
                Message("Proposals that the city found it could carry out."),
                feasible,
            ),
        )

    def resources(self) -> tuple[Resource[Work], ...]:
        """The answers stand with the proposals."""
        return ()


def _count_answers(cycle: Cycle, work: Work, rules: ReviewRules) -> tuple[int, int, int]:
    """Return how many proposals are owed an answer, how many have one, and how many have it in every language owed."""
    owed = count_proposals(work, cycle.id)[ProposalStatus.SENT]
    return owed, owed - count_unanswered(work, cycle.id), count_complete(work, cycle, rules)


def _forget(work: Work, now: datetime) -> int:
    drafts = purge_drafts(work, now - DRAFT_KEPT) + purge_statement_drafts(work, now - DRAFT_KEPT)
    return (
        drafts
        + purge_attachments(work)
        + purge_links(work, now)
        + purge_invitations(work, now)
        + purge_carries(work)
        + purge_news(work, now)
    )


def _tend(_host: Host, database: Database, clock: Clock) -> None:
    send_news(database, clock)
    settle_merges(database, clock)


PACKAGE = StagePackage(
    make_stages=lambda _host: (SubmissionStage(), ReviewStage(), AppealStage()),
    routes=HANDLERS,
    migrations=Path(proposals.storage.__file__).parent / "migrations",
    forget=_forget,
    tend=_tend,
    letters=LETTERS,
)
