"""Every page of the package, in the order residents and officials meet them."""

from litestar.types import ControllerRouterHandler

from proposals.web import (
    browse,
    moderate,
    review_answer,
    review_audit,
    review_queue,
    taking_part,
)
from proposals.web.appeals import decide, file
from proposals.web.attachments import draft as draft_attachments
from proposals.web.attachments import own as own_attachments
from proposals.web.attachments import shown as shown_attachments
from proposals.web.authors import carry, history, invitation, manage
from proposals.web.browsing import favourites, overview
from proposals.web.browsing import map as point_map
from proposals.web.comments import answer as comment_answer
from proposals.web.comments import hide as comment_hide
from proposals.web.comments import thread as comment_thread
from proposals.web.comments import write as comment_write
from proposals.web.desk import assign, author_answer, beside
from proposals.web.events import edit as event_edit
from proposals.web.events import notes as event_notes
from proposals.web.events import public as event_public
from proposals.web.merging import ask as merge_ask
from proposals.web.merging import consent as merge_consent
from proposals.web.merging import one as merge_one
from proposals.web.merging import split as merge_split
from proposals.web.moderation import attachment as moderation_attachment
from proposals.web.moderation import queue as moderation_queue
from proposals.web.moderation import report as moderation_report
from proposals.web.participants import own, own_settings, sign_in, unsubscribing
from proposals.web.propose import change, send, similar, start, write
from proposals.web.statements import answer as statement_answer
from proposals.web.statements import ask as statement_ask
from proposals.web.statements import public as statement_public
from proposals.web.statements import write as statement_write

HANDLERS: tuple[ControllerRouterHandler, ...] = (
    *browse.HANDLERS,
    *favourites.HANDLERS,
    *overview.HANDLERS,
    *point_map.HANDLERS,
    *start.HANDLERS,
    *write.HANDLERS,
    *similar.HANDLERS,
    *draft_attachments.HANDLERS,
    *send.HANDLERS,
    *change.HANDLERS,
    *review_queue.HANDLERS,
    *review_audit.HANDLERS,
    *review_answer.HANDLERS,
    *moderate.HANDLERS,
    *assign.HANDLERS,
    *beside.HANDLERS,
    *author_answer.HANDLERS,
    *file.HANDLERS,
    *decide.HANDLERS,
    *moderation_queue.HANDLERS,
    *moderation_attachment.HANDLERS,
    *moderation_report.HANDLERS,
    *merge_ask.HANDLERS,
    *merge_one.HANDLERS,
    *merge_split.HANDLERS,
    *merge_consent.HANDLERS,
    *comment_write.HANDLERS,
    *comment_thread.HANDLERS,
    *comment_answer.HANDLERS,
    *comment_hide.HANDLERS,
    *statement_public.HANDLERS,
    *statement_ask.HANDLERS,
    *statement_write.HANDLERS,
    *statement_answer.HANDLERS,
    *event_public.HANDLERS,
    *event_edit.HANDLERS,
    *event_notes.HANDLERS,
    *taking_part.HANDLERS,
    *own_attachments.HANDLERS,
    *shown_attachments.HANDLERS,
    *sign_in.HANDLERS,
    *own.HANDLERS,
    *own_settings.HANDLERS,
    *manage.HANDLERS,
    *invitation.HANDLERS,
    *history.HANDLERS,
    *carry.HANDLERS,
    *unsubscribing.HANDLERS,
)
