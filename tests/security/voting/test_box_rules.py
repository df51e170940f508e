"""What the box takes at the door: the rules of attacks on a single ballot, before anything is on the board."""

from dataclasses import replace

import pytest

from tests.support.sealed_election import HOUR, NORTH, approve, make_tag, open_election
from voting.core.ballot.choices import Choices
from voting.core.ballot.sealing import BallotContext, seal_choices
from voting.core.board.ballot_box import BallotBox, check_proof
from voting.core.board.entries import (
    BallotEntry,
    CancelEntry,
    CloseEntry,
    Entry,
    ManifestEntry,
    read_entry,
    write_entry,
)
from voting.core.board.manifest import digest_manifest, read_manifest
from voting.core.reading import FormatError

ELECTION = open_election(revote=False)
MANIFESTS = [(ELECTION.manifest, ELECTION.digest)]
OPENING = ManifestEntry(1, ELECTION.digest, HOUR)


def seal(voter: int, choices: Choices = ()) -> BallotEntry:
    context = BallotContext(ELECTION.digest, make_tag(voter), ELECTION.manifest.ceremony.election_key.key)
    return BallotEntry(1, "north", make_tag(voter), seal_choices(context, NORTH, choices).sealed, HOUR)


@pytest.fixture
def box() -> BallotBox:
    opened = BallotBox(MANIFESTS)
    opened.append(OPENING)
    return opened


def test_honest_ballot_is_taken(box: BallotBox) -> None:
    ballot = seal(1, approve(1))
    check_proof(box.seal_of(ballot))
    box.append(ballot)
    assert box.ballots == 1
    assert len(box.final_table(NORTH)) == 64


def test_ballot_of_another_voter_style_or_election_is_refused(box: BallotBox) -> None:
    ballot = seal(1, approve(1))
    other = open_election()
    for copied in (replace(ballot, tag=make_tag(2)), replace(ballot, style="south")):
        with pytest.raises(FormatError):
            check_proof(box.seal_of(copied))
    elsewhere = BallotBox([(other.manifest, other.digest)])
    elsewhere.append(ManifestEntry(1, other.digest, HOUR))
    with pytest.raises(FormatError, match="proof"):
        check_proof(elsewhere.seal_of(ballot))


def test_second_ballot_replayed_ballot_and_cancelled_tag_are_refused(box: BallotBox) -> None:
    ballot = seal(1)
    box.append(ballot)
    for refused in (seal(1, approve(2)), ballot):
        with pytest.raises(FormatError, match="second ballot"):
            box.append(refused)
    box.append(CancelEntry(make_tag(1), "paper", HOUR))
    assert box.ballots == 0
    with pytest.raises(FormatError, match="cancelled"):
        box.append(seal(1))


def test_nothing_is_taken_before_the_manifest_or_after_the_close(box: BallotBox) -> None:
    with pytest.raises(FormatError, match="begin with the manifest"):
        BallotBox(MANIFESTS).append(seal(1))
    box.append(CloseEntry(0, HOUR))
    with pytest.raises(FormatError, match="after the close"):
        box.append(seal(1))


def test_more_ballots_than_people_can_not_be_closed_over(box: BallotBox) -> None:
    box.append(seal(1))
    with pytest.raises(FormatError, match="only 0 people"):
        box.append(CloseEntry(0, HOUR))


@pytest.mark.parametrize(
    "entry",
    [
        OPENING,
        seal(1),
        CancelEntry(make_tag(1), "paper", HOUR),
        CloseEntry(7, HOUR),
    ],
    ids=lambda entry: type(entry).__name__,
)
def test_entry_reads_back_and_no_other_form_does(entry: Entry) -> None:
    line = write_entry(entry)
    assert read_entry(line, "line") == entry
    spoiled = (
        line + b" ",
        line[:-1],
        line.replace(b'"hour"', b'"Hour"'),
        line[:-1] + b',"zz":1}',
        b"[]",
        b"",
        b"\xff",
    )
    for bad in spoiled:
        with pytest.raises(FormatError, match="line"):
            read_entry(bad, "line")


def test_new_version_of_the_manifest_keeps_old_ballots() -> None:
    second = replace(ELECTION.manifest, version=2, previous=ELECTION.digest, rules={"count": "other"})
    digest = digest_manifest(second.to_bytes())
    box = BallotBox([*MANIFESTS, (second, digest)])
    box.append(OPENING)
    with pytest.raises(FormatError, match="isn't in force"):
        box.append(replace(seal(1), manifest=2))
    box.append(seal(1))
    box.append(ManifestEntry(2, digest, HOUR))
    box.append(seal(2))
    assert box.ballots == 2
    with pytest.raises(FormatError, match="isn't the next one"):
        box.append(ManifestEntry(2, digest, HOUR))
    assert read_manifest(second.to_bytes(), "manifest") == second
