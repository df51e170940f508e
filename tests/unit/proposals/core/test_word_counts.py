"""Words are counted by stem and once a proposal; the picture puts none over another."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pb.kernel.language import Language, LocalizedText
from proposals.core.word_counts import MOST, WordCount, count_words
from proposals.core.word_picture import HEIGHT, LARGEST, WIDTH, draw_words

FI, SV = Language.FI, Language.SV


def test_forms_of_a_word_are_one_and_the_commonest_is_shown() -> None:
    texts = [
        (FI, "Penkkejä, penkkejä"),
        (FI, "penkkejä ja puu"),
        (FI, "Penkki"),
        (SV, "bänkar"),
        (SV, "bänk"),
    ]
    assert count_words(texts) == (WordCount("penkkejä", FI, 3), WordCount("bänk", SV, 2))


def test_small_words_numbers_names_and_words_of_one_proposal_are_left_out() -> None:
    texts = [(FI, "Kaupunki voisi 2026 puu Ranta"), (FI, "kaupungin olisi 2026 keinu rannan ranta")]
    assert count_words(texts, [LocalizedText(fi="Ranta")]) == ()
    assert [count.word for count in count_words(texts)] == ["ranta"]


def test_words_come_by_their_number_and_at_most_forty() -> None:
    words = [f"sana{letter}{other}k" for letter in "abcdefgh" for other in "abcdefgh"]
    texts = [(SV, " ".join(words[: 8 * n])) for n in range(1, 9)]
    counts = count_words(texts)
    assert len(counts) == MOST
    assert all(first.proposals >= second.proposals for first, second in pairwise(counts))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.text("aiwmkä", min_size=3, max_size=22), st.integers(2, 500)), min_size=1, max_size=40
    )
)
def test_no_word_lies_over_another_or_leaves_the_picture(words: list[tuple[str, int]]) -> None:
    counts = sorted((WordCount(word, FI, n) for word, n in words), key=lambda count: -count.proposals)
    placed = draw_words(counts).words
    assert placed[0].count == counts[0]
    boxes = []
    for word in placed:
        assert 0 < word.size <= LARGEST
        half = len(word.count.word) * word.size * 0.45 / 2  # narrower than any bold letter in the mean
        boxes.append((word.x - half, word.y - word.size / 2, word.x + half, word.y + word.size / 2))
        assert 0 <= boxes[-1][0] <= boxes[-1][2] <= WIDTH
        assert 0 <= boxes[-1][1] <= boxes[-1][3] <= HEIGHT
    x, y, width, height = draw_words(counts).frame
    assert all(
        x <= box[0] and y <= box[1] and box[2] <= x + width and box[3] <= y + height + 1 for box in boxes
    )
    for rank, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:rank]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
