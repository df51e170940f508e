"""Handing one ballot over: the official vouches for the document, and the resident goes on alone.

Either this browser becomes the resident's (the official's session ends with it), or a short code opens one ballot on
another device. What is kept names official, resident, kind of document and hour, never a choice.
"""

from secrets import token_hex

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.actors import viewer_of
from pb.web.exchange import WebRequest, exchange_of, toolkit_of
from pb.web.fields import ChoiceField, FlagField, TextField
from pb.web.forms import read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from voting.core.channel import Channel
from voting.core.desk import (
    CODE_LASTS,
    Assistance,
    Document,
    draw_hand_over_code,
    name_hour,
    print_hand_over_code,
)
from voting.storage.desk import add_assistance, take_back
from voting.web.admission import admit
from voting.web.desk import DESK, find_found, open_desk, show_found
from voting.web.desk_device import hash_code
from voting.web.qr import draw_qr

DOCUMENT = ChoiceField("document", Message("Document"), tuple(Document))
SEEN = FlagField(
    "seen",
    Message("I have checked that the document belongs to this person and to the entry on the roll"),
    Message("Look at the document first, then tick the box."),
)
HERE, THERE = "here", "other"
DEVICE = ChoiceField("device", Message("Where the resident votes"), (HERE, THERE))
VISIT = TextField("visit", Message("Visit"), maximum=64)


@post("/cycles/{cycle:str}/desk/hand-over", access=DESK, sync_to_thread=True)
def hand_over(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    clock: NamedDependency[Clock],
    session: NamedDependency[Session],
) -> Response[str]:
    """Begin one resident's vote, here or on another device."""
    opened = open_desk(database, engine, cycle)
    form = read_form(request, DOCUMENT, SEEN, DEVICE)
    with database.read() as work:
        resident = find_found(work, session, opened)
    if form.faults or resident is None:
        return show_found(request, database, session, opened, form, status=422)
    now = clock.now()
    assistance = Assistance(
        token_hex(16),
        opened.id,
        resident.id,
        viewer_of(session).account_id,
        Document(form[DOCUMENT]),
        name_hour(now),
    )
    code = draw_hand_over_code() if form[DEVICE] == THERE else None
    ends = now + CODE_LASTS if code else None
    with database.write() as work:
        add_assistance(work, assistance, hash_code(request, opened.id, code) if code else None, ends)
        work.commit()
    if code is None:
        return admit(request, opened, resident, Channel.DESK, assistance.id)
    language = exchange_of(request.scope).language
    address = f"{toolkit_of(request).public_url}/{language}/cycles/{opened.id}/vote/desk"
    return page(
        request,
        "voting/desk_code.html",
        cycle=opened,
        code=print_hand_over_code(code),
        address=address,
        picture=draw_qr(f"{address}?code={print_hand_over_code(code)}"),
        ends=ends,
        assistance=assistance,
    )


@post("/cycles/{cycle:str}/desk/take-back", access=DESK, sync_to_thread=True)
def take_visit_back(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """End a visit that was opened by mistake, as long as no ballot was cast."""
    form = read_form(request, VISIT)
    form.refuse()
    with database.write() as work:
        take_back(work, CycleId(cycle), form[VISIT], viewer_of(session).account_id)
        work.commit()
    return go_to(request, f"cycles/{cycle}/desk", flash=Message("The visit has been taken back."))


HANDLERS = (hand_over, take_visit_back)
