"""The steps after the close: mixing, opening by several quorums, counting, and the verifier; each also meets a cheat."""

import copy
from collections import Counter
from collections.abc import Callable, Mapping

from pb.kernel.message import Message
from voting.core.ballot.style import BallotStyle
from voting.core.ballot.weights import weigh_ballot
from voting.core.encryption.group import ORDER
from voting.core.mixing.spread import Spread
from voting.core.reading import FormatError
from voting.core.tally.closing import Closing
from voting.core.tally.files import OUTCOME, name_ballots, name_mix
from voting.core.tally.opened import OpenedBallot
from voting.core.tally.outcome_file import StyleOutcome, write_outcome
from voting.core.tally.steps import (
    Files,
    LotStep,
    MixStep,
    OpenStep,
    PublishStep,
    check_mix,
    check_opening,
    run_lot,
    run_mix,
    run_opening,
    run_publishing,
    take_table,
)
from voting.rehearsal.election import TrialElection
from voting.rehearsal.report import RehearsalError, require
from voting.verify.bundle import VerificationError
from voting.verify.outcome import check_lots, count_again
from voting.verify.verification import verify


def mix_all(election: TrialElection, closing: Closing, spread: Spread) -> Message:
    """Let every mixer shuffle in turn and check each; a mixer who replaces a ballot is named."""
    files = election.bundle.files
    for style in election.trial.styles:
        for number, mixer in enumerate(election.manifest.mixers, 1):
            step = MixStep(style, number, mixer)
            before = take_table(style, election.box.final_table(style), number, files.__getitem__)
            made = run_mix(closing, step, before, spread)
            check_mix(closing, step, before, made, spread)
            files.update(made)
            table, proof = step.files
            cheat = {table: before, proof: made[proof]}
            _require_named(lambda s=step, b=before, c=cheat: check_mix(closing, s, b, c, spread), mixer)  # type: ignore[misc]
    return Message(
        "Every area's ballots were shuffled, and the proofs hold. Mixers: %(count)s.",
        {"count": len(election.manifest.mixers)},
    )


def open_all(election: TrialElection, closing: Closing, spread: Spread) -> Message:
    """Open with several quorums: all read the same. One trustee too few reads nothing, a false share is named."""
    quorums = election.list_quorums()
    for style in election.trial.styles:
        table = election.bundle.files[name_mix(style.id, len(election.manifest.mixers))]
        shares: dict[int, Files] = {}
        for trustee, secret in enumerate(election.shares, 1):
            step = OpenStep(style, trustee)
            shares[trustee] = run_opening(closing, step, table, secret, spread)
            false = run_opening(closing, step, table, (secret + 1) % ORDER, spread)
            name = election.manifest.ceremony.election_key.roster.card_of(trustee).name
            _require_named(lambda s=step, t=table, f=false: check_opening(closing, s, t, f, spread), name)  # type: ignore[misc]
        opened = [_open(closing, style, table, {n: shares[n] for n in quorum}, spread) for quorum in quorums]
        require(
            all(files == opened[0] for files in opened), f"{style.id}: two quorums read different ballots"
        )
        _require_too_few(election, closing, style, table, shares, spread)
        for trustee in quorums[0]:
            election.bundle.files.update(shares[trustee])
        election.bundle.files.update(opened[0])
        _compare_opened(election, style)
    for trustee in quorums[0]:
        election.bundle.files.update(run_lot(closing, LotStep(trustee), election.shares[trustee - 1]))
    return Message(
        "Every group of trustees read the same: each test ballot, the spoilt ones with their faults. Groups: %(count)s.",
        {"count": len(quorums)},
    )


def count_all(election: TrialElection, closing: Closing) -> Message:
    """Count by the sealed rule and compare every project's support with the test ballots added up by hand."""
    outcomes = count_again(election.bundle, election.manifest, check_lots(election.bundle, closing))
    for outcome in outcomes:
        _compare_support(election, outcome)
    election.bundle.files[OUTCOME] = write_outcome(outcomes, election.digest)
    selected = sum(len(outcome.selected) for outcome in outcomes)
    return Message(
        "The count gives what the test ballots add up to. Winning projects: %(count)s.", {"count": selected}
    )


def verify_all(election: TrialElection, spread: Spread) -> Message:
    """Verify the bundle, then see that the verifier finds a ballot that was altered after the opening."""
    election.sign_contents()
    checks = list(verify(election.bundle, spread))
    forged = copy.deepcopy(election)
    name = name_ballots(election.trial.styles[0].id)
    forged.bundle.files[name] = forged.bundle.files[name].split(b"\n", 1)[1]
    forged.sign_contents()
    try:
        list(verify(forged.bundle, spread))
    except VerificationError as error:
        require(error.place.startswith(name), f"the verifier looks for the fault at {error.place}")
        return Message(
            "The verifier holds everything to be right and finds a ballot that goes missing. Checks: %(count)s.",
            {"count": len(checks)},
        )
    raise RehearsalError("the verifier didn't find that a ballot was missing")


def _open(
    closing: Closing, style: BallotStyle, table: bytes, files: Mapping[int, Files], spread: Spread
) -> Files:
    checked = {
        trustee: check_opening(closing, OpenStep(style, trustee), table, made, spread)
        for trustee, made in files.items()
    }
    return run_publishing(closing, PublishStep(style), table, checked, spread)


def _require_too_few(
    election: TrialElection,
    closing: Closing,
    style: BallotStyle,
    table: bytes,
    shares: Mapping[int, Files],
    spread: Spread,
) -> None:
    few = {trustee: shares[trustee] for trustee in list(shares)[: election.trial.threshold - 1]}
    try:
        _open(closing, style, table, few, spread)
    except ValueError:
        return
    raise RehearsalError(f"{len(few)} trustees opened the box, {election.trial.threshold} have to be needed")


def _require_named(check: Callable[[], object], name: str) -> None:
    try:
        check()
    except FormatError as error:
        require(name in str(error), f"a cheat of {name} was found, but not named: {error}")
        return
    raise RehearsalError(f"a cheat of {name} wasn't found")


def _compare_opened(election: TrialElection, style: BallotStyle) -> None:
    lines = election.bundle.files[name_ballots(style.id)].split(b"\n")[:-1]
    known = [
        OpenedBallot(ballot.choices, ballot.faults).to_line()
        for ballot in election.standing
        if ballot.style == style.id
    ]
    require(Counter(lines) == Counter(known), f"{style.id}: what was opened isn't what was cast")


def _compare_support(election: TrialElection, outcome: StyleOutcome) -> None:
    style, by_points = outcome.style, election.trial.terms.rule.counts_points
    expected = dict.fromkeys(style.projects, 0)
    for ballot in election.standing:
        if ballot.style == style.id and not ballot.faults:
            for project, points in weigh_ballot(style.rule.kind, dict(ballot.choices)).items():
                expected[project] += points if by_points else 1
    require(dict(outcome.support) == expected, f"{style.id}: the count isn't what the test ballots add up to")
