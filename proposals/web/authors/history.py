"""What was changed in a proposal, and when: anyone may compare a text with the one before it."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.errors import NotFoundError
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.fields import NumberField, optional
from pb.web.forms import read_query
from pb.web.pages import page
from proposals.core.history import list_changes
from proposals.core.rules import submission_rules
from proposals.storage.proposals import find_proposal
from proposals.storage.versions import PAGE, count_versions, list_changes_of, read_version
from proposals.web.propose.fields import AUTHOR_KINDS, LABELS
from proposals.web.rounds import find_round

CHANGE = optional(NumberField("change", Message("Change"), minimum=1))
NUMBER = optional(NumberField("page", Message("Page"), minimum=1))
FIELDS = {
    "title": Message("Name of the proposal"),
    "text": Message("What is proposed"),
    "why": Message("Why it is important"),
    "area": Message("Area"),
    "proposer": Message("Proposer"),
    **{name: LABELS[name] for name in ("theme", "address", "point", "author_kind")},
}


@get("/cycles/{cycle:str}/proposals/{number:int}/history", access=PUBLIC, sync_to_thread=True)
def show_history(
    request: WebRequest, cycle: FromPath[str], number: FromPath[int], database: NamedDependency[Database]
) -> Response[str]:
    """Show one change, old and new side by side, and links to the others. Raises NotFoundError for removed proposals."""
    form = read_query(request, CHANGE, NUMBER)
    with database.read() as work:
        found = find_round(work, cycle)
        proposal = find_proposal(work, found.id, number)
        if not proposal.is_public:
            raise NotFoundError
        changes = count_versions(work, proposal) - 1
        pages = max(1, -(-changes // PAGE))
        shown_page = min(pages, 1 if form.faults else form[NUMBER] or 1)
        shown = changes if form.faults else form[CHANGE] or changes
        if shown > changes:
            raise NotFoundError
        dates = list_changes_of(work, proposal, shown_page)
        versions = [read_version(work, proposal, one) for one in (shown, shown + 1)] if shown else []
    return page(
        request,
        "proposals/history.html",
        cycle=found,
        proposal=proposal,
        dates=[(version - 1, since) for version, since in dates],
        pages=pages,
        shown_page=shown_page,
        shown=shown,
        versions=versions,
        changes=list_changes(*(one.content for one in versions)) if versions else (),
        fields=FIELDS,
        author_kinds=AUTHOR_KINDS,
        rules=submission_rules(found),
    )


HANDLERS = (show_history,)
