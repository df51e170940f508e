"""The next version of a result: what an act would publish, and what still stands against it."""

from dataclasses import replace

from pb.engine.acts import ActName
from pb.engine.cycle import Cycle
from pb.kernel.errors import NotFoundError
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from voting.closed_box import read_closed_box
from voting.core.result.count_report import make_report
from voting.core.result.decision import find_unexplained, measure_excess
from voting.core.result.published import PublishedResult, ResultDraft, Standing
from voting.core.result.report import CountReport
from voting.core.result.rules import ResultMode, read_publication_rules
from voting.core.rules import PUBLICATION
from voting.storage.outcomes import find_draft, find_result, load_embargoed_count

PUBLISH, CONFIRM, CORRECT = ActName("publish"), ActName("confirm"), ActName("correct")


def prepare(cycle: Cycle, act: ActName, work: Work) -> PublishedResult:
    """Return the version that ``act`` would publish. Raises NotFoundError where there is none to speak of."""
    if act == PUBLISH:
        mode = read_publication_rules(cycle.declaration).mode
        return PublishedResult(1, Standing.PRELIMINARY, mode, load_embargoed_count(work, cycle.id))
    now = find_result(work, cycle.id)
    if now is None:
        raise NotFoundError
    draft = find_draft(work, cycle.id)
    if act == CONFIRM:
        return replace(
            now,
            version=now.version + 1,
            standing=Standing.CONFIRMED,
            decision=draft.decision or now.decision,
            notice=LocalizedText(),
        )
    return replace(
        now,
        version=now.version + 1,
        count=_recount(cycle, now, draft, work),
        decision=draft.decision or now.decision,
        withdrawn=draft.withdrawn,
        notice=draft.notice,
    )


def refuse(cycle: Cycle, act: ActName, work: Work) -> tuple[Message, ...]:
    """Return why the version can't be published now, each with what to do; empty when it can."""
    if not cycle.is_open(PUBLICATION):
        return (Message("The votes have not been counted yet."),)
    now = find_result(work, cycle.id)
    if act == PUBLISH:
        return (Message("The result has been published already."),) if now else ()
    if now is None:
        return (Message("The result has not been published yet."),)
    draft = find_draft(work, cycle.id)
    return _refuse_confirming(now, draft) if act == CONFIRM else _refuse_correcting(now, draft)


def _refuse_confirming(now: PublishedResult, draft: ResultDraft) -> tuple[Message, ...]:
    if now.standing is Standing.CONFIRMED:
        return (Message("The result has been confirmed already. What has changed since is a correction."),)
    if draft.notice != LocalizedText():
        return (Message("A correction is being prepared. Publish or discard it first."),)
    if now.mode is ResultMode.BINDING:
        return ()
    if draft.decision is None:
        return (Message("The decision has not been entered yet."),)
    return _check_decision(now, draft)


def _refuse_correcting(now: PublishedResult, draft: ResultDraft) -> tuple[Message, ...]:
    if not (draft.notice.fi and draft.notice.sv):
        return (Message("A correction needs a public notice in Finnish and Swedish. Write it first."),)
    changed = draft.withdrawn != now.withdrawn or (draft.decision or now.decision) != now.decision
    if not changed:
        return (Message("The correction changes nothing."),)
    return _check_decision(now, draft)


def _check_decision(now: PublishedResult, draft: ResultDraft) -> tuple[Message, ...]:
    if draft.decision is None:
        return ()
    unexplained = find_unexplained(now.count.outcome, draft.decision)
    if unexplained:
        return (
            Message(
                "A project is decided otherwise than the vote order says, without a public reason: %(project)s.",
                {"project": min(unexplained)},
            ),
        )
    if measure_excess(now.count.outcome, draft.decision):
        return (Message("The chosen projects of an area cost more than its money."),)
    return ()


def _recount(cycle: Cycle, now: PublishedResult, draft: ResultDraft, work: Work) -> CountReport:
    if draft.withdrawn == now.withdrawn:
        return now.count
    box = read_closed_box(work, cycle)
    return make_report(box, cycle.declaration, now.count.turnout, draft.withdrawn)
