"""One page for each reason to turn somebody away: what it means, and what they can do now.

The reason stands in the address and names nobody, so the page can be shown again, sent on, or read in another language.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.errors import NotFoundError, NotNowError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.pages import go_to, page
from voting.core.channel import Channel
from voting.core.refusal import Refusal
from voting.core.rules import VOTING, read_rules


@dataclass(frozen=True, slots=True)
class Told:
    """What a page of refusal says. `may_retry`: another try the same way makes sense; `other_ways`: another way may do.

    `status` is the page's: 403 for who may not vote, 409 for who has, 503 while a provider is down, else 422.
    """

    status: int
    title: Message
    lead: Message
    advice: Message
    may_retry: bool = False
    other_ways: bool = False


RETRY_SECONDS = 60

_ROLL_ADVICE = Message(
    "If you think this is wrong, contact the town before voting ends. The roll can be corrected."
)
TOLD: Mapping[Refusal, Told] = {
    Refusal.NOT_ON_ROLL: Told(
        403,
        Message("You are not on the electoral roll"),
        Message("We found nobody with your personal identity code on the roll of this vote."),
        _ROLL_ADVICE,
    ),
    Refusal.TOO_YOUNG: Told(
        403,
        Message("You are too young to vote"),
        Message("You have not reached the voting age of this vote."),
        Message("You can still make proposals in the next round, and read the results of this one."),
    ),
    Refusal.ELSEWHERE: Told(
        403,
        Message("Your home municipality is another one"),
        Message("Only residents of this town can vote. The population register names another home for you."),
        Message("If you have moved here lately, contact the town before voting ends."),
    ),
    Refusal.REMOVED: Told(
        403,
        Message("You have been taken off the electoral roll"),
        Message("Two officials have taken your entry off the roll during the vote."),
        Message("Contact the town to hear why. You may object to it."),
    ),
    Refusal.NO_AREA: Told(
        403,
        Message("The roll does not say where you vote"),
        Message("Everybody votes on the projects of their own area. The roll does not name yours."),
        Message("Contact the town to have it put right. It takes a moment."),
    ),
    Refusal.PAPER: Told(
        409,
        Message("You have already voted on paper"),
        Message("A paper ballot has been cast in your name, and it stands. Nobody can vote twice."),
        Message("If you did not vote on paper yourself, contact the town at once."),
    ),
    Refusal.OLD_CODE: Told(
        422,
        Message("This code has been replaced"),
        Message("A newer letter with another code has been sent to you. The old code no longer works."),
        Message("Use the code in the newest letter. If it has not come, contact the town."),
        may_retry=True,
        other_ways=True,
    ),
    Refusal.CANCELLED: Told(
        422,
        Message("You stopped the identification"),
        Message("You are not identified, and you have not voted."),
        Message("You can try again at any time while voting is open."),
        may_retry=True,
        other_ways=True,
    ),
    Refusal.FAILED: Told(
        422,
        Message("The identification did not succeed"),
        Message("It took too long, or it was begun in another window. You have not voted."),
        Message("Begin again and stay in one window."),
        may_retry=True,
        other_ways=True,
    ),
    Refusal.NO_IDENTITY_CODE: Told(
        422,
        Message("Your identification has no Finnish personal identity code"),
        Message(
            "Without the code we can't find you on the roll. This is so with identifications from abroad."
        ),
        Message("You can vote another way."),
        other_ways=True,
    ),
    Refusal.PROVIDER_DOWN: Told(
        503,
        Message("The identification service does not answer"),
        Message("The fault is not yours. You are not identified, and you have not voted."),
        Message("Try again in a few minutes."),
        may_retry=True,
        other_ways=True,
    ),
}


def turn_away(request: WebRequest, cycle_id: CycleId, reason: Refusal) -> Response[str]:
    """Send somebody to the page of a reason."""
    return go_to(request, f"cycles/{cycle_id}/vote/refused/{reason}")


def require_channel(cycle: Cycle, channel: Channel) -> None:
    """Return if residents may vote this way. Raises NotNowError with the way to those that are open."""
    if channel not in read_rules(cycle.declaration).channels:
        raise NotNowError(
            Message("This round has no voting this way. Other ways are open."), f"cycles/{cycle.id}/vote"
        )


@get("/cycles/{cycle:str}/vote/refused/{reason:str}", access=PUBLIC, sync_to_thread=True)
def show_refusal(
    request: WebRequest, cycle: FromPath[str], reason: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Say why, and what to do now."""
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
    if found.declaration.plan(VOTING) is None or reason not in set(Refusal):
        raise NotFoundError
    told = TOLD[Refusal(reason)]
    response = page(
        request,
        "voting/refused.html",
        status=told.status,
        cycle=found,
        told=told,
        voting=found.declaration.plan(VOTING),
        channels=read_rules(found.declaration).channels,
        is_open=found.is_open(VOTING),
    )
    if told.status == 503:
        response.headers["retry-after"] = str(RETRY_SECONDS)
    return response


HANDLERS = (show_refusal,)
