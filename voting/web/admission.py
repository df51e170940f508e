"""Letting an identified resident in, the same for every way: to the ballot, or to the one reason why not."""

from litestar import Response

from pb.engine.cycle import Cycle
from pb.web.exchange import WebRequest, session_of, toolkit_of
from pb.web.pages import go_to
from voting.core.channel import Channel
from voting.core.eligibility import Resident, list_open_areas
from voting.core.refusal import Refusal
from voting.core.rules import read_rules
from voting.storage.ballot_box import has_voted
from voting.web.refusals import turn_away
from voting.web.voter import sign_voter_in


def admit(request: WebRequest, cycle: Cycle, resident: Resident, channel: Channel) -> Response[str]:
    """Sign the resident in and send them on: to the area, to the ballot, or to the word that they have voted."""
    if not resident.is_entitled:
        return turn_away(request, cycle.id, Refusal(resident.standing))
    declared = [area.id for area in cycle.declaration.areas]
    areas = list_open_areas(read_rules(cycle.declaration).area, resident, declared)
    if not areas:
        return turn_away(request, cycle.id, Refusal.NO_AREA)
    with toolkit_of(request).database.read() as work:
        voted = has_voted(work, cycle.id, resident.id)
    sign_voter_in(session_of(request), cycle.id, resident, channel)
    step = "voted" if voted else "area" if len(areas) > 1 else "choose"
    return go_to(request, f"cycles/{cycle.id}/vote/{step}")
