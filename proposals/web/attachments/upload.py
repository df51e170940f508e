"""Reading an uploaded photo or document: made anew before anything is written, so that nobody waits for it."""

from datetime import datetime, timedelta

from pb.kernel.errors import InvalidInputError
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from pb.web.documents.document import CleanDocument, is_document, take_document_in
from pb.web.exchange import WebRequest, exchange_of
from pb.web.fields import TextField
from pb.web.forms import Form, read_form
from pb.web.pictures.picture import HEAVIEST, Picture, take_picture_in
from pb.web.throttle import Counted, Throttle, hide_address, take_attempt
from proposals.core.attachments import WORDS_MAXIMUM, check_words
from proposals.core.proposal import Written
from proposals.storage.attachments import add_document, add_photo

WORDS = TextField("words", Message("What it shows or is about"), WORDS_MAXIMUM, required=False)
FILE = TextField("file", Message("Photo or PDF document"), 32)
UPLOADS = Throttle("attachments", limit=60, period=timedelta(hours=1))
"""Files from one address: a whole class may send at once, a machine may not keep us busy."""

UPLOAD_BYTES = HEAVIEST + 64 * 1024
"""What a request with a file may hold: the file, and a form around it."""


def count_upload(request: WebRequest, work: Work, now: datetime) -> None:
    """Count a file before it is read; the caller commits. Raises TooManyAttemptsError."""
    take_attempt(work, [Counted(UPLOADS, hide_address(request, "attachments"))], now)


def read_upload(request: WebRequest) -> tuple[Form, Picture | CleanDocument | None]:
    """Return the form and the file made anew, which it is by its content; None when the form has a fault.

    To be called outside a transaction: this takes a moment, and on SQLite everybody who writes would wait for it.
    """
    files = exchange_of(request.scope).files.get(FILE.name, ())
    content = files[0].file.read() if files else b""
    taken, unfit = None, {}
    try:
        taken = _take_in(content)
    except InvalidInputError as error:
        unfit = error.faults
    form = read_form(request, WORDS)
    too_long = dict(form.faults)
    # Told in the order of the fields.
    form.faults.clear()
    form.add_faults(unfit)
    form.faults.update(too_long)
    if not too_long:
        form.add_faults(check_words(form[WORDS]))
    return form, None if form.faults else taken


def _take_in(content: bytes) -> Picture | CleanDocument:
    if not content:
        raise InvalidInputError({FILE.name: Message("Choose a photo or a document that is not empty.")})
    return (take_document_in if is_document(content) else take_picture_in)(content, FILE.name)


def keep_upload(
    work: Work, written: Written, form: Form, taken: Picture | CleanDocument, now: datetime
) -> None:
    """Keep the file with its words; one too many becomes a fault of the form. The cycle has to be held."""
    try:
        if isinstance(taken, Picture):
            size = (taken.width, taken.height)
            add_photo(work, written, form[WORDS], (taken.large, taken.small), size, now)
        else:
            add_document(work, written, form[WORDS], taken.content, taken.pages, now)
    except InvalidInputError as error:
        form.add_faults(error.faults)


def read_name(request: WebRequest) -> str:
    """Return which attachment a form names. Raises InvalidInputError without one."""
    form = read_form(request, FILE)
    form.refuse()
    return form[FILE]
