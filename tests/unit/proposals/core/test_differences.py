"""Differences between two texts: nothing is lost, what is alike is found, and no text takes long."""

from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from pb.kernel.language import LocalizedText
from proposals.core.differences import Piece, compare_words
from proposals.core.history import PublicText, list_changes

TEXTS = st.text(alphabet="ab .\n!", max_size=40)
BEFORE = PublicText(
    LocalizedText(fi="Penkkejä"), LocalizedText(fi="Kaksi penkkiä."), LocalizedText(), "north", "Ranta"
)


def kept(pieces: tuple[Piece, ...]) -> str:
    return " ".join(piece.text for piece in pieces if not piece.differs)


@settings(max_examples=60)
@given(TEXTS, TEXTS)
def test_pieces_join_to_the_texts_and_what_is_kept_is_alike(before: str, after: str) -> None:
    old, new = compare_words(before, after)
    assert "".join(piece.text for piece in old) == before
    assert "".join(piece.text for piece in new) == after
    assert kept(old).split() == kept(new).split()
    assert all(piece.text for piece in old + new)
    if before.split() == after.split():
        assert not any(piece.differs and piece.text.strip() for piece in old + new)


def test_one_new_word_is_the_only_difference() -> None:
    old, new = compare_words("Kaksi penkkiä rantaan.", "Kaksi puista penkkiä rantaan.")
    assert [piece.text for piece in old if piece.differs] == []
    assert [piece.text for piece in new if piece.differs] == ["puista "]


def test_longest_common_part_is_kept() -> None:
    old, _ = compare_words("x a b c", "a b y c x")
    assert kept(old).split() == ["a", "b", "c"]


def test_texts_that_differ_in_everything_take_bounded_time() -> None:
    before = process_time()
    old, new = compare_words("a b " * 2500, "c d. " * 2000)
    assert process_time() - before < 1
    assert old == (Piece("a b " * 2500, differs=True),)
    assert new[0].differs


def test_only_fields_that_differ_are_listed_each_with_its_language() -> None:
    after = PublicText(
        BEFORE.title, LocalizedText(fi="Kolme penkkiä.", sv="Tre."), BEFORE.why, "south", "Ranta"
    )
    assert [(change.field, change.language) for change in list_changes(BEFORE, after)] == [
        ("text", "fi"),
        ("text", "sv"),
        ("area", None),
    ]
    assert list_changes(BEFORE, BEFORE) == ()
