"""Texts are measured by LIX, alike here and in the browser, and what could be plainer is said in words."""

import json
from pathlib import Path
from typing import Any

import pytest

from pb.kernel.language import Language
from proposals.core.plain_language import Ease, measure, rate, split_sentences
from proposals.core.ready_reasons import READY_REASONS, find_ready_reason
from proposals.web.reading_help import advise
from tests.support.node import run_node

VECTORS: list[dict[str, Any]] = json.loads(Path("tests/vectors/reading.json").read_text(encoding="utf-8"))
TEXTS = {vector["name"]: vector for vector in VECTORS}


@pytest.mark.parametrize("name", TEXTS)
def test_texts_are_measured_as_in_the_vectors(name: str) -> None:
    vector = TEXTS[name]
    language = Language(vector["language"])
    reading = measure(vector["text"], language)
    found = vector["found"]
    assert (reading.words, reading.sentences, reading.long_words) == (
        found["words"],
        found["sentences"],
        found["long_words"],
    )
    assert (list(reading.longest), list(reading.vast)) == (found["longest"], found["vast"])
    assert (reading.mean, reading.lix, rate(reading, language)) == (
        found["mean"],
        found["lix"],
        found["ease"],
    )


def test_browser_half_agrees_with_the_vectors() -> None:
    assert "# fail 0" in run_node("--test", "--test-reporter=tap", "tests/js/reading.test.mjs")


def test_lix_is_words_a_sentence_and_the_share_of_long_words() -> None:
    # Ten words in two sentences, two of them longer than six letters: 10 / 2 + 100 * 2 / 10.
    reading = measure("En bro är bra för oss. Den behöver lyktor snarast.", Language.SV)
    assert (reading.words, reading.sentences, reading.long_words, reading.lix) == (10, 2, 2, 25)


def test_one_sentence_counts_differently_in_each_language() -> None:
    # LIX 60 reads easily in Finnish, whose newspapers measure 72, and hardly in Swedish, whose newspapers measure 47.
    reading = measure("Katuvalo " * 5 + "on " * 5 + ".", Language.FI)
    assert reading.lix == 60
    assert rate(reading, Language.FI) is Ease.EASY
    assert rate(reading, Language.EN) is Ease.HARD
    assert rate(reading, Language.SV) is Ease.VERY_HARD


def test_abbreviations_dates_and_numbered_lines_end_no_sentence() -> None:
    assert len(split_sentences("Bussi lähtee kl. 12 esim. torilta 3. toukokuuta.")) == 1
    assert len(split_sentences("1. Penkki\n2. Valo\n\nKiitos! Hienoa?")) == 4


def test_advice_names_the_sentence_and_the_words() -> None:
    hard = advise(TEXTS["official-swedish"]["text"], Language.SV)
    assert str(hard.level).startswith("Very hard to read (LIX 82")
    sentence, words = map(str, hard.hints)
    assert "28 words: “Stadsmiljöförvaltningens samhällstekniska planeringsenhet har i…”" in sentence
    assert "tillgänglighetsgranskning" in words
    (mean, _words) = advise(TEXTS["official-finnish"]["text"], Language.FI).hints
    assert str(mean) == "Sentences have 19 words on average. 12 or fewer is a good aim."


def test_plain_text_gets_no_hints_and_a_short_one_no_level() -> None:
    assert advise(TEXTS["plain-finnish"]["text"], Language.FI).hints == ()
    assert advise("Kiitos ehdotuksesta.", Language.FI).level is None


@pytest.mark.parametrize("reason", READY_REASONS, ids=lambda reason: reason.key)
def test_ready_made_reasons_are_plain_in_every_language(reason: Any) -> None:
    for language in Language:
        text = getattr(reason.text, language)
        assert text, "a reason is owed in every language"
        assert advise(text, language).hints == ()
        assert rate(measure(text, language), language) in (Ease.EASY, Ease.NEWSPAPER, None)
    assert find_ready_reason(READY_REASONS, reason.key) == reason


def test_unknown_reason_is_none() -> None:
    assert find_ready_reason(READY_REASONS, "magic") is None
