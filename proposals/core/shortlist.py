"""From answered proposals to the projects of the ballot. Only a feasible proposal that stands can become one."""

from collections.abc import Iterable

from pb.kernel.handoff import Project, Shortlist
from pb.kernel.ids import ProjectId
from proposals.core.review import AnsweredProposal


def make_shortlist(answers: Iterable[AnsweredProposal]) -> Shortlist:
    """Return the projects in the order of their numbers; a project's id is its proposal's number."""
    chosen = sorted(
        (answer for answer in answers if is_project(answer)), key=lambda answer: answer.proposal.number
    )
    return Shortlist(tuple(_to_project(answer) for answer in chosen))


def is_project(answer: AnsweredProposal) -> bool:
    """Whether a proposal goes to the vote."""
    return answer.proposal.is_public and answer.review is not None and answer.review.verdict.is_feasible


def _to_project(answer: AnsweredProposal) -> Project:
    proposal, review = answer.proposal, answer.review
    if review is None:
        raise ValueError("a proposal without a review is no project")
    return Project(
        id=ProjectId(str(proposal.number)),
        title=proposal.title,
        summary=proposal.text,
        area=proposal.area,
        cost=review.verdict.cost,
        proposal=proposal.id,
    )
