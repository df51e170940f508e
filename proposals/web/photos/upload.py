"""Reading an uploaded photo: encoded anew before anything is written, so that nobody waits for it."""

from datetime import datetime

from pb.kernel.errors import InvalidInputError
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from pb.web.exchange import WebRequest, exchange_of
from pb.web.fields import TextField
from pb.web.forms import Form, read_form
from pb.web.pictures.picture import HEAVIEST, Picture, take_picture_in
from proposals.core.photos import WORDS_MAXIMUM, check_words
from proposals.core.proposal import Written
from proposals.storage.photos import add_photo

WORDS = TextField("words", Message("What the photo shows"), WORDS_MAXIMUM, required=False)
PHOTO = TextField("photo", Message("Photo"), 32)
UPLOAD_BYTES = HEAVIEST + 64 * 1024
"""What a request with a photo may hold: the photo, and a form around it."""


def read_upload(request: WebRequest) -> tuple[Form, Picture | None]:
    """Return the form and the photo encoded anew; None when the form has a fault.

    To be called outside a transaction: encoding takes a moment, and on SQLite everybody who writes would wait for it.
    """
    form = read_form(request, WORDS)
    form.add_faults(check_words("" if WORDS.name in form.faults else form[WORDS]))
    files = exchange_of(request.scope).files.get(PHOTO.name, ())
    try:
        picture = take_picture_in(files[0].file.read() if files else b"", PHOTO.name)
    except InvalidInputError as error:
        form.add_faults(error.faults)
    return form, None if form.faults else picture


def keep_picture(work: Work, written: Written, form: Form, picture: Picture, now: datetime) -> None:
    """Keep the photo with its words; one too many becomes a fault of the form. The cycle has to be held."""
    try:
        size = (picture.width, picture.height)
        add_photo(work, written, form[WORDS], (picture.large, picture.small), size, now)
    except InvalidInputError as error:
        form.add_faults(error.faults)


def read_name(request: WebRequest) -> str:
    """Return which photo a form names. Raises InvalidInputError without one."""
    form = read_form(request, PHOTO)
    form.refuse()
    return form[PHOTO]
