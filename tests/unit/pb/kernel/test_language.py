"""A text answers in the reader's language, or says in which other one it stands."""

from pb.kernel.language import Language, LocalizedText
from pb.kernel.message import Message


def test_text_is_shown_in_the_readers_language() -> None:
    text = LocalizedText(fi="Penkki", sv="Bänk", en="Bench")
    assert [text.in_language(language) for language in Language] == ["Penkki", "Bänk", "Bench"]


def test_missing_text_falls_back_and_names_the_language_shown() -> None:
    text = LocalizedText(sv="Bänk")
    assert text.in_language(Language.FI) == "Bänk"
    assert text.language_shown(Language.FI) is Language.SV


def test_message_reads_as_english_with_its_values() -> None:
    inner = Message("Voting")
    assert (
        str(Message("%(stage)s ends in %(days)s days.", {"stage": inner, "days": 3}))
        == "Voting ends in 3 days."
    )
