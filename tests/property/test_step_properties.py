"""No order of steps, pauses, faults and going back loses a word that was kept (web, without JavaScript)."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pb.kernel.ids import ProposalId
from proposals.storage.drafts import find_draft
from proposals.storage.tables import DraftRow
from tests.support.cycles import DAY, START
from tests.support.databases import copy_sqlite, open_database
from tests.support.proposals import BENCHES, skip_disk_waits, start_round
from tests.support.visitors import Town, run_town
from tests.support.writing import STEPS

WRITE = "/en/cycles/2027/propose/write"
TEXTS = st.sampled_from(["", "Penkki", "Valo illaksi", "a" * 99, "Ä" * 3000])
"""Nothing, something, as much as a title may hold, and more than any field may."""

CHOICES = {
    "area": st.sampled_from(["", "north", "south", "nowhere"]),
    "author_kind": st.sampled_from(["alone", "group"]),
}
ACTS = st.sampled_from(["continue", "pause"])


@st.composite
def visits(draw: st.DrawFn) -> tuple[str, Mapping[str, str], str]:
    """Draw a step, what is typed there, and what is pressed."""
    step = draw(st.sampled_from(list(STEPS)))
    typed = {name: draw(CHOICES.get(name, TEXTS)) for name in STEPS[step] if name not in ("point", "contact")}
    return step, typed, draw(ACTS)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Town]:
    """A town whose round takes proposals."""
    folder = tmp_path_factory.mktemp("steps")
    url = copy_sqlite(migrated_sqlite, folder / "pb.sqlite3")
    with open_database(url) as database:
        skip_disk_waits(database)
        start_round(database)
        with run_town(database, url, folder, START + DAY) as running:
            skip_disk_waits(running.client.app.state.toolkit.database)
            yield running


def read_draft(town: Town, known: set[str]) -> dict[str, str]:
    """Return what is kept in the one draft that isn't known, as it is typed; nothing without one."""
    with town.database.read() as work:
        mine = [row.id for row in work.session.query(DraftRow) if row.id not in known]
        draft = find_draft(work, ProposalId(mine[0])) if mine else None
    return draft.content.as_typed() if draft else {}


@settings(max_examples=25, deadline=None)
@given(st.lists(visits(), min_size=1, max_size=7))
def test_every_word_that_fits_is_kept_and_none_is_lost(
    town: Town, visited: list[tuple[str, Mapping[str, str], str]]
) -> None:
    with town.database.read() as work:
        known = {row.id for row in work.session.query(DraftRow)}
    writer = town.visitor()
    kept: dict[str, str] = {}
    for step, typed, act in [("what", {"title": BENCHES.title, "text": BENCHES.text}, "pause"), *visited]:
        writer.open(f"{WRITE}/{step}")
        before = read_draft(town, known)
        answer = writer.request("POST", f"{WRITE}/{step}", {**typed, "act": act})
        after = read_draft(town, known)
        if after != before:
            # What changed is what was typed, all of it and nothing else.
            assert {name: after[name] for name in typed} == dict(typed)
            kept |= typed
        else:
            assert answer.status_code in (303, 422)
            if answer.status_code == 303:
                assert {name: after[name] for name in typed} == dict(typed)
            else:
                # What doesn't fit stands in the form again, for its writer to shorten.
                assert all(words in answer.text for name, words in typed.items() if name not in CHOICES)
        assert {name: after[name] for name in kept} == kept
    page = writer.open("/en/cycles/2027/propose/check")
    assert kept["title"] == "" or kept["title"] in page
