"""An author's answer to a merge, by the private link of the letter or as a participant."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.errors import NotAllowedError, NotFoundError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.merge import Consent, Merge, MergeState
from proposals.core.private_link import hash_token, is_token
from proposals.core.proposal import Draft, Proposal
from proposals.core.rules import submission_rules
from proposals.storage.drafts import find_by_link
from proposals.storage.merge_acts import answer_merge
from proposals.storage.merges import find_merge, list_numbered
from proposals.storage.supporters import count_by_number
from proposals.web.authorship import is_author, is_proposer, remember
from proposals.web.merging.views import show_parties
from proposals.web.merging.words import STATE
from proposals.web.propose.start import LOST_LINK
from proposals.web.rounds import find_round

ANSWER = ChoiceField("answer", Message("Your answer"), ("agree", "refuse"))


@get("/cycles/{cycle:str}/merges/{merge:str}/link/{token:str}", access=PUBLIC, sync_to_thread=True)
def follow_merge_link(
    request: WebRequest,
    cycle: FromPath[str],
    merge: FromPath[str],
    token: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Open the question by the private link of one of the proposals. Raises NotFoundError for another link."""
    with database.read() as work:
        found = find_round(work, cycle)
        one = find_merge(work, found.id, merge)
        target = find_by_link(work, found.id, hash_token(token)) if is_token(token) else None
    if target is None or isinstance(target, Draft) or one.party(target.number) is None:
        raise NotFoundError(LOST_LINK)
    session.renew()
    remember(session, target.id)
    return go_to(request, f"cycles/{found.id}/merges/{one.id}")


@get("/cycles/{cycle:str}/merges/{merge:str}", access=PUBLIC, sync_to_thread=True)
def show_consent(
    request: WebRequest,
    cycle: FromPath[str],
    merge: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show an author their own text and the joint one, and ask."""
    with database.read() as work:
        found = find_round(work, cycle)
        one = find_merge(work, found.id, merge)
        own = _list_own(work, session, one)
        sent = _list_sent(work, session, own)
        return _show(request, work, found, one, own, new_form(request), sent)


@post("/cycles/{cycle:str}/merges/{merge:str}", access=PUBLIC, sync_to_thread=True)
def answer(
    request: WebRequest,
    cycle: FromPath[str],
    merge: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Keep the author's answer; the last one to agree lets the merge happen. Co-authors may refuse, not agree."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        one = find_merge(work, find_round(work, cycle).id, merge)
        own = _list_own(work, session, one)
        form = read_form(request, ANSWER)
        if form.faults:
            return _show(request, work, held, one, own, form, _list_sent(work, session, own))
        agrees = form[ANSWER] == "agree"
        sent = _list_sent(work, session, own)
        if agrees and not sent:
            raise NotAllowedError(Message("The one who sent the proposal agrees to it. You may refuse."))
        for proposal in sent if agrees else own:
            if one.state is not MergeState.ASKED and not agrees:
                break  # one refusal has ended it for all
            one = answer_merge(work, held, one, proposal.number, agrees=agrees, now=clock.now())
        work.commit()
    return go_to(request, f"cycles/{cycle}/merges/{merge}", flash=_thank(one))


def _list_own(work: Work, session: Session, merge: Merge) -> list[Proposal]:
    """Return the parties whose author or co-author is looking. Raises NotFoundError for everybody else."""
    parties = list_numbered(work, merge.cycle, merge.numbers)
    own = [proposal for proposal in parties if is_author(session, work, proposal)]
    if not own:
        raise NotFoundError(
            Message("This page is for the proposers. Open it by the link in the letter you were sent.")
        )
    return own


def _list_sent(work: Work, session: Session, own: list[Proposal]) -> list[Proposal]:
    return [proposal for proposal in own if is_proposer(session, work, proposal)]


def _thank(merge: Merge) -> Message:
    if merge.state is MergeState.DONE:
        return Message("Thank you. Everybody has agreed, and the proposals are merged now.")
    if merge.state is MergeState.REFUSED:
        return Message("Thank you. The proposals stay as they are.")
    return Message("Thank you. We tell you when the others have answered.")


def _show(
    request: WebRequest,
    work: Work,
    cycle: Cycle,
    merge: Merge,
    own: list[Proposal],
    form: Form,
    sent: list[Proposal],
) -> Response[str]:
    numbers = [proposal.number for proposal in own]
    parties = list_numbered(work, cycle.id, merge.numbers)
    sides = show_parties(merge, parties, count_by_number(work, parties))
    sent_numbers = [proposal.number for proposal in sent]
    consents = {party.consent for party in merge.parties if party.number in sent_numbers}
    return page(
        request,
        "proposals/merging/consent.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        merge=merge,
        own=[side for side in sides if side.number in numbers],
        others=[side for side in sides if side.number not in numbers],
        state=STATE[merge.state],
        may_answer=merge.state is MergeState.ASKED,
        may_agree=bool(sent),
        has_agreed=consents == {Consent.AGREED},
        silence_agrees=submission_rules(cycle).moderation.silence_agrees,
        form=form,
    )


HANDLERS = (follow_merge_link, show_consent, answer)
