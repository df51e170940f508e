"""Rules changed during the vote stand in a new version that the board announces; keys and ballots can't change."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from pb.kernel.money import Cents
from tests.support.sealed_election import (
    HOUR,
    ORIGIN,
    SEED,
    SealedElection,
    approve,
    make_tag,
    make_terms,
    open_election,
)
from tests.support.trustees import hold_ceremony
from voting.core.board.ballot_box import BallotBox
from voting.core.board.entries import CloseEntry, ManifestEntry, write_entry
from voting.core.board.manifest import Manifest, digest_manifest
from voting.core.counting import CountingRule
from voting.core.log.checkpoint import Checkpoint
from voting.core.log.merkle import MerkleTree
from voting.core.tally.closing import close_board
from voting.core.tally.terms import COUNT
from voting.verify.bundle import VerificationError
from voting.verify.verification import verify


def run_with(second: Manifest, election: SealedElection, *, announced: bool = True) -> SealedElection:
    """Vote, change the manifest, vote again, tally; the operator signs whatever comes out."""
    digest = digest_manifest(second.to_bytes())
    election.cast(make_tag(1), "north", approve(1))
    if announced:
        election.entries.append(ManifestEntry(2, digest, HOUR))
    election.entries.append(CloseEntry(5, HOUR))
    lines = [write_entry(entry) for entry in election.entries]
    log = MerkleTree(lines)
    election.bundle.files |= {
        "manifest-1.json": election.manifest.to_bytes(),
        "manifest-2.json": second.to_bytes(),
        "board.jsonl": b"".join(line + b"\n" for line in lines),
        "checkpoints/000001.note": Checkpoint(ORIGIN, log.size, log.root()).sign(SEED),
    }
    box = BallotBox([(election.manifest, election.digest), (second, digest)])
    for entry in election.entries:
        box.append(entry)
    closing = close_board(second, digest, log)
    election.tally(closing, box, [1, 2])
    election.publish(closing)
    return election


def make_second(election: SealedElection) -> Manifest:
    terms = make_terms(election.manifest.styles, CountingRule())
    return replace(election.manifest, version=2, previous=election.digest, rules={COUNT: terms.to_plain()})


def test_changed_rules_under_a_new_version_verify() -> None:
    election = open_election()
    headings = [checked.sentence for checked in verify(run_with(make_second(election), election).bundle)]
    assert "version 2 is well formed" in headings[1]


def find_place(election: SealedElection) -> str:
    with pytest.raises(VerificationError) as caught:
        list(verify(election.bundle))
    return str(caught.value)


CHANGES: dict[str, Callable[[Manifest], Manifest]] = {
    "previous isn't": lambda second: replace(second, previous=bytes(32)),
    "styles changed": lambda second: replace(
        second, styles=(replace(second.styles[0], costs=(Cents(1),) * 5),)
    ),
    "ceremony changed": lambda second: replace(second, ceremony=hold_ceremony(3, 2).ceremony),
    "this is version 3": lambda second: replace(second, version=3),
}


@pytest.mark.parametrize("said", CHANGES)
def test_version_that_changes_too_much_is_named(said: str) -> None:
    election = run_with(make_second(election_of := open_election()), election_of)
    election.bundle.files["manifest-2.json"] = CHANGES[said](make_second(election)).to_bytes()
    election.bundle.sign()
    text = find_place(election)
    assert text.startswith("manifest-2.json")
    assert said in text


def test_version_that_the_board_never_announced_is_named() -> None:
    election = open_election()
    text = find_place(run_with(make_second(election), election, announced=False))
    assert text.startswith("manifest-2.json")
