"""Every proposal of the round, where it is and who has to act; and the whole story of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField, NumberField, optional
from pb.web.forms import read_query
from pb.web.pages import page
from proposals.core.proposal import Proposal
from proposals.core.review import AnsweredProposal, Review
from proposals.core.rules import REVIEW, review_rules
from proposals.core.whereabouts import WAITING, Whereabouts, locate
from proposals.storage.appeals import find_appeal
from proposals.storage.information import find_open_request
from proposals.storage.places import count_in_places, list_placed
from proposals.storage.proposals import find_proposal
from proposals.storage.review_acts import EVENTS
from proposals.storage.reviews import find_review, list_versions
from proposals.web.acting import READS
from proposals.web.rounds import find_round, list_areas
from proposals.web.words import VERDICT, WHEREABOUTS

PLACE = optional(ChoiceField("place", Message("Where it is"), [place.value for place in Whereabouts]))
PAGE = optional(NumberField("page", Message("Page"), minimum=1))
LINES = 50


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to a proposal: what, by whom (empty for the author and the calendar), and more words."""

    at: datetime
    what: Message
    who: str = ""
    more: Message | None = None


@get("/cycles/{cycle:str}/review/audit", access=READS, sync_to_thread=True)
def show_audit(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """List every proposal with its place, those first that wait the longest. A filter that can't be read is none."""
    form = read_query(request, PLACE, PAGE)
    place = None if PLACE.name in form.faults else form[PLACE]
    wanted = Whereabouts(place) if place else None
    number = 1 if PAGE.name in form.faults else form[PAGE] or 1
    form.faults.clear()
    with database.read() as work:
        found = find_round(work, cycle)
        rules = review_rules(found)
        counts = count_in_places(work, found, rules)
        shown = counts[wanted] if wanted else counts.total()
        pages = max(1, -(-shown // LINES))
        number = min(number, pages)
        lines = list_placed(work, found, rules, wanted, number, LINES)
    return page(
        request,
        "proposals/audit.html",
        cycle=found,
        lines=lines,
        shown=shown,
        total=counts.total(),
        counts=[(place, words, counts[place]) for place, words in WHEREABOUTS.items() if counts[place]],
        words=WHEREABOUTS,
        waiting=sum(counts[place] for place in WAITING),
        areas=list_areas(found),
        plan=found.declaration.plan(REVIEW),
        form=form,
        number=number,
        pages=pages,
        query=urlencode({**({"place": wanted} if wanted else {}), "page": ""}),
        is_filtered=wanted is not None,
    )


@get("/cycles/{cycle:str}/review/{number:int}/story", access=READS, sync_to_thread=True)
def show_story(
    request: WebRequest, cycle: FromPath[str], number: FromPath[int], database: NamedDependency[Database]
) -> Response[str]:
    """Tell everything that happened to one proposal, from its sending to the ballot."""
    with database.read() as work:
        found = find_round(work, cycle)
        proposal = find_proposal(work, found.id, number)
        story = tell_story(work, found, proposal)
        appeal = find_appeal(work, proposal)
        answer = AnsweredProposal(
            proposal,
            find_review(work, proposal),
            is_asked=find_open_request(work, proposal) is not None,
            is_appealed=appeal is not None and appeal.upheld is None,
        )
    return page(
        request,
        "proposals/story.html",
        cycle=found,
        proposal=proposal,
        area=found.declaration.area(proposal.area),
        areas=list_areas(found),
        story=story,
        state=WHEREABOUTS[locate(found, answer, review_rules(found))],
    )


def tell_story(work: Work, cycle: Cycle, proposal: Proposal) -> tuple[Happening, ...]:
    """Return all that is known to have happened to a proposal, in its order."""
    story = [Happening(proposal.sent_at, Message("Sent"))]
    if proposal.changed_at > proposal.sent_at:
        story.append(Happening(proposal.changed_at, Message("Changed by its author the last time")))
    verdicts = {review.version: review for review in list_versions(work, proposal)}
    for entry in work.read_journal(cycle.id):
        match entry.event.act, entry.event.details:
            case act, {"proposal": told, **details} if told == proposal.number and act in EVENTS:
                review = verdicts.get(_version(details))
                story.append(Happening(entry.at, EVENTS[act], entry.event.actor.name, _explain(review)))
    if proposal.removed_at is not None and not any(one.what is EVENTS["hide"] for one in story):
        story.append(Happening(proposal.removed_at, Message("Withdrawn by its author")))
    closed = cycle.state(REVIEW)
    if closed is not None and closed.closed_at is not None and proposal.needs_answer:
        story.append(Happening(closed.closed_at, Message("The city's answer was published")))
    return tuple(sorted(story, key=lambda one: one.at))


def _version(details: Mapping[object, object]) -> int:
    version = details.get("version")
    return version if isinstance(version, int) else 0


def _explain(review: Review | None) -> Message | None:
    return VERDICT[review.verdict.feasibility][0] if review else None


HANDLERS = (show_audit, show_story)
