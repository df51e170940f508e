"""Identifying electronically: to the provider, and back onto the roll.

What the provider tells is matched with the roll within the request and forgotten with it. The attempt lies in the
session of the browser that began it and is taken out before anything else, so that it is used once.
"""

import structlog
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.ids import CycleId, StageKey
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest, exchange_of, toolkit_of
from pb.web.fields import TextField
from pb.web.forms import read_query
from pb.web.pages import go_to
from pb.web.redirects import redirect
from pb.web.sessions import Session
from pb.web.stage_gate import require_open
from voting.core.channel import Channel
from voting.core.refusal import Refusal
from voting.core.rules import VOTING
from voting.identification.errors import IdentificationError, NotBelievedError, ProviderDownError
from voting.identification.identification import Answer, Attempt, Identification
from voting.identification.matching import find_identified, judge_stranger
from voting.web.admission import admit
from voting.web.refusals import require_channel, turn_away

STATE, CODE, ERROR, ISSUER = (
    TextField(name, Message("Answer of the provider"), maximum=2000, required=False)
    for name in ("state", "code", "error", "iss")
)

_SLOT = "e-id"
_CANCELLED = "access_denied"
_OUR_PAGES = frozenset({"same-origin", "none"})


@get("/cycles/{cycle:str}/vote/e-id", access=PUBLIC, sync_to_thread=True)
def begin(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    clock: NamedDependency[Clock],
    session: NamedDependency[Session],
    identification: NamedDependency[Identification | None],
) -> Response[str]:
    """Send the resident to the provider. A link, since browsers follow no form to another service (form-action)."""
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
    require_open(found, StageKey(VOTING), engine)
    require_channel(found, Channel.EID)
    if request.headers.get("sec-fetch-site", "none") not in _OUR_PAGES:
        # No other site sends anybody to identify themselves here.
        return go_to(request, f"cycles/{cycle}/vote")
    if identification is None:
        return turn_away(request, found.id, Refusal.PROVIDER_DOWN)
    try:
        attempt, address = identification.begin(found.id, exchange_of(request.scope).language, clock.now())
    except ProviderDownError as error:
        _log(error)
        return turn_away(request, found.id, Refusal.PROVIDER_DOWN)
    session.write(_SLOT, attempt)
    return redirect(address)


@get("/e-id/return", access=PUBLIC, sync_to_thread=True)
def take_back(
    request: WebRequest,
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
    session: NamedDependency[Session],
    identification: NamedDependency[Identification | None],
) -> Response[str]:
    """Take the provider's answer, find the resident and let them in; or say what went wrong."""
    attempt = session.read(_SLOT, Attempt)
    if identification is None or attempt is None:
        return go_to(request, "")
    session.remove(_SLOT)
    exchange_of(request.scope).language = attempt.language
    cycle_id = CycleId(attempt.cycle)
    form = read_query(request, STATE, CODE, ERROR, ISSUER)
    if form.faults:
        return turn_away(request, cycle_id, Refusal.FAILED)
    answer = Answer(form[STATE], form[CODE], form[ISSUER])
    if answer.state == attempt.state and form[ERROR] == _CANCELLED:
        return turn_away(request, cycle_id, Refusal.CANCELLED)
    try:
        identity = identification.finish(attempt, answer, clock.now())
    except ProviderDownError as fault:
        _log(fault)
        return turn_away(request, cycle_id, Refusal.PROVIDER_DOWN)
    except NotBelievedError as fault:
        _log(fault)
        return turn_away(request, cycle_id, Refusal.FAILED)
    if identity is None:
        return turn_away(request, cycle_id, Refusal.NO_IDENTITY_CODE)
    with database.read() as work:
        cycle = work.read_cycle(cycle_id)
        resident = find_identified(work, toolkit_of(request).secret, cycle_id, identity)
    require_channel(cycle, Channel.EID)
    if resident is None:
        return turn_away(request, cycle_id, judge_stranger(cycle.declaration, identity))
    return admit(request, cycle, resident, Channel.EID)


@get("/e-id/keys", access=PUBLIC, session=False, sync_to_thread=False)
def publish_keys(identification: NamedDependency[Identification | None]) -> Response[object]:
    """Give the provider the public keys it knows us by (RFC 7517)."""
    keys: object = {"keys": []} if identification is None else identification.published_keys
    headers = {"cache-control": "public, max-age=300"}
    return Response(content=keys, media_type="application/jwk-set+json", headers=headers)


def _log(error: IdentificationError) -> None:
    structlog.get_logger("voting.identification").warning(
        "identification", kind=type(error).__name__, code=error.code
    )


HANDLERS = (begin,)
BARE_HANDLERS = (take_back, publish_keys)
