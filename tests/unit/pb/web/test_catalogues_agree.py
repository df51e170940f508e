"""A sentence that stands in two catalogues reads the same in both: the reader can't know which one a page took."""

from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from pb.kernel.language import Language

FOLDER = Path(__file__).parents[4] / "pb" / "locale"


@pytest.mark.parametrize("language", Language)
def test_one_sentence_has_one_translation(language: Language) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as source:
            for entry in read_po(source):
                if entry.id:
                    found[str(entry.id)].add(str(entry.string))
    assert len(found) > 100
    assert {sentence: said for sentence, said in found.items() if len(said) > 1} == {}
