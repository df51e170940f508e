"""Checkpoints and promises are read when the board signed them, and in one form only."""

import base64
from collections.abc import Callable

import pytest

from voting.core.encryption.sodium import derive_public_key, sign
from voting.core.log.checkpoint import Checkpoint, Promise, read_checkpoint, read_promise
from voting.core.log.note import NoteKey, read_note, read_note_key, sign_note
from voting.core.reading import FormatError

SEED = bytes(range(32))
KEY = NoteKey("pb.example/2027", derive_public_key(SEED))
CHECKPOINT = Checkpoint(KEY.name, 7, bytes(range(32)))
PROMISE = Promise(KEY.name, bytes(32), "2027-03-01T14:00Z")


def test_checkpoint_and_promise_read_back() -> None:
    assert read_checkpoint(CHECKPOINT.sign(SEED), KEY) == CHECKPOINT
    assert read_promise(PROMISE.sign(SEED), KEY) == PROMISE


def test_example_of_the_specification_is_read() -> None:
    # C2SP signed-note: the example key and note.
    key = read_note_key("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
    signature = "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM="
    note = f"This is an example message.\n\n\u2014 example.com/foo {signature}\n"
    assert read_note(note.encode(), key) == "This is an example message.\n"


def test_key_reads_back_from_its_published_form() -> None:
    assert read_note_key(str(KEY)) == KEY


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("+", "-"),
        lambda text: text + "AAAA",
        lambda text: "other" + text,
        lambda text: text[:-4],
        lambda text: "",
    ],
)
def test_altered_key_is_refused(change: Callable[[str], str]) -> None:
    with pytest.raises(FormatError):
        read_note_key(change(str(KEY)))


def test_note_has_the_lines_of_the_specification() -> None:
    note = CHECKPOINT.sign(SEED).decode().split("\n")
    assert note[:4] == ["pb.example/2027", "7", base64.b64encode(bytes(range(32))).decode(), ""]
    assert note[4].startswith("\u2014 pb.example/2027 ")
    signature = base64.b64decode(note[4].split(" ")[2])
    assert signature[:4] == KEY.id
    assert signature[4:] == sign(SEED, "\n".join([*note[:3], ""]).encode())
    assert note[5:] == [""]


def test_signatures_of_witnesses_are_left_alone() -> None:
    note = CHECKPOINT.sign(SEED).decode()
    other = sign_note(note.partition("\n\n")[0] + "\n", "witness.example", bytes(32)).decode()
    line = other.rpartition("\n\n")[2]
    head, _, ours = note.rpartition("\n\n")
    for both in (f"{head}\n\n{ours}{line}", f"{head}\n\n{line}{ours}"):
        assert read_checkpoint(both.encode(), KEY) == CHECKPOINT


def test_every_flipped_bit_of_a_checkpoint_is_refused() -> None:
    note = CHECKPOINT.sign(SEED)
    for bit in range(len(note) * 8):
        flipped = bytearray(note)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(FormatError):
            read_checkpoint(bytes(flipped), KEY)


@pytest.mark.parametrize(
    "text",
    [
        "pb.example/2027\n7\n",
        "pb.example/2028\n7\nAAAA\n",
        "pb.example/2027\n07\n" + base64.b64encode(bytes(32)).decode() + "\n",
        "pb.example/2027\n-7\n" + base64.b64encode(bytes(32)).decode() + "\n",
        "pb.example/2027\n7\n" + base64.b64encode(bytes(31)).decode() + "\n",
        "pb.example/2027\n7\nnot base64\n",
        "pb.example/2027\n7\n" + base64.b64encode(bytes(32)).decode() + "\nmore\n",
    ],
)
def test_signed_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(FormatError):
        read_checkpoint(sign_note(text, KEY.name, SEED), KEY)


def test_promise_is_not_a_checkpoint_nor_the_other_way() -> None:
    with pytest.raises(FormatError):
        read_checkpoint(PROMISE.sign(SEED), KEY)
    with pytest.raises(FormatError):
        read_promise(CHECKPOINT.sign(SEED), KEY)


@pytest.mark.parametrize(
    "hour", ["2027-03-01T14:05Z", "2027-13-01T14:00Z", "2027-03-01", "2027-03-01T24:00Z"]
)
def test_promise_names_a_full_hour(hour: str) -> None:
    with pytest.raises(FormatError, match="full hour"):
        Promise(KEY.name, bytes(32), hour).sign(SEED)


def test_note_of_another_key_or_without_signature_is_refused() -> None:
    with pytest.raises(FormatError, match="not signed by"):
        read_note(CHECKPOINT.sign(bytes(32)), KEY)
    for note in (b"", b"text\n", b"text\n\n", b"\xff\n\nx\n", b"text\n\nno dash here\n"):
        with pytest.raises(FormatError):
            read_note(note, KEY)


def test_text_with_an_empty_line_is_not_signed() -> None:
    for text in ("no end", "two\n\nparts\n"):
        with pytest.raises(ValueError, match="line end"):
            sign_note(text, KEY.name, SEED)
    with pytest.raises(ValueError, match="spaces"):
        NoteKey("with space", KEY.public)
