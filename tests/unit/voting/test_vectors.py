"""The shared vectors are what the code makes, and what it accepts; the browser's half agrees with both."""

import json
from pathlib import Path
from typing import Any

import pytest

from pb.kernel.ids import ProjectId
from tests.support.ballots import make_style
from tests.support.node import ROOT, run_node
from tests.vectors.write_vectors import FOLDER, make_all, to_text
from voting.core.ballot.choices import Choices, decode_choices
from voting.core.ballot.rule import BallotKind, BallotRule
from voting.core.ballot.sealing import BallotContext, check_sealed, digest_sealed, take_blocks
from voting.core.ballot.style import read_style
from voting.core.encryption.elgamal import split_ciphertext
from voting.core.encryption.encoding import decode_integer
from voting.core.encryption.group import Point, multiply, multiply_base, read_point, read_scalar, subtract
from voting.core.log.checkpoint import read_checkpoint, read_promise
from voting.core.log.note import read_note_key
from voting.core.mixing.check import check_shuffle
from voting.core.mixing.columns import split_points
from voting.core.mixing.statement import ShuffleStatement
from voting.core.receipt import make_receipt_code
from voting.core.trustees.election_key import holds_share, read_ceremony
from voting.core.trustees.opening import OpeningStatement, check_shares

SECRET = 12345
CONTEXT = BallotContext(bytes(range(32)), bytes(range(16)), multiply_base(SECRET))


def read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text())


@pytest.mark.parametrize("name", ["hashing", "encoding", "sealing", "shuffle", "trustees", "log", "outcome"])
def test_files_hold_what_the_code_makes(name: str) -> None:
    assert (FOLDER / f"{name}.json").read_text() == to_text(make_all()[name])


def test_sealed_vectors_are_accepted_and_hold_their_number() -> None:
    for vector in read("sealing"):
        key = read_point(bytes.fromhex(vector["key"]))
        context = BallotContext(bytes.fromhex(vector["manifest"]), bytes.fromhex(vector["tag"]), key)
        style = read_style(vector["style"], "vector")
        sealed = bytes.fromhex(vector["sealed"])
        check_sealed(context, style, sealed)
        secret = read_scalar(bytes.fromhex(vector["secret"]))
        points = _decrypt(take_blocks(sealed, style.width), secret)
        assert decode_integer(points) == int(vector["number"])


def _decrypt(blocks: bytes, secret: int) -> list[Point]:
    pairs = [split_ciphertext(blocks[at : at + 64]) for at in range(0, len(blocks), 64)]
    return [subtract(second, multiply(secret, first)) for first, second in pairs]


def test_shuffle_vectors_are_accepted() -> None:
    for vector in read("shuffle"):
        statement = ShuffleStatement(
            tuple(bytes.fromhex(part) for part in vector["context"]),
            read_point(bytes.fromhex(vector["key"])),
            vector["width"],
            bytes.fromhex(vector["before"]),
            bytes.fromhex(vector["after"]),
        )
        check_shuffle(statement, bytes.fromhex(vector["proof"]))


def test_trustee_vectors_are_accepted() -> None:
    vector = read("trustees")
    ceremony = read_ceremony(vector["ceremony"], "vector")
    table = bytes.fromhex(vector["table"])
    for trustee, (share, encoded) in enumerate(
        zip(vector["secret_shares"], vector["shares"], strict=True), 1
    ):
        assert holds_share(ceremony.election_key, trustee, read_scalar(bytes.fromhex(share)))
        check_shares(
            OpeningStatement((b"context",), ceremony.election_key, trustee, table), bytes.fromhex(encoded)
        )
    combined = split_points(bytes.fromhex(vector["combined"]))
    assert [str(decode_integer([point])) for point in combined] == vector["numbers"]


def test_log_vectors_are_accepted() -> None:
    vector = read("log")
    key = read_note_key(vector["key"])
    assert read_checkpoint(vector["checkpoint"].encode(), key).root.hex() == vector["roots"][7]
    assert read_promise(vector["promise"].encode(), key).digest.hex() == vector["digest"]


def test_browser_half_agrees_with_the_vectors() -> None:
    assert "# fail 0" in run_node("--test", "--test-reporter=tap", "tests/js/seal.test.mjs")


def _rules() -> list[tuple[BallotRule, Choices]]:
    def choose(*pairs: tuple[int, int]) -> Choices:
        return tuple((ProjectId(f"p{project}"), value) for project, value in pairs)

    return [
        (BallotRule(BallotKind.APPROVAL, blank=True), choose((1, 1), (250, 1))),
        (BallotRule(BallotKind.POINTS, top=9, most_total=9), choose((3, 9))),
        (BallotRule(BallotKind.RANKING, maximum=4), choose((250, 1), (1, 2))),
        (BallotRule(BallotKind.SINGLE, maximum=1), choose((77, 1))),
    ]


def _seal_in_browser(module: Path) -> None:
    asked = [
        {
            "manifest": CONTEXT.manifest.hex(),
            "tag": CONTEXT.tag.hex(),
            "key": CONTEXT.key.hex(),
            "style": make_style(rule, 250).to_plain(),
            "choices": choices,
        }
        for rule, choices in _rules()
    ]
    answers = json.loads(run_node("tests/js/seal_from_input.mjs", str(module), typed=json.dumps(asked)))
    for (rule, choices), answer in zip(_rules(), answers, strict=True):
        style = make_style(rule, 250)
        sealed = bytes.fromhex(answer["sealed"])
        check_sealed(CONTEXT, style, sealed)
        assert answer["code"] == make_receipt_code(digest_sealed(CONTEXT, style, sealed))
        assert (
            decode_choices(style, decode_integer(_decrypt(take_blocks(sealed, style.width), SECRET)))
            == choices
        )


def test_ballot_sealed_in_the_browser_is_accepted_here() -> None:
    _seal_in_browser(ROOT / "static/js/seal/index.js")


def test_bundled_script_is_one_small_file_that_seals_without_eval(tmp_path: Path) -> None:
    bundled = tmp_path / "seal.mjs"
    options = ("--bundle", "--format=esm", "--minify", "--target=es2022", f"--outfile={bundled}")
    run_node("node_modules/esbuild/bin/esbuild", "static/js/seal/index.js", *options)
    text = bundled.read_text()
    assert len(text) < 60_000
    assert "eval(" not in text
    assert "Function(" not in text
    assert "import(" not in text
    _seal_in_browser(bundled)
