"""Why something may be hidden: a short list with a ready public reason each, which a round may replace by its own.

The same list serves moderators and whoever reports something, so that both speak of the same things. A ground must never
be an opinion: that a text is unwise or unpopular hides nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pb.kernel.language import Language, LocalizedText
from pb.kernel.message import Message


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground by its short name in data, its name in a list, and the public reason it gives."""

    id: str
    name: LocalizedText
    reason: LocalizedText


DEFAULT_GROUNDS = (
    Ground(
        "unlawful",
        LocalizedText("Lain vastainen sisältö", "Innehåll som strider mot lagen", "Content against the law"),
        LocalizedText(
            "Teksti rikkoo lakia. Siksi kaupunki on piilottanut sen.",
            "Texten strider mot lagen. Därför har staden dolt den.",
            "The text breaks the law. That is why the city has hidden it.",
        ),
    ),
    Ground(
        "personal",
        LocalizedText("Henkilötietoja", "Personuppgifter", "Personal data"),
        LocalizedText(
            "Tekstissä on tietoja yksityisestä ihmisestä. Siksi kaupunki on piilottanut sen.",
            "Texten innehåller uppgifter om en privatperson. Därför har staden dolt den.",
            "The text tells about a private person. That is why the city has hidden it.",
        ),
    ),
    Ground(
        "advertising",
        LocalizedText("Mainos", "Reklam", "Advertising"),
        LocalizedText(
            "Teksti on mainos. Siksi kaupunki on piilottanut sen.",
            "Texten är reklam. Därför har staden dolt den.",
            "The text is an advertisement. That is why the city has hidden it.",
        ),
    ),
    Ground(
        "hate",
        LocalizedText("Vihaa tai uhkailua", "Hat eller hot", "Hate or threats"),
        LocalizedText(
            "Teksti loukkaa tai uhkaa ihmisiä. Siksi kaupunki on piilottanut sen.",
            "Texten kränker eller hotar människor. Därför har staden dolt den.",
            "The text insults or threatens people. That is why the city has hidden it.",
        ),
    ),
    Ground(
        "duplicate",
        LocalizedText(
            "Sama teksti toiseen kertaan", "Samma text en gång till", "The same text a second time"
        ),
        LocalizedText(
            "Sama teksti on jo julkaistu. Ensimmäinen jää näkyviin.",
            "Samma text har redan publicerats. Den första syns fortfarande.",
            "The same text has been published already. The first one stays in sight.",
        ),
    ),
    Ground(
        "elsewhere",
        LocalizedText("Ei kuulu tähän kierrokseen", "Hör inte till den här omgången", "Not for this round"),
        LocalizedText(
            "Asia ei kuulu tähän kierrokseen. Kaupungin neuvonta kertoo, kuka siitä päättää.",
            "Saken hör inte till den här omgången. Stadens rådgivning berättar vem som beslutar om den.",
            "This is not a matter for this round. The city's information desk tells who decides on it.",
        ),
    ),
)


def find_ground(grounds: Sequence[Ground], name: str) -> Ground | None:
    """Return the ground of that short name, or None."""
    return next((ground for ground in grounds if ground.id == name), None)


def check_grounds(grounds: Sequence[Ground], owed: Sequence[Language]) -> tuple[Message, ...]:
    """Return what is wrong with a round's own list; empty when every ground has its reason in each language owed."""
    if not grounds or len({ground.id for ground in grounds}) < len(grounds):
        return (
            Message("The grounds for hiding need at least one entry, each with a short name of its own."),
        )
    return tuple(
        Message("A ground for hiding has no reason in each language owed: %(ground)s.", {"ground": ground.id})
        for ground in grounds
        if not all(getattr(ground.reason, language) for language in owed)
    )
