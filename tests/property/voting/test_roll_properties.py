"""Whatever files are brought in whatever order, the roll is what the last accepted ones say, and never half of one."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from pb.kernel.errors import ConflictError
from tests.support.databases import copy_sqlite, open_database
from tests.support.voting_world import (
    CLERK,
    NORTH,
    ROUND,
    SECRET,
    SHORTLIST,
    SOUTH,
    VotingWorld,
    declare_projects,
    declare_vote,
    make_world,
)
from voting.roll_import import RollFaultsError, propose_roll, take_roll_in
from voting.storage.electoral_roll import read_roll
from voting.storage.roll_keys import find_roll_key

REFERENCES = tuple(f"R-{number}" for number in range(6))
LINES = st.lists(
    st.tuples(st.sampled_from((*REFERENCES, "", "=1")), st.sampled_from((NORTH, SOUTH, "west"))),
    max_size=6,
)
FILES = st.tuples(LINES, st.booleans(), st.booleans())
"""The lines of a file, whether it is the whole roll, and whether somebody agrees to it at once or only later."""


def write_file(lines: Sequence[tuple[str, str]]) -> bytes:
    return ("reference;area\n" + "".join(f"{reference};{area}\n" for reference, area in lines)).encode()


def is_sound(lines: Sequence[tuple[str, str]]) -> bool:
    references = [reference for reference, _area in lines]
    return (
        bool(lines)
        and len(set(references)) == len(references)
        and all(reference in REFERENCES and area in (NORTH, SOUTH) for reference, area in lines)
    )


def read_state(world: VotingWorld) -> dict[str, str]:
    with world.database.read() as work:
        key = find_roll_key(work, SECRET, ROUND)
        entries = read_roll(work, ROUND).values()
    names = {key.hash_reference(reference): reference for reference in REFERENCES} if key else {}
    return {names[entry.reference]: str(entry.area) for entry in entries}


@given(files=st.lists(FILES, min_size=1, max_size=6))
@settings(max_examples=30)
def test_roll_is_what_the_accepted_files_say(
    migrated_sqlite: Path, files: list[tuple[list[tuple[str, str]], bool, bool]]
) -> None:
    with (
        TemporaryDirectory() as folder,
        open_database(copy_sqlite(migrated_sqlite, Path(folder) / "pb.sqlite3")) as database,
    ):
        world = make_world(database)
        world.start(declare_vote({"projects": declare_projects(SHORTLIST)}))
        expected: dict[str, str] = {}
        waiting: list[str] = []
        for lines, is_whole, is_agreed in files:
            try:
                proposal = propose_roll(world.desk, ROUND, write_file(lines), is_whole=is_whole)
            except RollFaultsError:
                assert not is_sound(lines)
            else:
                assert is_sound(lines)
                if is_agreed:
                    take_roll_in(world.desk, ROUND, proposal.draft, CLERK)
                    expected = dict(lines) if is_whole else {**expected, **dict(lines)}
                    for late in waiting:
                        try:
                            take_roll_in(world.desk, ROUND, late, CLERK)
                        except ConflictError:
                            continue
                        raise AssertionError("a draft for another roll was taken in")
                else:
                    waiting.append(proposal.draft)
            assert read_state(world) == expected
