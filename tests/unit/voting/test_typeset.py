"""Documents are laid out in processes that end, so that nothing of one stays in the server's memory."""

import re
from pathlib import Path

import pytest

from voting.typeset import TypesettingError, typeset

TEMPLATE = b'#set document(title: "Paper")\n#set text(lang: "en")\n= Paper\n#sys.inputs.at("word")\n'


def read_memory() -> int:
    found = re.search(r"VmRSS:\s*(\d+)", Path("/proc/self/status").read_text())
    assert found is not None
    return int(found[1])


def test_document_is_a_pdf_with_its_words_and_leaves_nothing_behind() -> None:
    assert typeset(TEMPLATE, {"word": "first"}).startswith(b"%PDF")
    before = read_memory()
    for _ in range(3):
        typeset(TEMPLATE, {"word": "some " * 40_000})
    assert read_memory() - before < 20_000, "KiB"


def test_document_that_cannot_be_laid_out_says_nothing_of_its_content() -> None:
    with pytest.raises(TypesettingError) as refused:
        typeset(b'#panic(sys.inputs.at("word"))', {"word": "KPST-NY2M"})
    assert "KPST" not in str(refused.value)
