"""Whatever is cast, re-cast and cancelled: what is opened is what stands, and the bundle verifies."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.ballots import make_style
from tests.support.sealed_election import HOUR, make_tag, open_election
from voting.core.ballot.choices import Choices, decode_choices
from voting.core.ballot.rule import BallotKind, BallotRule
from voting.core.board.entries import CancelEntry, CloseEntry
from voting.core.tally.opened import judge_choices
from voting.verify.verification import verify

STYLES = (
    make_style(BallotRule(BallotKind.APPROVAL, maximum=3, blank=True), 6),
    make_style(BallotRule(BallotKind.POINTS, top=4, most_total=5), 90, name="south"),
)

CASTS = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(STYLES), st.integers(0, 63), st.booleans()), max_size=8
)


@settings(max_examples=15, deadline=None)
@given(CASTS, st.sampled_from([(1, 2), (1, 3), (2, 3), (1, 2, 3)]))
def test_what_stands_is_what_is_opened(
    casts: list[tuple[int, object, int, bool]], trustees: tuple[int, ...]
) -> None:
    election = open_election(styles=STYLES)
    standing: dict[int, tuple[str, Choices]] = {}
    cancelled: set[int] = set()
    for voter, style, number, cancel in casts:
        if voter in cancelled:
            continue
        chosen = next(one for one in STYLES if one is style)
        choices = decode_choices(chosen, number)
        election.cast(make_tag(voter), chosen.id, choices)
        standing[voter] = (chosen.id, choices)
        if cancel:
            election.entries.append(CancelEntry(make_tag(voter), "paper", HOUR))
            cancelled.add(voter)
            del standing[voter]
    election.entries.append(CloseEntry(6, HOUR))
    closing, box = election.write_board()
    election.tally(closing, box, trustees)
    election.publish(closing)
    assert list(verify(election.bundle))
    for style in STYLES:
        lines = Counter(election.bundle.files[f"ballots/{style.id}.jsonl"].split(b"\n")[:-1])
        expected = (choices for name, choices in standing.values() if name == style.id)
        assert lines == Counter(judge_choices(style, choices).to_line() for choices in expected)
