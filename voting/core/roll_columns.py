"""Which column of a roll or address file says what, guessed from headings in Finnish, Swedish and English.

The guess is only offered: whoever brings the file sees it and can change it.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum


class Column(StrEnum):
    """What a column may hold. The last five serve the letters and are passed over when a roll is taken in."""

    REFERENCE = "reference"
    IDENTITY = "identity"
    BORN = "born"
    AREA = "area"
    MUNICIPALITY = "municipality"
    POSTAL_CODE = "postal-code"
    SHIELDED = "shielded"
    NAME = "name"
    STREET = "street"
    TOWN = "town"
    LANGUAGE = "language"


ROLL_COLUMNS = (
    Column.REFERENCE,
    Column.IDENTITY,
    Column.BORN,
    Column.AREA,
    Column.MUNICIPALITY,
    Column.POSTAL_CODE,
    Column.SHIELDED,
)
LETTER_COLUMNS = (
    Column.REFERENCE,
    Column.IDENTITY,
    Column.NAME,
    Column.STREET,
    Column.POSTAL_CODE,
    Column.TOWN,
    Column.LANGUAGE,
    Column.SHIELDED,
)

_HEADINGS: Mapping[Column, str] = {
    Column.REFERENCE: "reference viite viitenumero tunniste numero juoksevanumero referens referensnummer nummer"
    " löpnummer id",
    Column.IDENTITY: "hetu henkilötunnus personbeteckning identitycode personalidentitycode ssn",
    Column.BORN: "syntymäaika syntymäpäivä syntynyt födelsedatum födelsetid född born birthdate dateofbirth",
    Column.AREA: "alue äänestysalue kaupunginosa suuralue område röstningsområde stadsdel area votingarea district",
    Column.MUNICIPALITY: "kotikunta kuntanumero kuntakoodi kotikunnannumero kunta hemkommun kommun kommunnummer"
    " kommunkod municipality homemunicipality municipalitycode",
    Column.POSTAL_CODE: "postinumero postnummer postalcode postcode zip zipcode",
    Column.SHIELDED: "turvakielto spärrmarkering säkerhetsförbud nondisclosure nondisclosureorder shielded",
    Column.NAME: "nimi namn name kokonimi fullname",
    Column.STREET: "osoite katuosoite lähiosoite postiosoite adress gatuadress näradress address street streetaddress",
    Column.TOWN: "postitoimipaikka kaupunki postort ort town city posttown",
    Column.LANGUAGE: "kieli äidinkieli asiointikieli språk modersmål kontaktspråk language",
}
_MEANINGS = {word: column for column, words in _HEADINGS.items() for word in words.split()}


def guess_columns(headings: Sequence[str], wanted: Sequence[Column]) -> Mapping[Column, int]:
    """Return the place (from 0) of each of the ``wanted`` columns that a heading names; the first one counts."""
    places: dict[Column, int] = {}
    for place, heading in enumerate(headings):
        column = _MEANINGS.get("".join(sign for sign in heading.casefold() if sign.isalnum()))
        if column is not None and column in wanted and column not in places:
            places[column] = place
    return places


def name_columns(headings: Sequence[str], named: Mapping[Column, str]) -> Mapping[Column, int]:
    """Return the places of columns named by their headings. Raises LookupError with a heading that isn't there."""
    known = {heading.strip().casefold(): place for place, heading in reversed(list(enumerate(headings)))}
    places: dict[Column, int] = {}
    for column, heading in named.items():
        place = known.get(heading.strip().casefold())
        if place is None:
            raise LookupError(heading)
        places[column] = place
    return places
