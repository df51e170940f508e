"""Choosing proposals to merge, reading them side by side, and asking their authors."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField, NumberField, optional
from pb.web.forms import Form, new_form, read_form, read_query
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.merge import require_mergeable
from proposals.core.proposal import Proposal
from proposals.core.rules import submission_rules
from proposals.core.visibility import is_released
from proposals.storage.merge_acts import ask_merge
from proposals.storage.merges import list_answered, list_merges, list_splits
from proposals.storage.supporters import count_by_number
from proposals.web.acting import MODERATES
from proposals.web.merging.fields import (
    TEXTS,
    TITLES,
    WHYS,
    join_texts,
    list_fields,
    list_languages,
    read_numbers,
    read_wording,
    write_typed,
)
from proposals.web.merging.views import show_beside
from proposals.web.merging.words import STATE
from proposals.web.rounds import find_round

PAGE = optional(NumberField("page", Message("Page"), minimum=1))


@get("/cycles/{cycle:str}/review/merge", access=MODERATES, sync_to_thread=True)
def show_merges(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """List the round's merges, those that wait first, and ask for the numbers of a new one."""
    with database.read() as work:
        found = find_round(work, cycle)
        read = read_query(request, PAGE)
        typed = request.query_params.get("numbers", "")
        return _show_merges(request, work, found, new_form(request, {"numbers": typed[:100]}), read)


@get("/cycles/{cycle:str}/review/merge/new", access=MODERATES, sync_to_thread=True)
def show_asking(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show the chosen proposals side by side, above a joint text to write."""
    with database.read() as work:
        found = find_round(work, cycle)
        numbers, proposals = read_numbers(request, work, found.id)
        if numbers.faults:
            return _show_merges(request, work, found, numbers, read_query(request, PAGE))
        require_mergeable(proposals, list_answered(work, proposals))
        typed = write_typed(join_texts(proposals), list_languages(proposals))
        form = new_form(request, {"into": str(proposals[0].number), **typed})
        return _show_asking(request, work, found, proposals, form)


@post("/cycles/{cycle:str}/review/merge/new", access=MODERATES, sync_to_thread=True)
def ask(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Ask the authors whether they agree to the joint text."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        find_round(work, cycle)
        numbers, proposals = read_numbers(request, work, held.id)
        if numbers.faults:
            raise NotFoundError
        into = ChoiceField("into", Message("Number to keep"), [str(one.number) for one in proposals])
        fields = list_fields(submission_rules(held), list_languages(proposals))
        form = read_form(request, into, *fields)
        wording = read_wording(form, fields)
        if wording is None or form.faults:
            return _show_asking(request, work, held, proposals, form)
        merge = ask_merge(work, held, proposals, int(form[into]), wording, actor_of(session), clock.now())
        work.commit()
    asked = Message("The authors have been asked. They have until %(moment)s.", {"moment": merge.due_at})
    return go_to(request, f"cycles/{cycle}/review/merge/{merge.id}", flash=asked)


def _show_merges(request: WebRequest, work: Work, cycle: Cycle, form: Form, read: Form) -> Response[str]:
    number = 1 if PAGE.name in read.faults else read[PAGE] or 1
    merges, number, pages = list_merges(work, cycle.id, number)
    return page(
        request,
        "proposals/merging/list.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        merges=merges,
        splits=list_splits(work, cycle.id),
        states=STATE,
        may_merge=not is_released(cycle),
        form=form,
        number=number,
        pages=pages,
    )


def _show_asking(
    request: WebRequest, work: Work, cycle: Cycle, proposals: tuple[Proposal, ...], form: Form
) -> Response[str]:
    rules = submission_rules(cycle)
    return page(
        request,
        "proposals/merging/ask.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        beside=show_beside(proposals, count_by_number(work, proposals)),
        numbers=" ".join(str(proposal.number) for proposal in proposals),
        languages=list_languages(proposals) or (Language.FI,),
        labels={"title": TITLES, "text": TEXTS, "why": WHYS},
        rules=rules,
        form=form,
    )


HANDLERS = (show_merges, show_asking, ask)
