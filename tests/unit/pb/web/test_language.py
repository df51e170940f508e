"""Which language a reader gets."""

import pytest

from pb.kernel.language import Language
from pb.web.language import language_of, negotiate, path_in_language


@pytest.mark.parametrize(
    ("wishes", "language"),
    [
        ("", Language.FI),
        ("sv", Language.SV),
        ("sv-FI,fi;q=0.8", Language.SV),
        ("de,en;q=0.4,sv;q=0.5", Language.SV),
        ("EN-gb", Language.EN),
        ("en;q=0,sv;q=0.1", Language.SV),
        ("en;q=nan, sv;q=x, fi;q=0.1", Language.FI),
        ("*", Language.FI),
        (",;,=;q=", Language.FI),
        ("x" * 10_000 + ",sv", Language.FI),
    ],
)
def test_best_of_our_languages_is_chosen(wishes: str, language: Language) -> None:
    assert negotiate(wishes) is language


@pytest.mark.parametrize("path", ["/", "/xx/votes", "/FI", "/fin", "/static/fi"])
def test_other_first_words_are_no_language(path: str) -> None:
    assert language_of(path) is None


def test_same_page_in_another_language_keeps_its_path() -> None:
    assert path_in_language("/fi/cycles/2027", Language.SV) == "/sv/cycles/2027"
    assert path_in_language("/fi", Language.EN) == "/en"
    assert path_in_language("/unknown", Language.EN) == "/en"
