"""Before proposing: what it takes, how long, who can. And the private link, by which one comes back."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.engine import Engine
from pb.kernel.errors import NotFoundError
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.pages import go_to, page
from pb.web.roles import ROLE_NAMES, Role
from pb.web.sessions import Session
from pb.web.stage_gate import require_open
from proposals.core.private_link import hash_token, is_token
from proposals.core.proposal import DRAFT_KEPT, Draft
from proposals.core.rules import REVIEW, SUBMISSION, submission_rules
from proposals.core.submission_steps import Step
from proposals.storage.drafts import find_by_link
from proposals.web.authorship import current_draft, remember
from proposals.web.rounds import find_round, list_areas, roles_of

LOST_LINK = Message("This link leads to no proposal. Check that you have copied all of it.")


@get("/cycles/{cycle:str}/propose", access=PUBLIC, sync_to_thread=True)
def show_start(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Tell what proposing takes, with one button."""
    with database.read() as work:
        found = find_round(work, cycle)
        require_open(found, SUBMISSION, engine)
        draft = current_draft(work, session, found)
    rules = submission_rules(found)
    return page(
        request,
        "proposals/propose/start.html",
        cycle=found,
        rules=rules,
        plan=found.declaration.plan(SUBMISSION),
        review_plan=found.declaration.plan(REVIEW),
        areas=list_areas(found),
        proposers=[ROLE_NAMES[Role(name)] for name in rules.proposers],
        may_propose=rules.may_propose(roles_of(session)),
        draft=draft,
        first=f"write/{Step.WHAT}",
        kept_days=DRAFT_KEPT.days,
    )


@get("/cycles/{cycle:str}/propose/link/{token:str}", access=PUBLIC, sync_to_thread=True)
def follow_link(
    request: WebRequest,
    cycle: FromPath[str],
    token: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Open what a private link leads to. Raises NotFoundError for a link that leads nowhere."""
    with database.read() as work:
        found = find_round(work, cycle)
        target = find_by_link(work, found.id, hash_token(token)) if is_token(token) else None
    if target is None:
        raise NotFoundError(LOST_LINK)
    # Whoever opens the link may do more than before, so the session goes on under a new identifier.
    session.renew()
    remember(session, target.id)
    if isinstance(target, Draft):
        return go_to(request, f"cycles/{found.id}/propose/check")
    return go_to(request, f"cycles/{found.id}/propose/done/{target.number}")


HANDLERS = (show_start, follow_link)
