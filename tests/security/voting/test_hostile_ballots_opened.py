"""Ballots that only a hostile browser seals: taken in by the box, opened as invalid with the reason, counted nowhere."""

import json
from secrets import token_bytes

import pytest

from pb.engine.acts import OPEN
from pb.engine.declaration import Rule
from pb.kernel.ids import ProjectId
from pb.storage.database import Database
from tests.support.voting_world import CLOSES, NORTH, PUBLICATION, ROUND, VotingWorld, open_vote
from voting.core.ballot import sealing
from voting.core.ballot.choices import Choices
from voting.core.ballot.sealing import TAG_BYTES, seal_choices
from voting.core.board.admission import admit_ballot
from voting.core.channel import Channel
from voting.core.encryption.group import draw_scalar, multiply_base
from voting.storage.ballot_box import Cast, cast_sealed
from voting.storage.elections import require_manifest
from voting.stored_bundle import StoredBundle
from voting.verify.verification import verify


def choose(*pairs: tuple[int, int]) -> Choices:
    return tuple((ProjectId(str(number)), value) for number, value in pairs)


HOSTILE: dict[str, tuple[dict[str, Rule], Choices, str]] = {
    "too-many": ({"maximum": 2}, choose((1, 1), (2, 1), (3, 1)), "1"),
    "over-budget": ({"ballot": "knapsack", "maximum": 3}, choose((1, 1), (2, 1), (3, 1)), "1"),
    "too-many-points": ({"ballot": "points", "points": 4}, choose((1, 4), (2, 4)), "1"),
    "gap-in-ranks": ({"ballot": "ranking"}, choose((1, 2)), "1"),
    "blank": ({"maximum": 2}, (), "1"),
}


def cast(world: VotingWorld, position: int, choices: Choices) -> None:
    """Seal whatever is asked for, as no page of ours does, and cast it."""
    with world.database.read() as work:
        manifest = require_manifest(work, ROUND)
    tag, style = token_bytes(TAG_BYTES), manifest.manifest.style(NORTH)
    sealed = seal_choices(manifest.context_for(tag), style, choices).sealed
    with world.database.write() as work:
        ballot = admit_ballot(manifest, NORTH, tag, sealed)
        wish = Cast(ROUND, world.find(position), Channel.CODE, ballot, f"wish-{position}")
        cast_sealed(work, wish, world.clock.now())
        work.commit()


def publish(world: VotingWorld) -> tuple[list[bytes], dict[str, object]]:
    """Close, open and count; return the opened lines of the north and its outcome. The bundle verifies."""
    world.close_voting()
    world.open_ballots()
    world.act(PUBLICATION, OPEN, CLOSES)
    with world.database.read() as work:
        bundle = StoredBundle(work, ROUND)
        assert list(verify(bundle))
        outcome = json.loads(bundle.read("outcome.json"))["styles"][0]
        return bundle.read("ballots/north.jsonl").splitlines(), outcome


@pytest.mark.parametrize("fault", HOSTILE)
def test_ballot_against_the_rule_is_published_as_invalid(database: Database, fault: str) -> None:
    rules, choices, honest = HOSTILE[fault]
    with open_vote(database, rules) as world:
        cast(world, 0, choose((int(honest), 1)))
        cast(world, 1, choices)
        lines, outcome = publish(world)
    invalid = [json.loads(line) for line in lines if b"faults" in line]
    assert [ballot["faults"] for ballot in invalid] == [[fault]]
    assert (outcome["sealed"], outcome["invalid"]) == (2, 1)
    assert sum(project["support"] for project in outcome["projects"]) == 1  # type: ignore[attr-defined]


def test_content_that_is_no_ballot_is_published_as_unreadable(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_vote(database) as world:
        cast(world, 0, choose((1, 1)))
        monkeypatch.setattr(
            sealing,
            "encode_integer",
            lambda _number, width: tuple(multiply_base(draw_scalar()) for _ in range(width)),
        )
        cast(world, 1, choose((1, 1)))
        lines, outcome = publish(world)
    (unreadable,) = (json.loads(line) for line in lines if b"faults" in line)
    assert unreadable["faults"] == ["unreadable"]
    assert len(unreadable["points"]) == 64
    assert outcome["invalid"] == 1
