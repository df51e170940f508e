"""Changing or withdrawing one's own proposal, until the stage closes.

Two authors never overwrite each other: the second sees both texts. A co-author never sees the proposer's address.
"""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest, exchange_of
from pb.web.fields import NumberField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.news import NewsKind
from proposals.core.proposal import Proposal
from proposals.core.rules import submission_rules
from proposals.core.submission import check_text
from proposals.core.submission_steps import PRIVATE, list_all_questions
from proposals.storage.news import tell_followers
from proposals.storage.proposals import change_text, withdraw_proposal
from proposals.storage.versions import OutdatedProposalError, count_versions
from proposals.web.authorship import is_proposer, own_proposal, sent_proposal
from proposals.web.propose.fields import AUTHOR_KINDS, LABELS, read_answers
from proposals.web.propose.picker import open_picker
from proposals.web.reading_help import read_fields
from proposals.web.rounds import find_round, list_areas, require_submission

VERSION = NumberField("version", Message("Version"), minimum=1)


@get("/cycles/{cycle:str}/propose/change/{number:int}", access=PUBLIC, sync_to_thread=True)
def show_change(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show the form with the proposal's text."""
    with database.read() as work:
        found = find_round(work, cycle)
        proposal = _changeable(work, found, number, engine, session)
        typed = proposal.content().as_typed()
        typed[VERSION.name] = str(count_versions(work, proposal))
        return _show(request, work, session, found, proposal, new_form(request, typed))


@post("/cycles/{cycle:str}/propose/change/{number:int}", access=PUBLIC, sync_to_thread=True)
def change_proposal(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Put the new text in place of the one that was read; 409 with both when another author was first."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        proposal = _changeable(work, held, number, engine, session)
        seen = read_form(request, VERSION)
        seen.refuse()
        names = _questions(held, is_proposer(session, work, proposal))
        form, content = read_answers(request, held, names, proposal.content())
        if not form.faults:
            form.add_faults(check_text(content, submission_rules(held), held))
        form.typed[VERSION.name] = seen.typed[VERSION.name]
        if form.faults:
            return _show(request, work, session, held, proposal, form)
        try:
            changed = change_text(work, proposal, content, seen[VERSION], clock.now())
        except OutdatedProposalError as error:
            # Sent once more, the form says that its sender has read what stands now.
            form.typed[VERSION.name] = str(error.version)
            form.add_faults({"": error.message})
            return _show(request, work, session, held, proposal, form, error.status)
        if changed.changed_at != proposal.changed_at:
            tell_followers(work, changed, NewsKind.CHANGED, clock.now().isoformat(), clock.now())
        work.commit()
    path = f"cycles/{cycle}/propose/done/{number}"
    return go_to(request, path, flash=Message("Your changes have been saved."))


@get("/cycles/{cycle:str}/propose/withdraw/{number:int}", access=PUBLIC, sync_to_thread=True)
def show_withdrawal(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Ask once more."""
    with database.read() as work:
        found = find_round(work, cycle)
        sent_proposal(work, session, found, number)
        proposal = _changeable(work, found, number, engine, session)
    return page(request, "proposals/propose/withdraw.html", cycle=found, proposal=proposal)


@post("/cycles/{cycle:str}/propose/withdraw/{number:int}", access=PUBLIC, sync_to_thread=True)
def withdraw(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Take the proposal back. Sent twice, it is withdrawn once."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        require_submission(held, engine, session)
        withdraw_proposal(work, sent_proposal(work, session, held, number), clock.now())
        work.commit()
    return go_to(request, f"cycles/{cycle}/propose/done/{number}")


def _changeable(work: Work, cycle: Cycle, number: int, engine: Engine[Work], session: Session) -> Proposal:
    proposal = own_proposal(work, session, cycle, number)
    require_submission(cycle, engine, session)
    if not proposal.is_public:
        raise ConflictError(
            Message("This proposal has been withdrawn, hidden or merged. It can't be changed.")
        )
    return proposal


def _questions(cycle: Cycle, is_sender: bool) -> tuple[str, ...]:
    """Return what the form asks: of a co-author nothing private, because it isn't theirs to read."""
    names = list_all_questions(submission_rules(cycle), cycle)
    return tuple(name for name in names if is_sender or name not in PRIVATE)


def _show(
    request: WebRequest,
    work: Work,
    session: Session,
    cycle: Cycle,
    proposal: Proposal,
    form: Form,
    status: int = 0,
) -> Response[str]:
    names = _questions(cycle, is_proposer(session, work, proposal))
    for name in set(PRIVATE) - set(names):
        form.typed.pop(name, None)
    return page(
        request,
        "proposals/propose/change.html",
        status=status or (422 if form.faults else 200),
        cycle=cycle,
        rules=submission_rules(cycle),
        areas=list_areas(cycle),
        labels=LABELS,
        form=form,
        author_kinds=AUTHOR_KINDS,
        changed_number=proposal.number,
        names=names,
        picker=open_picker(request, cycle, names),
        reading=read_fields(form, {"text": exchange_of(request.scope).language}),
        newest=proposal if status == OutdatedProposalError.status else None,
    )


HANDLERS = (show_change, change_proposal, show_withdrawal, withdraw)
