"""The language stands in the address: ``/fi/…``, ``/sv/…``, ``/en/…``.

So pages can be cached and shared, and no cookie is needed. Only ``/`` looks at what the browser asks for.
"""

from pb.kernel.language import Language

LANGUAGES = tuple(Language)
LONGEST_HEADER = 200


def language_of(path: str) -> Language | None:
    """Return the language an address begins with, if it is one of ours."""
    first = path.lstrip("/").partition("/")[0]
    return Language(first) if first in LANGUAGES else None


def path_in_language(path: str, language: Language) -> str:
    """Return the address of the same page in another language; the front page where there is none."""
    if language_of(path) is None:
        return f"/{language}"
    return f"/{language}/{path.lstrip('/').partition('/')[2]}".rstrip("/")


def negotiate(accept_language: str) -> Language:
    """Return the best of our languages for an Accept-Language header (RFC 9110, 12.5.4), else Finnish."""
    wishes: list[tuple[float, int, Language]] = []
    for position, part in enumerate(accept_language[:LONGEST_HEADER].split(",")):
        tag, _, quality = part.partition(";")
        primary = tag.strip().lower().partition("-")[0]
        weight = _weight(quality)
        if primary in LANGUAGES and weight > 0:
            wishes.append((-weight, position, Language(primary)))
    return min(wishes)[2] if wishes else Language.FI


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        return min(float(value), 1.0) if name == "q" else 1.0
    except ValueError:
        return 0.0
