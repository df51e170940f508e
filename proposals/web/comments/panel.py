"""The comments and questions on a proposal's page, with those of the proposals that were merged into it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pb.kernel.message import Message
from pb.web.exchange import toolkit_of
from pb.web.fields import NumberField, optional
from pb.web.forms import read_query
from proposals.core.comments import takes_comments
from proposals.storage.comments import list_threads
from proposals.storage.merges import list_family_of
from proposals.web.comments.views import show_threads

if TYPE_CHECKING:
    from proposals.web.panels import Visit

PAGE = optional(NumberField("comments", Message("Page"), minimum=1))


def read_comments(visit: "Visit") -> Mapping[str, object]:
    """Return a page of the threads. A page number that can't be read is the first."""
    form = read_query(visit.request, PAGE)
    number = 1 if PAGE.name in form.faults else form[PAGE] or 1
    family = list_family_of(visit.work, visit.proposal)
    threads = list_threads(visit.work, [one.id for one in family], number)
    toolkit = toolkit_of(visit.request)
    others = {one.id: one.number for one in family if one.id != visit.proposal.id}
    return {
        "threads": threads,
        "talks": show_threads(threads.entries, others, toolkit.clock.now().astimezone(toolkit.zone).date()),
        "may_write": takes_comments(visit.cycle),
    }
