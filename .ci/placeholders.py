"""Compares the places that a sentence leaves for values with those of its translation.

A translation that names a place the code does not fill, or writes a lone percent sign, is a server error on a page
that only some readers open; so it is found here, never there.
"""

import re
from collections import defaultdict

NAMED = re.compile(r"%\((\w+)\)s|(?<!\{)\{(\w*)\}(?!\})")


def find_places(text: str) -> frozenset[str]:
    """Return the places of ``text``, as written: ``%(name)s`` and ``{name}``."""
    return frozenset(match.group() for match in NAMED.finditer(text))


def is_formattable(text: str) -> bool:
    """Whether ``text % values`` works for any values, as every sentence is written out."""
    try:
        text % defaultdict(str)
    except (ValueError, TypeError, KeyError):
        return False
    return True


def compare(msgids: tuple[str, ...], texts: tuple[str, ...]) -> str:
    """Return what is wrong with the places of a translation; empty when nothing is.

    Each form of a plural may leave a place out that another has ("one ballot"), but names none that is new; the form
    for several has them all.
    """
    known = frozenset[str]().union(*map(find_places, msgids))
    for text in texts:
        if not is_formattable(text):
            return "has a percent sign that should be %%"
        if find_places(text) - known:
            return f"names {_list(find_places(text) - known)}, which the sentence does not"
    lost = find_places(msgids[-1]) - find_places(texts[-1])
    return f"loses {_list(lost)}" if lost else ""


def _list(places: frozenset[str]) -> str:
    return ", ".join(sorted(places))
