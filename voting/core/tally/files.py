"""The names of the bundle's files: what is where, in one place for those who write and those who check.

A bundle is a folder that anyone may download. docs/protocol.md section 9 lists it.
"""

from voting.core.ballot.style import StyleId

CONTENTS = "contents.note"
BOARD = "board.jsonl"
PAPER = "paper.json"
OUTCOME = "outcome.json"


def name_manifest(version: int) -> str:
    """Return the file of a version of the manifest."""
    return f"manifest-{version}.json"


def name_checkpoint(number: int) -> str:
    """Return the file of a checkpoint, counted from 1 in the order of publication."""
    return f"checkpoints/{number:06}.note"


def name_mix(style: StyleId, number: int) -> str:
    """Return the file of the table that round ``number`` put out."""
    return f"mix/{style}-{number}.table"


def name_mix_proof(style: StyleId, number: int) -> str:
    """Return the file of the proof of round ``number``."""
    return f"mix/{style}-{number}.proof"


def name_shares(style: StyleId, trustee: int) -> str:
    """Return the file of a trustee's decryption shares with their proof."""
    return f"open/{style}-{trustee}.shares"


def name_lot(trustee: int) -> str:
    """Return the file of a trustee's part of the lot for ties."""
    return f"lots/{trustee}.share"


def name_ballots(style: StyleId) -> str:
    """Return the file of the opened ballots of a style."""
    return f"ballots/{style}.jsonl"


def name_paper(style: StyleId) -> str:
    """Return the file of the paper ballots of a style."""
    return f"paper/{style}.jsonl"
