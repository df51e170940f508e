"""The councils a municipality has by law or custom, so that readers of every language know which one speaks.

Youth, older people's and disability councils are compulsory (Kuntalaki 410/2015, sections 26 to 28). A council is the
unit of its members' accounts; a unit that bears one of these names is shown in the reader's language, any other as it
is written.
"""

from pb.kernel.message import Message

_YOUTH = Message("Youth council")
_OLDER = Message("Council for older people")
_DISABILITY = Message("Disability council")
_CHILDREN = Message("Children's parliament")
_BY_NAME = {
    "nuorisovaltuusto": _YOUTH,
    "ungdomsfullmäktige": _YOUTH,
    "vanhusneuvosto": _OLDER,
    "äldrerådet": _OLDER,
    "vammaisneuvosto": _DISABILITY,
    "rådet för personer med funktionsnedsättning": _DISABILITY,
    "lasten parlamentti": _CHILDREN,
    "barnparlamentet": _CHILDREN,
}


def name_council(unit: str) -> Message:
    """Return a council's name for the reader."""
    return _BY_NAME.get(unit.casefold()) or Message("%(name)s", {"name": unit})
