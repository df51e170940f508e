"""Every page of the package, in the order residents and officials meet them."""

from litestar.types import ControllerRouterHandler

from proposals.web import (
    browse,
    moderate,
    propose_change,
    propose_form,
    propose_send,
    propose_start,
    review_answer,
    review_audit,
    review_queue,
    taking_part,
)
from proposals.web.appeals import decide, file
from proposals.web.browsing import favourites, overview
from proposals.web.desk import assign, author_answer, beside
from proposals.web.events import edit as event_edit
from proposals.web.events import notes as event_notes
from proposals.web.events import public as event_public
from proposals.web.participants import own, sign_in, unsubscribing
from proposals.web.statements import answer as statement_answer
from proposals.web.statements import ask as statement_ask
from proposals.web.statements import public as statement_public
from proposals.web.statements import write as statement_write

HANDLERS: tuple[ControllerRouterHandler, ...] = (
    *browse.HANDLERS,
    *favourites.HANDLERS,
    *overview.HANDLERS,
    *propose_start.HANDLERS,
    *propose_form.HANDLERS,
    *propose_send.HANDLERS,
    *propose_change.HANDLERS,
    *review_queue.HANDLERS,
    *review_audit.HANDLERS,
    *review_answer.HANDLERS,
    *moderate.HANDLERS,
    *assign.HANDLERS,
    *beside.HANDLERS,
    *author_answer.HANDLERS,
    *file.HANDLERS,
    *decide.HANDLERS,
    *statement_public.HANDLERS,
    *statement_ask.HANDLERS,
    *statement_write.HANDLERS,
    *statement_answer.HANDLERS,
    *event_public.HANDLERS,
    *event_edit.HANDLERS,
    *event_notes.HANDLERS,
    *taking_part.HANDLERS,
    *sign_in.HANDLERS,
    *own.HANDLERS,
    *unsubscribing.HANDLERS,
)
