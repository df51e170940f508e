"""Every page of the service: who reaches it, where, what to do there, and the status it comes with.

A new route needs a stop in one of the files here, or a word in `NOT_PAGES` on why nobody looks at it; a test compares
both with the application. Addresses take names from `tests.support.crowd`.
"""

from tests.support.stops.at_desk import AT_DESK
from tests.support.stops.browsing import BROWSING
from tests.support.stops.conversation import CONVERSATION
from tests.support.stops.councils import COUNCILS
from tests.support.stops.delivery import DELIVERIES
from tests.support.stops.everybody import EVERYBODYS
from tests.support.stops.not_pages import NOT_PAGES
from tests.support.stops.papers import PAPERS
from tests.support.stops.participants import PARTICIPANTS
from tests.support.stops.proposers import PROPOSERS
from tests.support.stops.refusals import REFUSALS
from tests.support.stops.review import REVIEWS
from tests.support.stops.staff import STAFFS
from tests.support.stops.stop import Stop
from tests.support.stops.voters import TURNED_AWAY, VOTERS

__all__ = ["NOT_PAGES", "STOPS", "Stop"]

STOPS = (
    *EVERYBODYS,
    *PROPOSERS,
    *VOTERS,
    *TURNED_AWAY,
    *AT_DESK,
    *STAFFS,
    *PAPERS,
    *DELIVERIES,
    *COUNCILS,
    *REVIEWS,
    *BROWSING,
    *PARTICIPANTS,
    *CONVERSATION,
    *REFUSALS,
)
