"""Making two proposals of one that holds two ideas."""

from secrets import token_hex

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError
from pb.kernel.ids import CycleId, ProposalId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.merge import wording_of
from proposals.core.private_link import hash_token
from proposals.core.proposal import Proposal
from proposals.core.rules import submission_rules
from proposals.storage.proposals import find_proposal
from proposals.storage.split_acts import split_proposal
from proposals.web.acting import MODERATES
from proposals.web.authorship import make_token
from proposals.web.merging.fields import (
    TEXTS,
    TITLES,
    WHYS,
    list_fields,
    list_languages,
    read_wording,
    write_typed,
)
from proposals.web.rounds import find_round

PART = "part_"


@get("/cycles/{cycle:str}/review/{number:int}/split", access=MODERATES, sync_to_thread=True)
def show_splitting(
    request: WebRequest, cycle: FromPath[str], number: FromPath[int], database: NamedDependency[Database]
) -> Response[str]:
    """Show the text twice: what stays under the number, and what becomes a proposal of its own."""
    with database.read() as work:
        found = find_round(work, cycle)
        proposal = find_proposal(work, found.id, number)
    if not proposal.is_public:
        raise ConflictError(Message("Proposal %(number)s does not stand any more.", {"number": number}))
    languages = list_languages([proposal])
    typed = write_typed(wording_of(proposal), languages)
    return _show(request, found, proposal, new_form(request, typed))


@post("/cycles/{cycle:str}/review/{number:int}/split", access=MODERATES, sync_to_thread=True)
def split(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Make the proposal two; its author is told and gets a link to the second."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        proposal = find_proposal(work, find_round(work, cycle).id, number)
        rules, languages = submission_rules(held), list_languages([proposal])
        fields, others = list_fields(rules, languages), list_fields(rules, languages, PART)
        form = read_form(request, *fields, *others)
        kept, part = read_wording(form, fields), read_wording(form, others, PART)
        if kept is None or part is None:
            return _show(request, held, proposal, form)
        part_id = ProposalId(token_hex(16))
        link_hash = hash_token(make_token(toolkit_of(request), part_id))
        made, _part = split_proposal(
            work, held, proposal, kept, part, part_id, link_hash, actor_of(session), clock.now()
        )
        work.commit()
    values = {"source": made.source, "part": made.part}
    told = Message("Proposal %(source)s has been split. The second one is number %(part)s.", values)
    return go_to(request, f"cycles/{cycle}/review/merge", flash=told)


def _show(request: WebRequest, cycle: Cycle, proposal: Proposal, form: Form) -> Response[str]:
    return page(
        request,
        "proposals/merging/split.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        proposal=proposal,
        languages=list_languages([proposal]),
        labels={"title": TITLES, "text": TEXTS, "why": WHYS},
        rules=submission_rules(cycle),
        part=PART,
        form=form,
    )


HANDLERS = (show_splitting, split)
