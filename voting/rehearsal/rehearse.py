"""The rehearsal from the first seal to the last check, a step after the other; it ends at the first that fails."""

from collections.abc import Callable, Iterator

from pb.kernel.message import Message
from voting.core.mixing.spread import Spread, work_in_turn
from voting.rehearsal.box_steps import (
    SealElsewhere,
    cast_known,
    check_board,
    check_papers,
    seal_here,
    try_box,
)
from voting.rehearsal.election import Trial, open_trial
from voting.rehearsal.report import RehearsalError, StepReport
from voting.rehearsal.tally_steps import count_all, mix_all, open_all, verify_all
from voting.verify.bundle import VerificationError

_SECOND_SERIES = 100_000


def rehearse(
    trial: Trial, seal_in_browser: SealElsewhere | None = None, spread: Spread = work_in_turn
) -> Iterator[StepReport]:
    """Yield a report of each step; it ends where one fails. Without ``seal_in_browser`` that step is left out."""
    try:
        election = open_trial(trial)
    except ValueError as error:
        yield StepReport(Message("Keys of the trustees"), Message("Not finished."), str(error))
        return
    closing = election.close
    steps: list[tuple[Message, Callable[[], Message]]] = [
        (Message("Ballot papers"), lambda: check_papers(election)),
        (Message("Sealing on the server"), lambda: cast_known(election, seal_here, 1)),
    ]
    if seal_in_browser is not None:
        seal = seal_in_browser
        steps.append((Message("Sealing in the browser"), lambda: cast_known(election, seal, _SECOND_SERIES)))
    steps += [
        (Message("Ballot box"), lambda: try_box(election)),
        (Message("Board"), lambda: check_board(election)),
        (Message("Mixing"), lambda: mix_all(election, closing(), spread)),
        (Message("Opening by the trustees"), lambda: open_all(election, closing(), spread)),
        (Message("Count"), lambda: count_all(election, closing())),
        (Message("Verification"), lambda: verify_all(election, spread)),
    ]
    for name, step in steps:
        report = _take(name, step)
        yield report
        if not report.passed:
            return


def _take(name: Message, step: Callable[[], Message]) -> StepReport:
    try:
        return StepReport(name, step())
    except (RehearsalError, VerificationError, ValueError) as error:
        return StepReport(name, Message("Not finished."), str(error))
