"""Reading a number beside every project, as people type numbers."""

from collections.abc import Mapping

from pb.kernel.ids import ProjectId
from pb.kernel.message import Message
from pb.web.exchange import WebRequest
from pb.web.fields import TextField
from pb.web.forms import read_form
from voting.core.ballot.style import BallotStyle

_LONGEST = 20
_DIGITS = 4


def read_texts(request: WebRequest, style: BallotStyle) -> Mapping[ProjectId, str]:
    """Return what stands in the field of each project (``value-`` and its number), the empty ones left out.

    Raises InvalidInputError for what no page of ours can send.
    """
    fields = {
        project: TextField(f"value-{project}", Message("Number"), maximum=_LONGEST, required=False)
        for project in style.projects
    }
    form = read_form(request, *fields.values())
    form.refuse()
    return {project: form[field] for project, field in fields.items() if form[field]}


def read_number(text: str) -> int | None:
    """Return a whole number of at most four digits, or None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None
