"""What stands on a proposal's page beside its text: a panel for everything residents can read or do there.

Each panel brings its own template, so that no page has to know them all. A panel reads only; it must never show what is
not public, whoever looks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pb.engine.cycle import Cycle
from pb.storage.unit_of_work import Work
from pb.web.exchange import WebRequest
from pb.web.sessions import Session
from proposals.core.proposal import Proposal
from proposals.core.review import Review
from proposals.web.appeals.panel import read_appeal
from proposals.web.attachments.shown import read_attachments
from proposals.web.authors.panel import read_authors
from proposals.web.browsing.favourites import read_favourite
from proposals.web.browsing.place_panel import read_place
from proposals.web.comments.panel import read_comments
from proposals.web.desk.panel import read_grounds
from proposals.web.events.panel import read_origin
from proposals.web.merging.shown import read_lineage
from proposals.web.statements.panel import read_statements
from proposals.web.taking_part_panel import read_taking_part


@dataclass(frozen=True, slots=True)
class Visit:
    """Who looks at which proposal. `review` is None until its release."""

    request: WebRequest
    work: Work
    session: Session
    cycle: Cycle
    proposal: Proposal
    review: Review | None


@dataclass(frozen=True, slots=True)
class Panel:
    """A template below `proposals/panels`, and what it shows under the name ``shown``; None leaves the panel out."""

    template: str
    read: Callable[[Visit], Mapping[str, object] | None]


PANELS: tuple[Panel, ...] = (
    Panel("attachments.html", read_attachments),
    Panel("place.html", read_place),
    Panel("authors.html", read_authors),
    Panel("grounds.html", read_grounds),
    Panel("appeal.html", read_appeal),
    Panel("taking_part.html", read_taking_part),
    Panel("favourite.html", read_favourite),
    Panel("lineage.html", read_lineage),
    Panel("origin.html", read_origin),
    Panel("statements.html", read_statements),
    Panel("comments.html", read_comments),
)
"""From the top of the page to its end."""


def read_panels(visit: Visit) -> list[tuple[str, Mapping[str, object]]]:
    """Return the panels that have something to show, each with its template's name."""
    shown = ((panel.template, panel.read(visit)) for panel in PANELS)
    return [(f"proposals/panels/{template}", values) for template, values in shown if values is not None]
