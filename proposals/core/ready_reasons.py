"""Ready-made reasons in plain language, to begin from: every reason is still the official's own, and can be changed.

They stand in Finnish and Swedish at once, because the law owes them in both (Kielilaki 423/2003). A round may declare
its own (`ReviewRules.ready_reasons`); then these aren't offered.
"""

from dataclasses import dataclass

from pb.kernel.language import LocalizedText


@dataclass(frozen=True, slots=True)
class ReadyReason:
    """A reason to begin from: what officials choose it by, and what it says."""

    key: str
    name: LocalizedText
    text: LocalizedText


READY_REASONS = (
    ReadyReason(
        "remit",
        LocalizedText("Ei kaupungin tehtävä", "Inte stadens uppgift", "Not the city's task"),
        LocalizedText(
            "Tämä asia ei kuulu kaupungille. Siitä päättää [kuka]. Välitimme ehdotuksen sinne.",
            "Det här hör inte till staden. Om det beslutar [vem]. Vi skickade förslaget vidare dit.",
            "This is not for the city to do. [Who] decides on it. We passed the proposal on.",
        ),
    ),
    ReadyReason(
        "land",
        LocalizedText("Ei kaupungin maata", "Inte stadens mark", "Not the city's land"),
        LocalizedText(
            "Kaupunki ei omista tätä paikkaa. Siksi kaupunki ei voi rakentaa siihen.",
            "Staden äger inte den här platsen. Därför kan staden inte bygga där.",
            "The city does not own this place. So the city can't build there.",
        ),
    ),
    ReadyReason(
        "cost",
        LocalizedText("Liian kallis", "För dyrt", "Too expensive"),
        LocalizedText(
            "Työ maksaisi noin [summa] euroa. Alueen raha ei riitä siihen.",
            "Arbetet skulle kosta ungefär [summa] euro. Områdets pengar räcker inte till det.",
            "The work would cost about [sum] euros. The area's money is not enough for it.",
        ),
    ),
    ReadyReason(
        "planned",
        LocalizedText("On jo suunnitelmissa", "Finns redan i planerna", "Already planned"),
        LocalizedText(
            "Kaupunki tekee tämän muutenkin. Työ alkaa vuonna [vuosi]. Ehdotusta ei siksi tarvitse äänestää.",
            "Staden gör det här i alla fall. Arbetet börjar år [år]. Därför behöver ingen rösta om förslaget.",
            "The city does this anyway. The work begins in [year]. So there is no need to vote on it.",
        ),
    ),
    ReadyReason(
        "safety",
        LocalizedText("Ei ole turvallinen", "Inte tryggt", "Not safe"),
        LocalizedText(
            "Paikka ei olisi turvallinen, koska [syy].",
            "Platsen skulle inte vara trygg, eftersom [orsak].",
            "The place would not be safe, because [reason].",
        ),
    ),
    ReadyReason(
        "feasible",
        LocalizedText("Voidaan toteuttaa", "Kan genomföras", "Can be carried out"),
        LocalizedText(
            "Kaupunki voi toteuttaa ehdotuksen. Työ kestää arviolta [aika].",
            "Staden kan genomföra förslaget. Arbetet tar uppskattningsvis [tid].",
            "The city can carry the proposal out. The work takes about [time].",
        ),
    ),
)
"""Words in square brackets are for the official to fill in."""


def find_ready_reason(reasons: tuple[ReadyReason, ...], key: str) -> ReadyReason | None:
    """Return the reason of a key, or None."""
    return next((reason for reason in reasons if reason.key == key), None)
