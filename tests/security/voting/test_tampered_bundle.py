"""Whoever alters a bundle, the operator with all keys included, is found out, and the place is named.

Every case signs the contents again after the change, as an operator would: what fails is the check of the thing itself.
"""

import copy
import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import pytest

from pb.kernel.canonical import canonical_bytes
from tests.support.mixing import make_table
from tests.support.sealed_election import (
    HOUR,
    NORTH,
    ORIGIN,
    SEED,
    MemoryBundle,
    SealedElection,
    approve,
    fill_box,
    make_tag,
    open_election,
    run_election,
)
from voting.core.ballot.sealing import BallotContext, seal_choices
from voting.core.board.ballot_box import BallotBox
from voting.core.board.entries import BallotEntry, CancelEntry, CloseEntry, Entry, write_entry
from voting.core.encryption.group import ORDER, multiply_base
from voting.core.log.checkpoint import Checkpoint
from voting.core.log.merkle import MerkleTree
from voting.core.reading import read_canonical
from voting.core.tally.opened import join_lines
from voting.core.tally.paper import DeskAccount, write_accounts
from voting.core.tally.steps import MixStep, OpenStep, run_mix, run_opening
from voting.verify.bundle import VerificationError
from voting.verify.verification import verify

Attack = Callable[[SealedElection], None]
B = "board.jsonl line "
OUT = "outcome.json "


@pytest.fixture(scope="module")
def honest() -> SealedElection:
    return run_election()


def find_fault(election: SealedElection) -> str:
    """Return the place that the verifier names."""
    with pytest.raises(VerificationError) as caught:
        list(verify(election.bundle))
    return caught.value.place


def test_untouched_bundle_holds(honest: SealedElection) -> None:
    assert [checked.heading for checked in verify(honest.bundle)][-1] == "Outcome"


def put(name: str, change: Callable[[bytes], bytes]) -> Attack:
    """Change one file."""

    def attack(election: SealedElection) -> None:
        before = election.bundle.files[name]
        election.bundle.files[name] = change(before)
        assert election.bundle.files[name] != before

    return attack


def flip(at: int) -> Callable[[bytes], bytes]:
    """Flip a bit of the byte at this place."""

    def change(content: bytes) -> bytes:
        flipped = bytearray(content)
        flipped[at] ^= 1
        return bytes(flipped)

    return change


def swap(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(old, new, 1)


def drop(name: str) -> Attack:
    def attack(election: SealedElection) -> None:
        del election.bundle.files[name]

    return attack


def take_from(name: str, other: str) -> Attack:
    def attack(election: SealedElection) -> None:
        election.bundle.files[name] = election.bundle.files[other]

    return attack


def rewrite_line(number: int, change: Callable[[bytes], bytes]) -> Attack:
    """Change a line of the board and nothing else."""

    def attack(election: SealedElection) -> None:
        lines = election.bundle.files["board.jsonl"].split(b"\n")
        before = lines[number - 1]
        lines[number - 1] = change(before)
        assert lines[number - 1] != before
        election.bundle.files["board.jsonl"] = b"\n".join(lines)

    return attack


def rewrite_board(change: Callable[[list[Entry]], None]) -> Attack:
    """Change the entries and sign every checkpoint anew: what only the operator can do."""

    def attack(election: SealedElection) -> None:
        change(election.entries)
        lines = [write_entry(entry) for entry in election.entries]
        election.bundle.files["board.jsonl"] = b"".join(line + b"\n" for line in lines)
        election.bundle.files = {
            name: content for name, content in election.bundle.files.items() if "checkpoints" not in name
        }
        log = MerkleTree(lines)
        election.bundle.files["checkpoints/000001.note"] = Checkpoint(ORIGIN, log.size, log.root()).sign(SEED)

    return attack


def entry(number: int, **changes: object) -> Callable[[list[Entry]], None]:
    """Replace fields of the entry with this line number."""

    def change(entries: list[Entry]) -> None:
        entries[number - 1] = replace(entries[number - 1], **changes)  # type: ignore[arg-type]

    return change


def insert(at: int, make: Callable[[list[Entry]], Entry]) -> Callable[[list[Entry]], None]:
    return lambda entries: entries.insert(at - 1, make(entries))


def checkpoint(number: int, make: Callable[[SealedElection], bytes]) -> Attack:
    def attack(election: SealedElection) -> None:
        election.bundle.files[f"checkpoints/{number:06}.note"] = make(election)

    return attack


def ballot_at(entries: list[Entry], number: int) -> BallotEntry:
    found = entries[number - 1]
    assert isinstance(found, BallotEntry)
    return found


def name_other_manifest(content: bytes) -> bytes:
    return canonical_bytes({**cast(dict[str, Any], read_canonical(content)), "manifest": "00" * 32})


def retell(change: Callable[[list[dict[str, Any]]], object]) -> Attack:
    """Change what the outcome says of its styles."""

    def alter(content: bytes) -> bytes:
        outcome = cast(dict[str, Any], read_canonical(content))
        change(outcome["styles"])
        return canonical_bytes(outcome)

    return put("outcome.json", alter)


ATTACKS: dict[str, tuple[Attack, str]] = {
    # The manifest
    "a cost changed": (put("manifest-1.json", swap(b'"cost":100', b'"cost":101')), B + "1"),
    "a rule changed": (put("manifest-1.json", swap(b"greedy", b"equal shares")), B + "1"),
    "a space in the manifest": (put("manifest-1.json", swap(b'":', b'": ')), "manifest-1.json"),
    "a key twice in the manifest": (
        put("manifest-1.json", swap(b'"revote":true', b'"revote":true,"revote":true')),
        "manifest-1.json",
    ),
    "an unknown field in the manifest": (
        put("manifest-1.json", swap(b'"version":1}', b'"version":1,"x":1}')),
        "manifest-1.json",
    ),
    "a trustee's deal altered": (
        put("manifest-1.json", swap(b'"dealer":2', b'"dealer":3')),
        "manifest-1.json",
    ),
    "the threshold lowered": (
        put("manifest-1.json", swap(b'"threshold":2', b'"threshold":1')),
        "manifest-1.json",
    ),
    "the manifest missing": (drop("manifest-1.json"), "manifest-1.json"),
    # The board, with the operator's checkpoints left as they were
    "a ballot dropped": (
        lambda e: rewrite_board_only(e, lambda lines: lines.pop(3)),
        "checkpoints/000002.note",
    ),
    "two entries swapped": (
        lambda e: rewrite_board_only(e, lambda lines: lines.insert(1, lines.pop(2))),
        "checkpoints/000002.note",
    ),
    "the last line end missing": (put("board.jsonl", lambda content: content[:-1]), "board.jsonl"),
    "an hour too fine": (rewrite_line(3, swap(b":00Z", b":07Z")), B + "3"),
    "an unknown field in an entry": (rewrite_line(3, swap(b"}", b',"x":1}')), B + "3"),
    "an unknown kind of entry": (rewrite_line(3, swap(b'"ballot"', b'"bullet"')), B + "3"),
    "capital letters in a ballot": (rewrite_line(3, lambda line: upper_sealed(line)), B + "3"),
    "a space in an entry": (rewrite_line(3, swap(b'":', b'": ')), B + "3"),
    "an unknown style": (rewrite_line(3, swap(b'"north"', b'"nowhere"')), B + "3"),
    "a version not in force": (rewrite_line(3, swap(b'"manifest":1', b'"manifest":2')), B + "3"),
    # The board, all checkpoints signed anew
    "a ballot dropped and all signed anew": (
        rewrite_board(lambda entries: entries.__delitem__(2)),
        "mix/north-1.table",
    ),
    "a bit of a ballot flipped": (
        rewrite_board(lambda entries: entry(3, sealed=flip(100)(ballot_at(entries, 3).sealed))(entries)),
        B + "3",
    ),
    "a ballot copied to another voter": (
        rewrite_board(insert(4, lambda entries: replace(ballot_at(entries, 3), tag=make_tag(99)))),
        B + "4",
    ),
    "a ballot moved to another style": (rewrite_board(entry(3, style="south")), B + "3"),
    "a ballot replayed": (rewrite_board(insert(8, lambda entries: entries[3])), B + "8"),
    "a ballot after its tag was cancelled": (
        rewrite_board(insert(12, lambda entries: replace(ballot_at(entries, 4), tag=make_tag(2)))),
        B + "12",
    ),
    "a cancel entry dropped": (
        rewrite_board(lambda entries: entries.remove(CancelEntry(make_tag(2), "paper", HOUR))),
        "mix/north-1.table",
    ),
    "a cancel entry added": (
        rewrite_board(insert(12, lambda _: CancelEntry(make_tag(3), "paper", HOUR))),
        "mix/north-1.table",
    ),
    "an entry after the close": (rewrite_board(lambda entries: entries.append(entries[-1])), B + "13"),
    "no close": (rewrite_board(lambda entries: entries.__delitem__(-1)), "board.jsonl"),
    "no manifest at the beginning": (rewrite_board(lambda entries: entries.__delitem__(0)), B + "1"),
    "more ballots than people on the roll": (rewrite_board(entry(12, roll=6)), B + "12"),
    # Checkpoints
    "two checkpoints of one size": (
        checkpoint(3, lambda _: Checkpoint(ORIGIN, 4, bytes(32)).sign(SEED)),
        "checkpoints/000003.note",
    ),
    "a checkpoint of another key": (
        checkpoint(2, lambda e: checkpoint_of(e, 4, seed=bytes(32))),
        "checkpoints/000002.note",
    ),
    "a checkpoint that shrinks": (checkpoint(3, lambda e: checkpoint_of(e, 2)), "checkpoints/000003.note"),
    "a checkpoint larger than the board": (
        checkpoint(4, lambda _: Checkpoint(ORIGIN, 13, bytes(32)).sign(SEED)),
        "checkpoints/000004.note",
    ),
    "the last checkpoint missing": (drop("checkpoints/000004.note"), "checkpoints/000003.note"),
    # Mixing
    "a mixed ballot dropped": (put("mix/north-1.table", lambda table: table[128:]), "mix/north-1.table"),
    "a mixed ballot replaced": (
        put("mix/north-1.table", lambda table: make_table(1, 1) + table[128:]),
        "mix/north-1.table",
    ),
    "a mixed ballot added": (
        put("mix/north-2.table", lambda table: table + table[:128]),
        "mix/north-2.table",
    ),
    "a mixed ballot doubled": (
        put("mix/north-2.table", lambda table: table[:128] + table[:128] + table[256:]),
        "mix/north-2.table",
    ),
    "blocks of two ballots swapped": (
        put("mix/south-1.table", lambda table: table[128:192] + table[64:128] + table[:64] + table[192:]),
        "mix/south-1.table",
    ),
    "a bit of a mixed table flipped": (put("mix/south-2.table", flip(70)), "mix/south-2.table"),
    "a bit of a shuffle's proof flipped": (put("mix/north-2.proof", flip(300)), "mix/north-2.table"),
    "the proof of another round": (take_from("mix/north-2.proof", "mix/north-1.proof"), "mix/north-2.table"),
    "a round missing": (drop("mix/north-2.table"), "mix/north-2.table"),
    "a round that shuffled nothing": (
        take_from("mix/north-2.table", "mix/north-1.table"),
        "mix/north-2.table",
    ),
    "a superseded ballot mixed": (lambda e: mix_wrongly(e, skip={9}), "mix/north-1.table"),
    "a cancelled ballot mixed": (lambda e: mix_wrongly(e, skip={10}), "mix/north-1.table"),
    # Opening
    "a bit of a share flipped": (put("open/north-3.shares", flip(3)), "open/north-3.shares"),
    "a false share": (
        put("open/north-3.shares", lambda shares: multiply_base(3) + shares[32:]),
        "open/north-3.shares",
    ),
    "shares of another trustee": (
        take_from("open/north-3.shares", "open/north-1.shares"),
        "open/north-3.shares",
    ),
    "shares by another secret": (lambda e: open_wrongly(e), "open/south-1.shares"),
    "too few trustees": (drop("open/south-3.shares"), "open/south"),
    "an opened ballot altered": (
        put("ballots/north.jsonl", swap(b'[["p5",1]]', b'[["p4",1]]')),
        "ballots/north.jsonl line 3",
    ),
    "an opened ballot dropped": (
        put("ballots/south.jsonl", lambda content: content.split(b"\n", 1)[1]),
        "ballots/south.jsonl line 1",
    ),
    "an opened ballot added": (
        put("ballots/south.jsonl", lambda content: content + content.rsplit(b"\n", 2)[1] + b"\n"),
        "ballots/south.jsonl line 4",
    ),
    "an invalid ballot made to count": (
        put("ballots/south.jsonl", swap(b',"faults":["gap-in-ranks"]', b"")),
        "ballots/south.jsonl line 2",
    ),
    "a valid ballot made invalid": (
        put("ballots/north.jsonl", swap(b'[["p5",1]]}', b'[["p5",1]],"faults":["blank"]}')),
        "ballots/north.jsonl line 3",
    ),
    # Lots and outcome
    "a bit of the lot flipped": (put("lots/1.share", flip(40)), "lots/1.share"),
    "another point drawn as the lot": (
        put("lots/3.share", lambda share: multiply_base(3) + share[32:]),
        "lots/3.share",
    ),
    "the lot of another trustee": (take_from("lots/1.share", "lots/3.share"), "lots/1.share"),
    "a lot share cut short": (put("lots/1.share", lambda share: share[:-32]), "lots/1.share"),
    "a lot drawn by too few": (drop("lots/3.share"), "lots"),
    "the outcome missing": (drop("outcome.json"), "outcome.json"),
    "another winner": (retell(lambda styles: styles[0].update(selected=["p1", "p3"])), OUT + "north"),
    "a vote more": (retell(lambda styles: styles[0]["projects"][0].update(support=3)), OUT + "north"),
    "another fate": (retell(lambda styles: styles[1]["projects"][9].update(fate="funded")), OUT + "south"),
    "a valid ballot counted as invalid": (retell(lambda styles: styles[0].update(invalid=3)), OUT + "north"),
    "the lots in another order": (retell(lambda styles: styles[0]["lots"].reverse()), OUT + "north"),
    "a blank ballot kept quiet": (retell(lambda styles: styles[0].update(blank=0)), OUT + "north"),
    "a style's outcome left out": (retell(lambda styles: styles.pop()), OUT + "south"),
    "the outcome of another manifest": (put("outcome.json", name_other_manifest), "outcome.json"),
    "an outcome that isn't canonical": (put("outcome.json", swap(b'":', b'": ')), "outcome.json"),
    # Paper
    "a desk that doesn't balance": (put("paper.json", swap(b'"unused":7', b'"unused":6')), "paper.json"),
    "a paper ballot dropped": (put("paper/south.jsonl", lambda _: b""), "paper.json"),
    "a paper ballot that breaks the rule": (
        put("paper/north.jsonl", swap(b',"faults":["too-many"]', b"")),
        "paper/north.jsonl line 1",
    ),
    "paper ballots out of order": (
        put("paper/north.jsonl", lambda content: join_reversed(content)),
        "paper/north.jsonl",
    ),
    "more paper ballots than people": (lambda e: flood_paper(e), "paper.json"),
    "paper without an account": (drop("paper.json"), "paper.json"),
    "a foreign file": (lambda e: e.bundle.files.__setitem__("mix/west-1.table", b""), "mix/west-1.table"),
}


def rewrite_board_only(election: SealedElection, change: Callable[[list[bytes]], object]) -> None:
    lines = election.bundle.files["board.jsonl"].split(b"\n")
    change(lines)
    election.bundle.files["board.jsonl"] = b"\n".join(lines)


def upper_sealed(line: bytes) -> bytes:
    value = read_canonical(line)
    assert isinstance(value, dict)
    return canonical_bytes({**value, "sealed": str(value["sealed"]).upper()})


def checkpoint_of(election: SealedElection, size: int, seed: bytes = SEED) -> bytes:
    log = MerkleTree(election.bundle.files["board.jsonl"].split(b"\n")[:size])
    return Checkpoint(ORIGIN, size, log.root()).sign(seed)


def mix_wrongly(election: SealedElection, skip: set[int]) -> None:
    """Let the first mixer take a box that forgot some entries, and prove it well."""
    closing, _ = election.write_board(checkpoints=[1, 4, 4])
    box = BallotBox([(election.manifest, election.digest)])
    for number, one in enumerate(election.entries):
        if number not in skip:
            box.append(one)
    step = MixStep(NORTH, 1, "Library")
    election.bundle.files.update(run_mix(closing, step, box.final_table(NORTH)))


def open_wrongly(election: SealedElection) -> None:
    closing, _ = election.write_board(checkpoints=[1, 4, 4])
    step = OpenStep(election.manifest.style("south"), 1)
    table = election.bundle.files["mix/south-2.table"]
    election.bundle.files.update(run_opening(closing, step, table, (election.held.shares[0] + 1) % ORDER))


def join_reversed(content: bytes) -> bytes:
    return b"".join(line + b"\n" for line in reversed(content.split(b"\n")[:-1]))


def flood_paper(election: SealedElection) -> None:
    line = election.bundle.files["paper/south.jsonl"][:-1]
    election.bundle.files["paper/south.jsonl"] = join_lines([line] * 30)
    accounts = [DeskAccount("library", 10, 2, 1, 7), DeskAccount("school", 50, 30, 0, 20)]
    election.bundle.files["paper.json"] = write_accounts(accounts)


@pytest.mark.parametrize("kind", ATTACKS)
def test_tampering_is_found_and_its_place_named(honest: SealedElection, kind: str) -> None:
    attack, place = ATTACKS[kind]
    attacked = copy.deepcopy(honest)
    attack(attacked)
    attacked.bundle.sign()
    assert find_fault(attacked) == place


def test_there_are_enough_kinds_of_tampering() -> None:
    assert len(ATTACKS) >= 25


CONTENT_FAULTS: dict[str, Callable[[MemoryBundle], object]] = {
    "mix/north-1.table": lambda bundle: bundle.files.update({"mix/north-1.table": b""}),
    "outcome.json": lambda bundle: bundle.files.update({"outcome.json": b"{}"}),
    "paper.json": lambda bundle: bundle.files.pop("paper.json"),
    "contents.note": lambda bundle: bundle.files.pop("contents.note"),
}


@pytest.mark.parametrize("place", CONTENT_FAULTS)
def test_file_altered_after_signing_is_named_at_once(honest: SealedElection, place: str) -> None:
    attacked = copy.deepcopy(honest)
    CONTENT_FAULTS[place](attacked.bundle)
    assert find_fault(attacked) == place


def test_second_ballot_fails_where_the_manifest_allows_one() -> None:
    election = open_election(revote=False)
    fill_box(election)
    lines = [write_entry(one) for one in election.entries]
    election.bundle.files |= {
        "manifest-1.json": election.manifest.to_bytes(),
        "board.jsonl": b"".join(line + b"\n" for line in lines),
    }
    election.bundle.sign()
    assert find_fault(election) == B + "10"


def test_ballot_invented_for_an_abstainer_needs_all_later_steps_again(honest: SealedElection) -> None:
    """The operator can invent a ballot, but not slip it under what mixers and trustees have done."""
    attacked = copy.deepcopy(honest)
    context = BallotContext(attacked.digest, make_tag(50), attacked.held.ceremony.election_key.key)
    sealed = seal_choices(context, NORTH, approve(1)).sealed
    rewrite_board(lambda entries: entries.insert(5, BallotEntry(1, "north", make_tag(50), sealed, HOUR)))(
        attacked
    )
    attacked.bundle.sign()
    assert find_fault(attacked) == "mix/north-1.table"


def test_close_that_counts_nobody_is_refused(honest: SealedElection) -> None:
    attacked = copy.deepcopy(honest)
    rewrite_board(lambda entries: entries.__setitem__(-1, CloseEntry(0, HOUR)))(attacked)
    attacked.bundle.sign()
    assert find_fault(attacked) == B + "12"


def flip_bits(content: bytes, name: str) -> list[bytes]:
    """Return the file with one bit flipped, at four places that only its name decides."""
    places = [
        int.from_bytes(hashlib.sha256(f"{name} {n}".encode()).digest()) % (8 * len(content)) for n in range(4)
    ]
    return [
        content[: bit // 8] + bytes([content[bit // 8] ^ 1 << bit % 8]) + content[bit // 8 + 1 :]
        for bit in places
    ]


def test_any_flipped_bit_of_any_file_is_found(honest: SealedElection) -> None:
    for name, content in honest.bundle.files.items():
        for flipped in flip_bits(content, name):
            attacked = replace(honest, bundle=MemoryBundle({**honest.bundle.files, name: flipped}))
            assert find_fault(attacked)


def test_any_flipped_bit_is_found_though_the_operator_signs_it(honest: SealedElection) -> None:
    """Paper ballots are left out: no proof binds what was written on them, two people and the account of desks do."""
    names = [name for name in honest.bundle.files if not name.startswith("paper") and name != "contents.note"]
    assert len(names) > 15
    for name in names:
        for flipped in flip_bits(honest.bundle.files[name], name):
            attacked = replace(honest, bundle=MemoryBundle({**honest.bundle.files, name: flipped}))
            attacked.bundle.sign()
            assert find_fault(attacked)
